import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  APPEAL,
  BLOCK,
  COMMENT,
  KUDOS,
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

const CLUB_POST = 'mutation ($clubId: ID!, $text: String!) { createPost(input: { clubId: $clubId, text: $text }) { id } }'
const CASE_FIELDS = 'id subjectId subjectText reports reasons status assignee { id } note appeal hoursOpen heldFor club { id }'
const IN_CLUB = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { posts { edges { node { text moderationCase { ${CASE_FIELDS} } } } }
  moderationQueue { totalCount edges { node { ${CASE_FIELDS} } } } frequentReporters { athlete { id } reports dismissed } } } }`
const CASE = `query ($id: ID!) { moderationCase(id: $id) { ${CASE_FIELDS} } }`
const JUDGE =
  'mutation ($id: ID!, $remove: Boolean!, $note: String, $muteUntil: DateTime, $ban: Boolean) { resolveModerationCase(id: $id, remove: $remove, note: $note, muteUntil: $muteUntil, ban: $ban) { id } }'
const ASSIGN = 'mutation ($id: ID!, $assigneeId: ID) { assignModerationCase(id: $id, assigneeId: $assigneeId) { id } }'
const COMMENTS =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Post { commentCount comments { edges { node { id } } } } } }'

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

describe('a live session', () => {
  it('is reported to the staff by who sees it, keeps what it was, and is hidden by activities', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const hidden = await world.liveSession(ana, { visibility: 'FOLLOWERS' })
    const { liveSessionId: id, ...state } = await world.liveSession(ana, { sport: 'RUN', eventId: newId('ClubEvent') })
    await world.settle()
    expect(await ben.codes(REPORT, { id: hidden.liveSessionId })).toEqual(['NOT_FOUND'])
    expect(await ben.codes(REPORT, { id: newId('LiveSession') })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(REPORT, { id })).toEqual(['BAD_USER_INPUT'])
    await ben.ask(REPORT, { id, reason: 'DANGEROUS' })
    await ben.ask(REPORT, { id, reason: 'DANGEROUS' })
    const open = await caseOf(id)
    expect(open).toMatchObject({ subjectText: null, reports: 1, reasons: ['DANGEROUS'] })
    const reports = world.subgraph.opened.database.connection.collection<Answer>('moderation_reports')
    expect(await reports.findOne({ _id: `${id}:${ben.id}` })).toMatchObject({
      subjectOwnerId: ana.id,
      evidence: { sport: 'RUN', startedAt: new Date(state.startedAtMs), visibility: 'EVERYONE', isOver: false, revision: 1 },
    })
    await staff.ask(RESOLVE, { id: open.id, remove: true })
    expect(await moderationNotices(ana)).toMatchObject([
      { text: 'Your live session was hidden from others by the staff (dangerous): you can appeal' },
    ])
    await ana.ask(APPEAL, { id: open.id, text: 'Nobody was near' })
    await staff.ask(RESOLVE, { id: open.id, remove: false })
    await world.settle()
    expect(world.eventsOf('moderation.decided').filter(({ subjectId }) => subjectId === id)).toMatchObject([
      { decision: 'REMOVED' },
      { decision: 'RESTORED' },
    ])
  })

  it('that has become an activity is reported as long as that is seen', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const [seen, unseen] = [await world.activity(ana), await world.activity(ana, { visibility: 'ONLY_ME' })]
    const ended = { status: 'ENDED' as const, endedAtMs: Date.now() }
    const [shown, gone] = [
      await world.liveSession(ana, { ...ended, activityId: seen }),
      await world.liveSession(ana, { ...ended, activityId: unseen }),
    ]
    await world.settle()
    expect(await ben.codes(REPORT, { id: gone.liveSessionId })).toEqual(['NOT_FOUND'])
    expect(await ben.codes(REPORT, { id: shown.liveSessionId })).toEqual([])
  })
})

describe('a photo', () => {
  const PHOTOS = '... on Post { photos { id } }'
  const photosOf = async (id: string, who: Person): Promise<readonly string[]> => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${PHOTOS} } }`
    const [post] = (await who.ask(query, { r: [{ __typename: 'Post', id }] }))._entities
    return post.photos.map((each: Answer) => each.id)
  }
  const urlOf = async (who: Person, id: string) =>
    (await who.ask('query ($id: ID!) { moderationCase(id: $id) { photoUrl } }', { id })).moderationCase?.photoUrl ?? null
  const keyOf = (who: Person, id: string) => `photos/${who.id}/${id}/large.webp`
  const photoOf = async (who: Person): Promise<string> => {
    const id = await world.photo(who, { caption: 'Ad' })
    await world.runtime.objects.write(keyOf(who, id), new Uint8Array([1, 2, 3]))
    return id
  }
  const post = async (who: Person, photoIds: readonly string[]) => {
    const query = 'mutation ($photoIds: [ID!]) { createPost(input: { text: "Look", photoIds: $photoIds }) { id } }'
    return (await who.ask(query, { photoIds })).createPost.id
  }

  it('of a post or an activity is reported to the staff by who sees it, and its picture is kept', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const [shown, other, unused, hidden] = [await photoOf(ana), await photoOf(ana), await photoOf(ana), await photoOf(ana)]
    const postId = await post(ana, [shown, other])
    const ride = await world.activity(ana, { visibility: 'ONLY_ME' })
    await world.emit('photos.carried', { carrierId: ride, athleteId: ana.id, revision: 1, photoIds: [hidden, shown], at: 1 })
    await world.settle()
    for (const id of [unused, hidden, newId('Photo')]) expect(await ben.codes(REPORT, { id })).toEqual(['NOT_FOUND'])
    expect(await ana.codes(REPORT, { id: shown })).toEqual(['BAD_USER_INPUT'])
    await ben.ask(REPORT, { id: shown })
    // Who has reported it does not see it in the post any more; everybody else does, until it is decided.
    expect([await photosOf(postId, ben), await photosOf(postId, cleo)]).toEqual([[other], [shown, other]])
    const open = await caseOf(shown)
    expect(open).toMatchObject({ subjectText: 'Ad', reports: 1, status: 'OPEN' })
    // Its author deletes it before anybody has looked.
    await ana.ask('mutation ($id: ID!) { deletePost(id: $id) }', { id: postId })
    await world.runtime.objects.delete(keyOf(ana, shown))
    const url = await urlOf(staff, open.id)
    expect(url).toContain(`evidence/${ana.id}/${shown}.webp`)
    expect((await world.runtime.objects.head(`evidence/${ana.id}/${shown}.webp`))?.sizeBytes).toBe(3)
    expect(await urlOf(cleo, open.id)).toBeNull()
    await staff.ask(RESOLVE, { id: open.id, remove: false })
    await world.settle()
    expect(await world.runtime.objects.head(`evidence/${ana.id}/${shown}.webp`)).toBeNull()
    expect(await urlOf(staff, open.id)).toBeNull()
  })

  it('is told to athletes when it is removed, shown no more, and free after an appeal', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const id = await photoOf(ana)
    const postId = await post(ana, [id])
    await world.settle()
    await ben.ask(REPORT, { id })
    const open = await caseOf(id)
    await staff.ask(RESOLVE, { id: open.id, remove: true })
    expect(await moderationNotices(ana)).toMatchObject([{ text: 'Your photo was removed by the staff (spam): you can appeal' }])
    // What athletes does.
    const size = { width: 400, height: 300, caption: 'Ad' }
    const state = { photoId: id, athleteId: ana.id, status: 'READY' as const, failure: null, ...size, createdAtMs: 1, at: 1 }
    await world.emit('photo.changed', { ...state, revision: 1_000_000, removed: true })
    await world.settle()
    expect(await photosOf(postId, ana)).toEqual([])
    expect(await staff.codes(REPORT, { id })).toEqual(['NOT_FOUND'])
    expect(await urlOf(ana, open.id)).not.toBeNull()
    await ana.ask(APPEAL, { id: open.id, text: 'It is my bike' })
    await staff.ask(RESOLVE, { id: open.id, remove: false })
    await world.emit('photo.changed', { ...state, revision: 1_000_001 })
    await world.settle()
    expect(await photosOf(postId, ana)).toEqual([id])
    expect(world.eventsOf('moderation.decided').filter(({ subjectId }) => subjectId === id)).toMatchObject([
      { decision: 'REMOVED' },
      { decision: 'RESTORED' },
    ])
    expect(await world.runtime.objects.head(`evidence/${ana.id}/${id}.webp`)).toBeNull()
  })

  it('leaves no copy when the account of its athlete is erased', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const id = await photoOf(ana)
    await post(ana, [id])
    await world.settle()
    await ben.ask(REPORT, { id })
    expect(await world.runtime.objects.list(`evidence/${ana.id}`)).toHaveLength(1)
    await world.emit('athlete.erased', { athleteId: ana.id, round: 1, at: Date.now() })
    await world.settle()
    expect(await world.runtime.objects.list(`evidence/${ana.id}`)).toEqual([])
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
    expect(await textOf(ben, addComment.id)).toEqual({ text: 'Was it a car?', deletedBy: null })
    // Who reported it is spared it for good.
    expect(await textOf(ana, addComment.id)).toBeNull()
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
    expect((await seen(world.stranger))[0]).toEqual({ text: 'Buy this', commentCount: 1 })
    // Its reporter is spared it for good.
    expect(await seen(ben)).toEqual([null, { posts: { edges: [] } }])
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
    const SUSPENSION = '{ viewer { suspensionCase { id status appealedAt note assignee { id } } } }'
    const suspension = async (who: Person) => (await who.ask(SUSPENSION)).viewer.suspensionCase
    const known = { id: opened.id, status: 'REMOVED', note: null, assignee: null }
    expect(await suspension(ben)).toEqual({ ...known, appealedAt: null })
    expect(await suspension(ana)).toBeNull()
    await ben.ask(APPEAL, { id: opened.id, text: 'My bike is fast' })
    expect(await suspension(ben)).toEqual({ ...known, appealedAt: expect.any(String) })
    expect(await caseOf(ben.id)).toMatchObject({ id: opened.id, appeal: 'My bike is fast' })
    expect(await staff.codes(RESOLVE, { id: opened.id, remove: false })).toEqual(['BAD_USER_INPUT'])
    await world.account(ben.id, { suspendedUntil: null })
    expect((await moderationNotices(ben)).map(({ text }) => text)).toEqual(['Your suspension was lifted', notice.text])
    expect(await caseOf(ben.id)).toBeNull()
    expect(await suspension(ben)).toBeNull()
  })

  it('of which another end is set is another case, which can be appealed too', async () => {
    const ben = await world.athlete('Ben')
    const suspension = async () => (await ben.ask('{ viewer { suspensionCase { id } } }')).viewer.suspensionCase
    const day = 86_400_000
    await world.account(ben.id, { suspendedUntil: world.runtime.now() + day })
    await world.settle()
    const first = await suspension()
    await ben.ask(APPEAL, { id: first.id, text: 'No' })
    await world.account(ben.id, { suspendedUntil: world.runtime.now() + 2 * day })
    await world.settle()
    const second = await suspension()
    expect(second.id).not.toBe(first.id)
    await ben.ask(APPEAL, { id: second.id, text: 'Still no' })
    await world.account(ben.id, { suspendedUntil: null })
    await world.settle()
    expect(await suspension()).toBeNull()
  })
})

describe('a club', () => {
  let revision = 0
  const setMember = (clubId: string, who: Person, role: 'OWNER' | 'ADMIN' | 'MODERATOR' | 'MEMBER') => {
    revision += 1
    const facts = { clubId, athleteId: who.id, revision, status: 'ACTIVE', role, mutedUntilMs: null, byId: null } as const
    return world.emit('club.membership-changed', { ...facts, at: world.runtime.now() })
  }
  /** Makes a club of an owner, a moderator and two members. */
  const openClub = async (rules: object = {}) => {
    const people = (await world.athletes('Olga', 'Mo', 'Ana', 'Ben')) as [Person, Person, Person, Person]
    const [owner, moderator, ana, ben] = people
    const clubId = newId('Club')
    revision += 1
    const facts = { clubId, revision, slug: clubId, name: 'Early Birds', access: 'SECRET', dissolved: false, ...rules } as const
    await world.emit('club.changed', { ...facts, at: world.runtime.now() })
    const roles = ['OWNER', 'MODERATOR', 'MEMBER', 'MEMBER'] as const
    for (const [index, who] of people.entries()) await setMember(clubId, who, roles[index] ?? 'MEMBER')
    await world.settle()
    return { clubId, owner, moderator, ana, ben }
  }
  const write = async (who: Person, clubId: string, text: string): Promise<string> => {
    const { createPost } = await who.ask(CLUB_POST, { clubId, text })
    return createPost.id
  }
  const inClub = async (who: Person, clubId: string) =>
    (await who.ask(IN_CLUB, { r: [{ __typename: 'Club', id: clubId }] }))._entities[0]
  const queueOf = async (who: Person, clubId: string) =>
    (await inClub(who, clubId)).moderationQueue?.edges.map(({ node }: Answer) => node) ?? null
  const textsSeen = async (who: Person, clubId: string) =>
    (await inClub(who, clubId)).posts.edges.map(({ node }: Answer) => node.text)

  it('decides what is reported in it: removed for all but its author, who sees why, and its moderators', async () => {
    const { clubId, owner, moderator, ana, ben } = await openClub()
    const post = await write(ana, clubId, 'Buy this')
    await ben.ask(REPORT, { id: post })
    await ben.ask(REPORT, { id: post })
    // The reporter does not see it any more; others do.
    expect(await textsSeen(ben, clubId)).toEqual([])
    expect(await textsSeen(moderator, clubId)).toEqual(['Buy this'])
    expect(await caseOf(post)).toBeNull()
    for (const who of [ana, ben]) expect(await queueOf(who, clubId)).toBeNull()
    world.pass(2 * 3_600_000)
    const [opened] = await queueOf(moderator, clubId)
    expect(opened).toMatchObject({ subjectId: post, reports: 1, hoursOpen: 2, heldFor: null, club: { id: clubId } })
    expect(await queueOf(owner, clubId)).toEqual([opened])
    const { id } = opened
    for (const who of [ana, ben]) {
      expect(await who.codes(RESOLVE, { id, remove: true })).toEqual(['FORBIDDEN'])
      expect((await who.ask(CASE, { id })).moderationCase).toBeNull()
    }
    const muteUntil = new Date(world.runtime.now() + 86_400_000).toISOString()
    for (const wrong of [
      { muteUntil, ban: true },
      { muteUntil: new Date(world.runtime.now()).toISOString() },
      { ban: true, remove: false },
    ])
      expect(await moderator.codes(JUDGE, { id, remove: true, ...wrong })).toEqual(['BAD_USER_INPUT'])
    const { resolveModerationCase } = await moderator.ask(JUDGE, { id, remove: true, note: 'No ads', muteUntil })
    expect(resolveModerationCase).toEqual({ id: clubId })
    for (const who of [ana, moderator]) expect(await textsSeen(who, clubId)).toEqual(['Buy this'])
    for (const who of [ben, world.stranger]) expect((await inClub(who, clubId)).posts?.edges ?? []).toEqual([])
    const [seen] = (await inClub(ana, clubId)).posts.edges
    expect(seen.node.moderationCase).toMatchObject({ status: 'REMOVED', note: 'No ads', assignee: null, reasons: ['SPAM'] })
    const [notice] = await moderationNotices(ana)
    expect(notice.text).toBe('Your post was removed by the moderators of your club (spam), who say: No ads: you can appeal')
    await world.settle()
    const [told] = world.eventsOf('moderation.decided').filter(({ caseId }) => caseId === id)
    const sanction = { kind: 'MUTE', untilMs: Date.parse(muteUntil) }
    expect(told).toMatchObject({ clubId, byId: moderator.id, note: 'No ads', sanction })
    await ana.ask(APPEAL, { id, text: 'My own bike' })
    expect(await ana.codes(APPEAL, { id, text: 'Please' })).toEqual(['CONFLICT'])
    expect((await queueOf(owner, clubId))[0]).toMatchObject({ id, appeal: 'My own bike' })
    await owner.ask(RESOLVE, { id, remove: false })
    const again = await world.athlete('Cleo')
    await setMember(clubId, again, 'MEMBER')
    await world.settle()
    expect(await textsSeen(again, clubId)).toEqual(['Buy this'])
    expect(world.eventsOf('moderation.decided').at(-1)).toMatchObject({ decision: 'RESTORED', sanction })
  })

  it('shows what reporters wrote to those who decide alone, and not who wrote it', async () => {
    const { clubId, owner, moderator, ana, ben } = await openClub()
    const NOTES = 'query ($id: ID!) { moderationCase(id: $id) { reports reportNotes { reason note reportedAt } } }'
    const IN_POSTS = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Club { posts { edges { node { moderationCase { reportNotes { note } } } } }
      moderationQueue { edges { node { reportNotes { note } } } } } } }`
    const post = await write(ana, clubId, 'Buy this')
    const dara = await world.athlete('Dara')
    await setMember(clubId, dara, 'MEMBER')
    await world.settle()
    await ben.ask(REPORT, { id: post, note: 'It is his shop' })
    world.pass(60_000)
    await moderator.ask(REPORT, { id: post })
    await dara.ask(REPORT, { id: post, reason: 'OTHER', note: 'He wrote to me <b>too</b>\nand again' })
    const [{ id }] = await queueOf(owner, clubId)
    const notesFor = async (who: Person) => (await who.ask(NOTES, { id })).moderationCase
    for (const who of [owner, moderator, staff])
      expect(await notesFor(who)).toMatchObject({
        reports: 3,
        reportNotes: [
          { reason: 'OTHER', note: 'He wrote to me <b>too</b>\nand again' },
          { reason: 'SPAM', note: 'It is his shop' },
        ],
      })
    const r = [{ __typename: 'Club', id: clubId }]
    expect((await moderator.ask(IN_POSTS, { r }))._entities[0].moderationQueue.edges[0].node.reportNotes).toHaveLength(2)
    // Whom it is about sees the case once something was taken, and never the notes: neither as an author, nor with a role that comes later.
    await owner.ask(RESOLVE, { id, remove: true })
    expect(await notesFor(ana)).toEqual({ reports: 3, reportNotes: null })
    expect((await ana.ask(IN_POSTS, { r }))._entities[0].posts.edges[0].node.moderationCase).toEqual({ reportNotes: null })
    await setMember(clubId, ana, 'ADMIN')
    await world.settle()
    expect((await notesFor(ana)).reportNotes).toBeNull()
    for (const who of [ben, dara, world.stranger]) expect(await notesFor(who)).toBeNull()
    // A moderator who may not decide sees that the post is hidden, and no notes.
    const ofModerator = await write(moderator, clubId, 'of Mo')
    const other = await world.athlete('Mia')
    await setMember(clubId, other, 'MODERATOR')
    await world.settle()
    await ben.ask(REPORT, { id: ofModerator, note: 'Mo again' })
    const about = (await queueOf(owner, clubId)).find(({ subjectId }: Answer) => subjectId === ofModerator)
    await owner.ask(RESOLVE, { id: about.id, remove: true })
    const seen = (await other.ask(IN_POSTS, { r }))._entities[0].posts.edges.map(({ node }: Answer) => node.moderationCase)
    expect(seen).toContainEqual({ reportNotes: null })
    expect(seen).not.toContainEqual({ reportNotes: [{ note: 'Mo again' }] })
    expect((await owner.ask(NOTES, { id: about.id })).moderationCase.reportNotes).toMatchObject([{ note: 'Mo again' }])
  })

  it('sends a case about a moderator to the owner, one about the owner to the staff, and none to whom it is about', async () => {
    const { clubId, owner, moderator, ana } = await openClub()
    const [byModerator, byOwner, byAna] = [
      await write(moderator, clubId, 'of Mo'),
      await write(owner, clubId, 'of Olga'),
      await write(ana, clubId, 'of Ana'),
    ]
    for (const id of [byModerator, byOwner]) await ana.ask(REPORT, { id })
    await moderator.ask(REPORT, { id: byAna })
    const subjectsOf = async (who: Person) => (await queueOf(who, clubId)).map(({ subjectId }: Answer) => subjectId)
    expect(await subjectsOf(moderator)).toEqual([byAna])
    expect(await subjectsOf(owner)).toEqual([byModerator, byAna])
    const ofOwner = await caseOf(byOwner)
    expect(ofOwner).toMatchObject({ subjectText: 'of Olga' })
    expect(await caseOf(byModerator)).toBeNull()
    const [ofModerator, ofAna] = await queueOf(owner, clubId)
    for (const [who, { id }] of [
      [moderator, ofModerator],
      [moderator, ofOwner],
      [owner, ofOwner],
    ] as const)
      expect(await who.codes(RESOLVE, { id, remove: true })).toEqual(['FORBIDDEN'])
    // Somebody who gets a role is decided about by the owner from then on.
    await setMember(clubId, ana, 'ADMIN')
    await world.settle()
    expect(await subjectsOf(moderator)).toEqual([])
    expect(await moderator.codes(RESOLVE, { id: ofAna.id, remove: true })).toEqual(['FORBIDDEN'])
    await owner.ask(RESOLVE, { id: ofModerator.id, remove: true })
    await staff.ask(RESOLVE, { id: ofOwner.id, remove: true, note: 'for the staff alone' })
    await world.settle()
    const told = world.eventsOf('moderation.decided').at(-1)
    expect(told).toMatchObject({ caseId: ofOwner.id, clubId })
    expect([told?.byId, told?.note]).toEqual([undefined, undefined])
    expect((await owner.ask(CASE, { id: ofOwner.id })).moderationCase).toMatchObject({ status: 'REMOVED', note: null })
  })

  it('takes a case, gives it to another and gives it back', async () => {
    const { clubId, owner, moderator, ana, ben } = await openClub()
    await ben.ask(REPORT, { id: await write(ana, clubId, 'Loud') })
    const [{ id }] = await queueOf(owner, clubId)
    expect(await ben.codes(ASSIGN, { id, assigneeId: ben.id })).toEqual(['FORBIDDEN'])
    for (const assigneeId of [ana.id, ben.id, newId('Athlete')])
      expect(await owner.codes(ASSIGN, { id, assigneeId })).toEqual(['BAD_USER_INPUT'])
    for (const assigneeId of [moderator.id, moderator.id, null]) await owner.ask(ASSIGN, { id, assigneeId })
    await world.settle()
    const assigned = world.eventsOf('moderation.assigned').filter(({ caseId }) => caseId === id)
    expect(assigned.map(({ assigneeId }) => assigneeId)).toEqual([moderator.id, null])
    await moderator.ask(RESOLVE, { id, remove: false })
    expect(await owner.codes(ASSIGN, { id, assigneeId: owner.id })).toEqual(['CONFLICT'])
  })

  it('holds a post with a word of its rules until a moderator shows it, and tells of it only then', async () => {
    const { clubId, moderator, ana, ben } = await openClub({ heldWords: ['casino'] })
    const held = await write(ana, clubId, 'A cásino at the lake')
    await write(moderator, clubId, 'No casino here')
    await world.settle()
    expect(world.eventsOf('post.created').map(({ postId }) => postId)).not.toContain(held)
    expect(await textsSeen(ben, clubId)).toEqual(['No casino here'])
    expect(await textsSeen(ana, clubId)).toHaveLength(2)
    const [waiting] = await queueOf(moderator, clubId)
    expect(waiting).toMatchObject({ subjectId: held, reports: 0, heldFor: 'casino' })
    await moderator.ask(RESOLVE, { id: waiting.id, remove: false })
    await world.settle()
    expect(world.eventsOf('post.created').map(({ postId }) => postId)).toContain(held)
    expect(await textsSeen(ben, clubId)).toHaveLength(2)
    // An edit is held too.
    const fine = await write(ana, clubId, 'Fine')
    await ana.ask('mutation ($id: ID!) { editPost(id: $id, text: "Casino!") { id } }', { id: fine })
    expect(await textsSeen(ben, clubId)).toHaveLength(2)
  })

  describe('holds a comment with a word of its rules', () => {
    const REPLIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Comment { text moderationCase { status }
      replies { totalCount edges { node { id } } } } } }`
    const commentsOf = async (who: Person, post: string) => {
      const { commentCount, comments } = (await who.ask(COMMENTS, { r: [{ __typename: 'Post', id: post }] }))._entities[0]
      return [commentCount, comments.edges.map(({ node }: Answer) => node.id)]
    }
    const EDIT_COMMENT = 'mutation ($id: ID!, $text: String!) { editComment(id: $id, text: $text) { id } }'
    const addedIds = () => world.eventsOf('comment.added').map(({ commentId }) => commentId)
    const tellsOf = async (who: Person, id: string) => {
      const notices = noticesOf(await who.ask(NOTIFICATIONS, { first: 20 }))
      return notices.filter(({ comment }: Answer) => comment?.id === id).map(({ kind }: Answer) => kind)
    }
    const open = async () => {
      const club = await openClub({ heldWords: ['casino'] })
      const post = await write(club.ana, club.clubId, 'Where to?')
      return { ...club, post }
    }

    it('from all but its author and the moderators, until one shows it, and tells of it only then', async () => {
      const { clubId, moderator, ana, ben, post } = await open()
      const handle = 'cleo_of_the_lake'
      const cleo = await world.athlete('Cleo', { handle })
      await setMember(clubId, cleo, 'MEMBER')
      await world.settle()
      const { addComment } = await ben.ask(COMMENT, { id: post, text: `To the casino, @${handle}` })
      const { id } = addComment
      await world.settle()
      expect(await textOf(ana, id)).toBeNull()
      expect(await commentsOf(ana, post)).toEqual([0, []])
      for (const who of [ben, moderator]) {
        expect(await commentsOf(who, post)).toEqual([1, [id]])
        const [seen] = (await who.ask(REPLIES, { r: [{ __typename: 'Comment', id }] }))._entities
        expect(seen).toMatchObject({ moderationCase: { status: 'OPEN' } })
      }
      expect(addedIds()).not.toContain(id)
      expect([await tellsOf(ana, id), await tellsOf(cleo, id)]).toEqual([[], []])
      // Nobody reacts to it meanwhile, and an edit does not free it.
      for (const query of [KUDOS, REPORT]) expect(await ana.codes(query, { id })).toEqual(['NOT_FOUND'])
      expect(await moderator.codes(REPLY, { id: post, to: id, text: 'Which?' })).toEqual(['CONFLICT'])
      await ben.ask(EDIT_COMMENT, { id, text: `To the lake, @${handle}` })
      await world.settle()
      expect([await commentsOf(ana, post), await tellsOf(cleo, id)]).toEqual([[0, []], []])

      const [{ id: caseId, heldFor, subjectId }] = await queueOf(moderator, clubId)
      expect([subjectId, heldFor]).toEqual([id, 'casino'])
      await moderator.ask(RESOLVE, { id: caseId, remove: false })
      await world.settle()
      expect(await commentsOf(ana, post)).toEqual([1, [id]])
      expect(addedIds().filter((added) => added === id)).toHaveLength(1)
      expect([await tellsOf(ana, id), await tellsOf(cleo, id)]).toEqual([['COMMENT'], ['MENTION']])
    })

    it('with its replies when an edit brings the word, on every road', async () => {
      const { clubId, moderator, ana, ben, post } = await open()
      const { addComment } = await ben.ask(COMMENT, { id: post, text: 'To the lake' })
      const { id } = addComment
      const reply = (await ana.ask(REPLY, { id: post, to: id, text: 'Yes' })).addComment.id
      await world.settle()
      expect(await commentsOf(ana, post)).toEqual([2, [id]])
      await ben.ask(EDIT_COMMENT, { id, text: 'To the casino' })
      await world.settle()
      expect(await commentsOf(ana, post)).toEqual([0, []])
      expect([await textOf(ana, id), await textOf(ana, reply)]).toEqual([null, null])
      expect(await tellsOf(ana, id)).toEqual([])
      const [{ id: caseId }] = await queueOf(moderator, clubId)
      await moderator.ask(RESOLVE, { id: caseId, remove: false })
      await world.settle()
      expect(await commentsOf(ana, post)).toEqual([2, [id]])
      expect(addedIds().filter((added) => added === id)).toHaveLength(1)
    })

    it('and deletes it when it is removed; a granted appeal shows it, and then it is told', async () => {
      const { clubId, owner, moderator, ana, ben, post } = await open()
      const { addComment } = await ben.ask(COMMENT, { id: post, text: 'casino' })
      const { id } = addComment
      const [{ id: caseId }] = await queueOf(moderator, clubId)
      await moderator.ask(RESOLVE, { id: caseId, remove: true })
      await world.settle()
      for (const who of [ana, ben, moderator]) expect(await commentsOf(who, post)).toEqual([0, []])
      expect(addedIds()).not.toContain(id)
      await ben.ask(APPEAL, { id: caseId, text: 'It is a street' })
      await owner.ask(RESOLVE, { id: caseId, remove: false })
      await world.settle()
      expect(await commentsOf(ana, post)).toEqual([1, [id]])
      expect(addedIds()).toContain(id)
      expect(await tellsOf(ana, id)).toEqual(['COMMENT'])
    })

    it('and counts no reply that the viewer has reported', async () => {
      const { ana, ben, moderator, post } = await open()
      const { addComment } = await ana.ask(COMMENT, { id: post, text: 'Seven?' })
      const { id } = addComment
      const reply = (await ben.ask(REPLY, { id: post, to: id, text: 'No, you fool' })).addComment.id
      await ana.ask(REPORT, { id: reply })
      const repliesOf = async (who: Person) => {
        const [{ replies }] = (await who.ask(REPLIES, { r: [{ __typename: 'Comment', id }] }))._entities
        return [replies.totalCount, replies.edges.map(({ node }: Answer) => node.id)]
      }
      expect(await repliesOf(ana)).toEqual([0, []])
      expect(await repliesOf(moderator)).toEqual([1, [reply]])
    })
  })

  it('decides about its events and challenges too, with what they said at that time; those of no club are for the staff', async () => {
    const { clubId, owner, moderator, ana, ben } = await openClub()
    const [outsider] = (await world.athletes('Outsider')) as [Person]
    const eventOf = (change: object) =>
      world.clubEvent([], { clubId, createdById: moderator.id, title: 'Pills', description: 'Cheap', ...change })
    const event = await eventOf({})
    const at = world.runtime.now()
    const challenge: Omit<EventData<'challenge.changed'>, 'challengeId'> = {
      revision: 1,
      createdById: ana.id,
      clubId: null,
      isPublic: true,
      title: 'Spend most',
      description: 'at my shop',
      kind: 'TOTAL',
      metric: 'DISTANCE',
      sports: ['RIDE'],
      target: null,
      segmentId: null,
      bestOfTeam: null,
      badgeName: null,
      startsAtMs: at,
      endsAtMs: at + 1,
      settlesAtMs: at + 1,
      cancelled: false,
      rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: false },
      at,
    }
    const [open, ofClub] = [newId('Challenge'), newId('Challenge')]
    await world.emit('challenge.changed', { ...challenge, challengeId: open })
    await world.emit('challenge.changed', { ...challenge, challengeId: ofClub, clubId, isPublic: false, createdById: owner.id })
    await world.settle()
    const { clubEventId } = event
    for (const id of [clubEventId, ofClub]) expect(await outsider.codes(REPORT, { id })).toEqual(['NOT_FOUND'])
    expect(await moderator.codes(REPORT, { id: clubEventId })).toEqual(['BAD_USER_INPUT'])
    for (const id of [clubEventId, clubEventId, ofClub, open]) await ben.ask(REPORT, { id })
    // The text stays as it was.
    await world.emit('club-event.changed', { ...event, revision: 2, title: 'Town ride', description: null })
    await world.settle()
    const [ofEvent, ...others] = await queueOf(owner, clubId)
    expect(ofEvent).toMatchObject({ subjectId: clubEventId, subjectText: 'Pills\n\nCheap', reports: 1, club: { id: clubId } })
    expect(others).toEqual([])
    // The challenge of the owner is for the staff, as the one of no club.
    const [byOwner, byNoClub] = [await caseOf(ofClub), await caseOf(open)]
    expect([byOwner.subjectText, byNoClub.subjectText]).toEqual(['Spend most\n\nat my shop', 'Spend most\n\nat my shop'])
    expect(await owner.codes(RESOLVE, { id: byOwner.id, remove: true })).toEqual(['FORBIDDEN'])
    await owner.ask(RESOLVE, { id: ofEvent.id, remove: true, note: 'no ads' })
    await staff.ask(RESOLVE, { id: byNoClub.id, remove: true })
    const decided = (subjectId: string) => world.eventsOf('moderation.decided').find((told) => told.subjectId === subjectId)
    expect(await moderationNotices(moderator)).toMatchObject([{ text: expect.stringContaining('Your event was removed by') }])
    expect(decided(clubEventId)).toMatchObject({ decision: 'REMOVED', subjectOwnerId: moderator.id, clubId })
    expect(decided(open)).toMatchObject({ decision: 'REMOVED', subjectOwnerId: ana.id })
    // Clubs has hidden it: nobody reports it any more, and a second removal says so.
    await world.emit('club-event.changed', { ...event, revision: 3, removed: true, cancelled: true })
    await world.settle()
    expect(await ana.codes(REPORT, { id: clubEventId })).toEqual(['NOT_FOUND'])
  })

  it('in slow mode lets a member post once in a while, and those with a role at any time', async () => {
    const { clubId, moderator, ana, ben } = await openClub({ slowModeSeconds: 3600 })
    await write(ana, clubId, 'One')
    expect(await ana.codes(CLUB_POST, { clubId, text: 'Two' })).toEqual(['RATE_LIMITED'])
    await write(ben, clubId, 'Mine')
    for (const text of ['Three', 'Four']) await write(moderator, clubId, text)
    // Elsewhere nobody waits.
    await ana.ask(POST, { text: 'At home' })
  })

  it('sees who reports in vain, but not what', async () => {
    const { clubId, owner, moderator, ana, ben } = await openClub()
    for (let times = 0; times < 3; times += 1) {
      expect((await inClub(owner, clubId)).frequentReporters).toEqual([])
      await ben.ask(REPORT, { id: await write(ana, clubId, `Hello ${times}`) })
      const [{ id }] = await queueOf(owner, clubId)
      await owner.ask(RESOLVE, { id, remove: false })
    }
    expect((await inClub(owner, clubId)).frequentReporters).toEqual([{ athlete: { id: ben.id }, reports: 3, dismissed: 3 }])
    for (const who of [moderator, ana, world.stranger]) expect((await inClub(who, clubId)).frequentReporters).toBeNull()
  })
})
