import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  APPEAL,
  BLOCK,
  COMMENT,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  POST,
  QUEUE,
  REPLY,
  REPORT,
  RESOLVE,
  UNCOMMENT,
  type World,
} from './world.ts'

let world: World
let staff: Person
let staffId: string
beforeAll(async () => {
  world = await openWorld()
  const [member] = (await world.athletes('Staff')) as [Person]
  staffId = member.id
  staff = world.asCaller({ kind: 'athlete', athleteId: member.id, sessionId: 'ses', roles: ['STAFF'], address: null })
})
afterAll(() => world.close())

const caseOf = async (subjectId: string): Promise<Answer> => {
  const { edges } = (await staff.ask(QUEUE)).viewer.moderationQueue
  return edges.map((edge: Answer) => edge.node).find((node: Answer) => node.subjectId === subjectId) ?? null
}
const moderationNotices = async (who: Person) => {
  await world.settle()
  return noticesOf(await who.ask(NOTIFICATIONS)).filter(({ kind }) => kind === 'MODERATION')
}
const textOf = async (who: Person, id: string) => (await who.ask(`{ comment(id: "${id}") { text deletedBy } }`)).comment

describe('reports', () => {
  it('of one thing are one case, count each reporter once, and keep the text of that time', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'Buy this' })
    await Promise.all([
      ana.ask(REPORT, { id: addComment.id }),
      cleo.ask(REPORT, { id: addComment.id, reason: 'OTHER', note: 'ad' }),
    ])
    await ana.ask(REPORT, { id: addComment.id, reason: 'DANGEROUS' })
    await ben.ask('mutation ($id: ID!) { editComment(id: $id, text: "Nothing") { id } }', { id: addComment.id })
    expect(await caseOf(addComment.id)).toMatchObject({ subjectText: 'Buy this', reports: 2, status: 'OPEN', appeal: null })
    expect((await caseOf(addComment.id)).reasons.toSorted()).toEqual(['OTHER', 'SPAM'])
    // Only the staff has a queue, and whom it is about learns nothing.
    for (const who of [ana, ben]) expect((await who.ask(QUEUE)).viewer.moderationQueue).toBeNull()
    expect(await moderationNotices(ben)).toEqual([])
  })

  it('need a thing that the reporter may see, of somebody else, and a verified address', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const fresh = await world.athlete('Fresh', { emailVerified: false })
    const hidden = await world.activity(ana, { visibility: 'FOLLOWERS' })
    const ride = await world.activity(ana)
    await world.settle()
    expect(await ben.codes(REPORT, { id: hidden })).toEqual(['NOT_FOUND'])
    for (const id of [newId('Comment'), newId('Post'), newId('Athlete'), 'nonsense', newId('Club')])
      expect(await ben.codes(REPORT, { id })).toEqual(['NOT_FOUND'])
    for (const id of [ride, ana.id]) expect(await ana.codes(REPORT, { id })).toEqual(['BAD_USER_INPUT'])
    expect(await fresh.codes(REPORT, { id: ride })).toEqual(['FORBIDDEN'])
    expect(await world.stranger.codes(REPORT, { id: ride })).toEqual(['UNAUTHENTICATED'])
    await ana.ask(BLOCK, { id: ben.id })
    for (const id of [ride, ana.id]) expect(await ben.codes(REPORT, { id })).toEqual(['NOT_FOUND'])
    await ana.ask(REPORT, { id: ben.id })
    expect(await caseOf(ben.id)).toMatchObject({ subjectText: 'Ben', reports: 1 })
    expect(await staff.codes(RESOLVE, { id: (await caseOf(ben.id)).id, remove: true })).toEqual(['BAD_USER_INPUT'])
    await staff.ask(RESOLVE, { id: (await caseOf(ben.id)).id, remove: false })
    expect(await caseOf(ben.id)).toBeNull()
  })
})

describe('a decision', () => {
  it('removes a comment, tells its author, and an appeal brings it back', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'Was it a car?' })
    await ana.ask(REPLY, { id: ride, to: addComment.id, text: 'No!' })
    await ana.ask(REPORT, { id: addComment.id, reason: 'HARASSMENT' })
    const { id } = await caseOf(addComment.id)
    for (const who of [ana, ben]) expect(await who.codes(RESOLVE, { id, remove: true })).toEqual(['FORBIDDEN'])
    expect((await staff.ask(RESOLVE, { id, remove: true, note: 'rude' })).resolveModerationCase).toBeNull()
    expect(await staff.codes(RESOLVE, { id, remove: true })).toEqual(['CONFLICT'])
    expect(await textOf(ana, addComment.id)).toEqual({ text: '', deletedBy: 'MODERATOR' })
    const [notice] = await moderationNotices(ben)
    expect(notice).toMatchObject({
      caseId: id,
      actors: [],
      text: 'Your comment was removed by the staff (harassment): you can appeal',
    })
    expect(JSON.stringify(notice)).not.toContain(ana.id)
    expect(await moderationNotices(ana)).toEqual([])
    expect(await ana.codes(APPEAL, { id, text: 'Not mine' })).toEqual(['NOT_FOUND'])
    await ben.ask(APPEAL, { id, text: 'It was a joke' })
    expect(await ben.codes(APPEAL, { id, text: 'Again' })).toEqual(['CONFLICT'])
    expect(await caseOf(addComment.id)).toMatchObject({
      appeal: 'It was a joke',
      status: 'REMOVED',
      assignee: { id: staffId },
      note: 'rude',
    })
    await staff.ask(RESOLVE, { id, remove: false })
    expect(await textOf(ana, addComment.id)).toEqual({ text: 'Was it a car?', deletedBy: null })
    expect(await caseOf(addComment.id)).toBeNull()
    expect((await moderationNotices(ben)).map(({ text }) => text)[0]).toBe('Your appeal was granted: your comment is free again')
    expect(await ben.codes(APPEAL, { id, text: 'Again' })).toEqual(['NOT_FOUND'])
    const db = world.subgraph.opened.database.connection.db
    const lines = await db?.collection('moderation_audit').find<Answer>({ caseId: id }).sort({ at: 1, _id: 1 }).toArray()
    expect(lines?.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['REMOVED', staffId],
      ['APPEALED', ben.id],
      ['RESTORED', staffId],
    ])
  })

  it('hides a post from everybody until an appeal is granted, and leaves a dismissed one alone', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const { createPost } = await ana.ask(POST, { text: 'Buy this' })
    await ben.ask(COMMENT, { id: createPost.id, text: 'No' })
    const seen = async (who: Person) =>
      (
        await who.ask(
          'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Post { text commentCount } ... on Athlete { posts { edges { node { id } } } } } }',
          {
            refs: [
              { __typename: 'Post', id: createPost.id },
              { __typename: 'Athlete', id: ana.id },
            ],
          },
        )
      )._entities
    const decide = async (remove: boolean) => {
      await ben.ask(REPORT, { id: createPost.id })
      await staff.ask(RESOLVE, { id: (await caseOf(createPost.id)).id, remove })
    }
    await decide(false)
    expect((await seen(ben))[0]).toEqual({ text: 'Buy this', commentCount: 1 })
    const [cleo] = (await world.athletes('Cleo')) as [Person]
    await cleo.ask(REPORT, { id: createPost.id })
    const { id } = await caseOf(createPost.id)
    await staff.ask(RESOLVE, { id, remove: true })
    for (const who of [ana, ben, world.stranger]) expect(await seen(who)).toEqual([null, { posts: { edges: [] } }])
    await world.settle()
    await ana.ask(APPEAL, { id, text: 'It is my own bike' })
    await staff.ask(RESOLVE, { id, remove: true })
    expect((await moderationNotices(ana)).map(({ text }) => text)[0]).toMatch(/^Your appeal was refused/)
    expect(await seen(ben)).toEqual([null, { posts: { edges: [] } }])
  })

  it('of the staff alone becomes a case too, which can be appealed', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    const { addComment } = await ben.ask(COMMENT, { id: ride, text: 'Bad words' })
    await staff.ask(UNCOMMENT, { id: addComment.id })
    expect(await textOf(ben, addComment.id)).toBeNull()
    const [{ caseId }] = await moderationNotices(ben)
    await ben.ask(APPEAL, { id: caseId, text: 'Only words' })
    await staff.ask(RESOLVE, { id: caseId, remove: false })
    expect((await textOf(ana, addComment.id)).text).toBe('Bad words')
  })
})

describe('a suspension', () => {
  it('is a case that its athlete can appeal, and that ends when it is lifted', async () => {
    const ben = await world.athlete('Ben')
    const [ana] = (await world.athletes('Ana')) as [Person]
    await ana.ask(REPORT, { id: ben.id, reason: 'CHEATING' })
    const opened = await caseOf(ben.id)
    const suspendedUntil = world.runtime.now() + 86_400_000
    await world.account(ben.id, { displayName: 'Ben', suspendedUntil })
    await world.account(ben.id, { displayName: 'Ben again', suspendedUntil })
    const [notice] = await moderationNotices(ben)
    expect(notice).toMatchObject({
      caseId: opened.id,
      text: 'Your account is suspended (cheating): you can still read, and appeal',
    })
    await ben.ask(APPEAL, { id: opened.id, text: 'My bike is fast' })
    expect(await caseOf(ben.id)).toMatchObject({ id: opened.id, appeal: 'My bike is fast' })
    expect(await staff.codes(RESOLVE, { id: opened.id, remove: false })).toEqual(['BAD_USER_INPUT'])
    await world.account(ben.id, { suspendedUntil: null })
    expect((await moderationNotices(ben)).map(({ text }) => text)).toEqual(['Your suspension was lifted', notice.text])
    expect(await caseOf(ben.id)).toBeNull()
  })
})
