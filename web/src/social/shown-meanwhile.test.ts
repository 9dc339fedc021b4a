import { ConnectionHandler, Environment, Network, Observable, RecordSource, type RecordSourceProxy, Store } from 'relay-runtime'
import { expect, it } from 'vitest'
import {
  type Answered,
  listOf,
  putBack,
  sendingId,
  showComment,
  showEdited,
  showKudos,
  stateOf,
  waitingId,
} from './shown-meanwhile.ts'

const AT = '2026-11-30T12:00:00Z'
const reply: Answered = { id: 'cmt_2', under: 'cmt_1' }

/** A store with an activity of one comment, which has one reply. */
const opened = () => {
  const environment = new Environment({
    network: Network.create(() => Observable.create(() => undefined)),
    store: new Store(new RecordSource()),
  })
  const nodesOf = (store: RecordSourceProxy, list: string) =>
    (store.get(list)?.getLinkedRecords('edges') ?? []).map((edge) => edge?.getLinkedRecord('node')?.getDataID())
  const fill = (store: RecordSourceProxy) => {
    const subject = store.create('act_1', 'Activity')
    subject.setValue(2, 'commentCount')
    subject.setValue(1, 'kudosCount')
    subject.setValue(false, 'viewerHasGivenKudos')
    store.create('ath_1', 'Athlete').setValue('ath_1', 'id')
    for (const [list, id] of [
      [listOf('act_1', undefined), 'cmt_1'],
      [listOf('act_1', reply), 'cmt_2'],
    ] as const) {
      const [connection, comment] = [store.create(list, 'CommentConnection'), store.create(id, 'Comment')]
      comment.setValue(id, 'id')
      connection.setLinkedRecords([], 'edges')
      ConnectionHandler.insertEdgeAfter(connection, ConnectionHandler.createEdge(store, connection, comment, 'CommentEdge'))
    }
  }
  environment.commitUpdate(fill)
  const read = <Value>(look: (store: RecordSourceProxy) => Value): Value => {
    const values: Value[] = []
    environment.applyUpdate({ storeUpdater: (store) => values.push(look(store)) }).dispose()
    return values[0] as Value
  }
  return {
    environment,
    ids: (answers?: Answered) => read((store) => nodesOf(store, listOf('act_1', answers))),
    of: (id: string, field: string) => read((store) => store.get(id)?.getValue(field)),
  }
}

it('a comment and a reply stand where they will stand, and are gone when they are refused', () => {
  const { environment, ids, of } = opened()
  const written = { subjectId: 'act_1', text: 'Chapeau', at: AT }
  const comment = environment.applyUpdate({
    storeUpdater: (store) => showComment(store, sendingId('k'), 'ath_1', written),
  })
  const answer = environment.applyUpdate({
    storeUpdater: (store) => showComment(store, waitingId(7), 'ath_1', { ...written, text: 'And you', answers: reply }),
  })
  expect(ids()).toEqual(['cmt_1', sendingId('k')])
  expect(ids(reply)).toEqual(['cmt_2', waitingId(7)])
  expect([of('act_1', 'commentCount'), of(waitingId(7), 'text')]).toEqual([4, 'And you'])
  answer.dispose()
  comment.dispose()
  // A reply to a reply stands beside it.
  expect(ids({ id: 'cmt_1', under: 'cmt_1' })).toEqual(ids(reply))
  expect([ids(), ids(reply), of('act_1', 'commentCount')]).toEqual([['cmt_1'], ['cmt_2'], 2])
})

it('a comment under what is not shown here is counted alone', () => {
  const { environment, of } = opened()
  const written = { subjectId: 'act_1', text: 'Chapeau', at: AT, answers: { id: 'cmt_9', under: 'cmt_9' } }
  environment.applyUpdate({ storeUpdater: (store) => showComment(store, waitingId(1), 'ath_1', written) })
  expect([of('act_1', 'commentCount'), of(waitingId(1), 'id')]).toEqual([3, undefined])
})

it('kudos are shown once, also when the platform has counted them meanwhile', () => {
  const { environment, of } = opened()
  const seen = () => [of('act_1', 'kudosCount'), of('act_1', 'viewerHasGivenKudos')]
  const show = (give: boolean) => environment.applyUpdate({ storeUpdater: (store) => showKudos(store, 'act_1', give) })
  const [first] = [show(true), show(true)]
  expect(seen()).toEqual([2, true])
  show(false)
  expect(seen()).toEqual([1, false])
  first.dispose()
  expect(seen()).toEqual([1, false])
})

it('a comment says whether it has arrived', () => {
  expect([waitingId(3), sendingId('k'), 'cmt_1'].map(stateOf)).toEqual(['waiting', 'sending', 'there'])
})

it('a text that was refused comes back without taking the place of another one', () => {
  expect([putBack('one', ''), putBack('one', 'two')]).toEqual(['one', 'one\ntwo'])
})

it('a comment with another text is as it was when that is refused', () => {
  const { environment, of } = opened()
  environment.commitUpdate((store) => {
    store.get('cmt_1')?.setValue('Chapeu', 'text').setValue(null, 'editedAt')
  })
  const edited = environment.applyUpdate({ storeUpdater: (store) => showEdited(store, 'cmt_1', 'Chapeau', AT) })
  expect([of('cmt_1', 'text'), of('cmt_1', 'editedAt')]).toEqual(['Chapeau', AT])
  edited.dispose()
  expect([of('cmt_1', 'text'), of('cmt_1', 'editedAt')]).toEqual(['Chapeu', null])
  // One that is gone from the store is left alone.
  environment.applyUpdate({ storeUpdater: (store) => showEdited(store, 'cmt_9', 'Chapeau', AT) })
  expect(of('cmt_9', 'text')).toBeUndefined()
})
