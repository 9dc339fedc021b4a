import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACTORS_SHOWN,
  addToGroup,
  compareWithEarlier,
  type Notice,
  type NotificationEntryRow,
  type NotificationRow,
  shrinkGroup,
  startGroup,
} from './notifications.ts'

const notice = (actorId: string, sourceId: string, atMs: number): Notice => ({
  recipientId: 'ath_me',
  kind: 'COMMENT',
  groupKey: 'COMMENT:act_1',
  actorId,
  sourceId,
  atMs,
  about: null,
  subjects: { activity: 'act_1', comment: sourceId },
  words: { text: sourceId },
})
const entryOf = ({ actorId, sourceId, atMs }: Notice): NotificationEntryRow => ({
  _id: `ntf_1:${sourceId}`,
  notificationId: 'ntf_1',
  recipientId: 'ath_me',
  groupKey: 'COMMENT:act_1',
  actorId: actorId ?? '',
  ownerId: 'ath_me',
  sourceId,
  happenedAt: new Date(atMs),
  withdrawnAt: null,
})
const latestFirst = (notices: readonly Notice[]) => notices.toSorted((a, b) => b.atMs - a.atMs).map(entryOf)

/** Builds a group as the workers do: adds each notice that it does not have. */
const groupOf = (notices: readonly Notice[]): NotificationRow | null => {
  let row: NotificationRow | null = null
  const seen: Notice[] = []
  for (const one of notices) {
    const sources = seen.filter((other) => other.actorId === one.actorId).map((other) => other.sourceId)
    row = row === null ? startGroup(one, 'ntf_1', true) : (addToGroup(row, one, sources, true) ?? row)
    seen.push(one)
  }
  return row
}

const history = fc.uniqueArray(fc.record({ actor: fc.integer({ min: 0, max: 6 }), at: fc.integer({ min: 0, max: 1000 }) }), {
  minLength: 1,
  maxLength: 25,
  selector: (event) => event.at,
})
const noticesOf = (events: readonly { actor: number; at: number }[]) =>
  events.map(({ actor, at }) => notice(`ath_${actor}`, `cmt_${at}`, at))

describe('addToGroup', () => {
  it('counts each actor once and keeps the latest instant, comment and words, in whatever order the events arrive', () => {
    fc.assert(
      fc.property(history, (events) => {
        const notices = noticesOf(events)
        const row = groupOf(notices)
        const latestMs = Math.max(...events.map((event) => event.at))
        expect(row?.actorCount).toBe(new Set(notices.map((one) => one.actorId)).size)
        expect(row?.latestAt).toEqual(new Date(latestMs))
        expect(row?.subjects.comment).toBe(`cmt_${latestMs}`)
        expect(row?.words).toEqual({ text: `cmt_${latestMs}` })
        expect(row?.actorIds[0]).toBe(latestFirst(notices)[0]?.actorId)
        expect(new Set(row?.actorIds).size).toBe(Math.min(row?.actorCount ?? 0, ACTORS_SHOWN))
      }),
    )
  })

  it('adds up of how many things it tells, whichever comes first', () => {
    const told = (at: number, tally?: string) => {
      const words: Notice['words'] = { text: `at ${at}`, ...(tally !== undefined && { tally }) }
      return { ...notice('ath_1', 'upl_1', at), actorId: null, sourceId: '', words }
    }
    const row = [told(2, '1'), told(1, '3')].reduce(
      (group, one) => addToGroup(group, one, [], true) ?? group,
      startGroup(told(3, '1'), 'ntf_1', true),
    )
    expect(row.words).toEqual({ text: 'at 3', tally: '5' })
    expect(addToGroup(row, told(4, '1'), [], true)?.words).toEqual({ text: 'at 4', tally: '6' })
    expect(addToGroup(row, told(4), [], true)?.words).toEqual({ text: 'at 4' })
  })

  it('does not change a group that has the notice already', () => {
    const row = startGroup(notice('ath_1', 'cmt_1', 1), 'ntf_1', true)
    expect(addToGroup(row, notice('ath_1', 'cmt_1', 1), ['cmt_1'], true)).toBeNull()
  })

  it('puts a group into the app with the first notice that is, and leaves it there', () => {
    const [one, other] = [notice('ath_1', 'cmt_1', 1), notice('ath_2', 'cmt_2', 2)]
    const joined = (first: boolean, second: boolean) => addToGroup(startGroup(one, 'ntf_1', first), other, [], second)?.inApp
    expect([joined(false, false), joined(false, true), joined(true, false)]).toEqual([false, true, true])
    const { inApp: _inApp, ...older } = startGroup(one, 'ntf_1', true)
    expect(addToGroup(older, other, [], false)?.inApp).toBe(true)
  })

  it('shows the latest actors first when the events arrive in order', () => {
    const row = groupOf([1, 2, 3, 4, 1].map((actor, index) => notice(`ath_${actor}`, `cmt_${index}`, index)))
    expect(row).toMatchObject({ actorIds: ['ath_1', 'ath_4', 'ath_3'], actorCount: 4, revision: 5 })
  })
})

describe('shrinkGroup', () => {
  it('removes the entries one by one until the group is empty', () => {
    fc.assert(
      fc.property(history, (events) => {
        let left = noticesOf(events)
        let row = groupOf(left)
        while (left.length > 0) {
          const [gone, ...rest] = left
          left = rest
          const isActorGone = !rest.some((one) => one.actorId === gone?.actorId)
          row = row === null ? null : shrinkGroup(row, latestFirst(rest), isActorGone ? 1 : 0)
          if (rest.length === 0) expect(row).toBeNull()
          else {
            const actors = [...new Set(latestFirst(rest).map((entry) => entry.actorId))]
            expect(row).toMatchObject({ actorCount: actors.length, actorIds: actors.slice(0, ACTORS_SHOWN) })
            expect(row?.subjects.comment).toBe(latestFirst(rest)[0]?.sourceId)
          }
        }
      }),
    )
  })
})

it('a mention names the post again when the comments that mention the athlete too are deleted', () => {
  const post = { ...notice('ath_1', 'post_1', 1), subjects: { post: 'post_1' } }
  const comment = { ...notice('ath_1', 'cmt_1', 2), subjects: { post: 'post_1', comment: 'cmt_1' } }
  const row = addToGroup(startGroup(post, 'ntf_1', true), comment, ['post_1'], true)
  expect(row?.subjects).toEqual(comment.subjects)
  expect(row && shrinkGroup(row, [entryOf(post)], 0)?.subjects).toEqual(post.subjects)
})

describe('compareWithEarlier', () => {
  const day = 24 * 3600 * 1000
  const entryAt = (atMs: number, isWithdrawn: boolean): NotificationEntryRow => ({
    ...entryOf(notice('ath_1', 'cmt_1', atMs)),
    withdrawnAt: isWithdrawn ? new Date(atMs) : null,
  })
  const again = notice('ath_1', 'cmt_1', 10 * day)
  it.each([
    ['no earlier entry', [], { isWanted: true, isQuiet: false }],
    ['an active entry of today', [entryAt(10 * day - 1, false)], { isWanted: false, isQuiet: true }],
    ['a withdrawn entry of today', [entryAt(10 * day - 1, true)], { isWanted: true, isQuiet: true }],
    ['an active entry of later, since events have no order', [entryAt(11 * day, false)], { isWanted: false, isQuiet: true }],
    ['a withdrawn entry of long ago', [entryAt(day, true)], { isWanted: true, isQuiet: false }],
    ['an active entry of long ago', [entryAt(day, false)], { isWanted: true, isQuiet: false, replaces: [entryAt(day, false)] }],
    [
      'a withdrawn entry of long ago and an active one of today',
      [entryAt(day, true), entryAt(10 * day, false)],
      { isWanted: false },
    ],
  ] as const)('%s', (_how, earlier, expected) => {
    expect(compareWithEarlier(again, earlier)).toMatchObject(expected)
  })
})
