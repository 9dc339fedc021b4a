import { encodeCursor, newId } from '@gruppetto/graph'
import type { Database } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type Answer,
  ENTITIES,
  FEED,
  KUDOS,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  subjectsOf,
  UNKUDOS,
  type World,
} from './world.ts'

// Rows as older releases stored them: instants as milliseconds, and a notification with a field for each subject and word.
const atMs = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
const at = new Date(atMs).toISOString()
const [anaId, benId, cleoId, strangerId] = [newId('Athlete'), newId('Athlete'), newId('Athlete'), newId('Athlete')]
const [postId, commentId, activityId] = [newId('Post'), newId('Comment'), newId('Activity')]
const [kudosId, rideKudosId] = [newId('Notification'), newId('Notification')]
const [uploadId, gearId] = [newId('Upload'), newId('Gear')]

const group = { athleteId: benId, unread: true, readAtMs: null, atMs, revision: 1 }
const noSubjects = {
  activityId: null,
  postId: null,
  commentId: null,
  challengeId: null,
  segmentId: null,
  uploadId: null,
  gearId: null,
}
const noWords = { fileName: null, reason: null }
const byAna = { kind: 'KUDOS', actorIds: [anaId], actorCount: 1 }
const byNobody = { actorIds: [], actorCount: 0 }
const withdrawn = { recipientId: benId, actorId: strangerId, ownerId: benId, sourceId: strangerId, atMs, overAt: new Date() }
const entry = { recipientId: benId, actorId: anaId, ownerId: benId, sourceId: anaId, atMs, overAt: null }

const ROWS: Readonly<Record<string, readonly (Record<string, unknown> & { readonly _id: string })[]>> = {
  follows: [
    { _id: `${anaId}:${benId}`, followerId: anaId, followeeId: benId, state: 'FOLLOWING', revision: 1, sinceMs: atMs },
    { _id: `${cleoId}:${benId}`, followerId: cleoId, followeeId: benId, state: 'FOLLOWING', revision: 1, sinceMs: atMs + 1 },
  ],
  followings: [
    { _id: anaId, following: 1, feedEpoch: 1, veryFollowedSinceMs: null },
    { _id: benId, following: 0, feedEpoch: 0, veryFollowedSinceMs: atMs },
  ],
  follower_counts: [{ _id: `${benId}:0`, athleteId: benId, followers: 2 }],
  blocks: [{ _id: `${benId}:${strangerId}`, blockerId: benId, blockedId: strangerId, blocked: true, revision: 1, sinceMs: atMs }],
  posts: [{ _id: postId, authorId: benId, text: 'Hello', mentionIds: [], createdAtMs: atMs, editedAtMs: atMs + 1 }],
  comments: [
    {
      _id: commentId,
      subjectId: postId,
      authorId: cleoId,
      text: 'Hi',
      mentionIds: [],
      createdAtMs: atMs,
      editedAtMs: null,
      tellings: 1,
    },
  ],
  kudos: [{ _id: `${postId}:${anaId}`, subjectId: postId, athleteId: anaId, givenAtMs: atMs }],
  feed_items: [{ _id: `feed_${postId.slice(5)}`, kind: 'POST', subjectId: postId, athleteId: benId, sport: null, atMs }],
  notifications: [
    { ...group, ...noSubjects, ...noWords, ...byAna, _id: kudosId, groupKey: `KUDOS:${postId}`, postId },
    { ...group, ...noSubjects, ...noWords, ...byAna, _id: rideKudosId, groupKey: `KUDOS:${activityId}`, activityId },
    {
      ...group,
      ...noSubjects,
      ...byNobody,
      _id: newId('Notification'),
      kind: 'UPLOAD_FAILED',
      groupKey: 'a',
      uploadId,
      fileName: 'cat.jpg',
      reason: 'It is a cat.',
    },
    {
      ...group,
      ...noSubjects,
      ...noWords,
      ...byNobody,
      _id: newId('Notification'),
      kind: 'GEAR_WORN',
      groupKey: 'b',
      gearId,
      gearName: 'Pegasus',
      unread: false,
      readAtMs: atMs,
    },
  ],
  notification_entries: [
    { ...entry, _id: `${kudosId}:${anaId}`, notificationId: kudosId, groupKey: `KUDOS:${postId}` },
    { ...entry, _id: `${rideKudosId}:${anaId}`, notificationId: rideKudosId, groupKey: `KUDOS:${activityId}` },
    { ...withdrawn, _id: `${rideKudosId}:${strangerId}`, notificationId: rideKudosId, groupKey: `KUDOS:${activityId}` },
  ],
}
const storeRows = async ({ connection }: Database): Promise<void> => {
  for (const [name, rows] of Object.entries(ROWS)) {
    await connection.collection<{ _id: string }>(name).insertMany(rows.map((row) => ({ ...row })))
  }
  // An index of an older release, over a field that is renamed.
  await connection.collection('notification_entries').createIndex({ overAt: 1 }, { expireAfterSeconds: 172_800 })
}

let world: World
let people: Record<'ana' | 'ben' | 'cleo', Person>
beforeAll(async () => {
  world = await openWorld({}, storeRows)
  for (const [id, displayName] of [
    [anaId, 'Ana'],
    [benId, 'Ben'],
    [cleoId, 'Cleo'],
  ] as const) {
    await world.account(id, { displayName })
  }
  people = { ana: world.person(anaId, 'Ana'), ben: world.person(benId, 'Ben'), cleo: world.person(cleoId, 'Cleo') }
  await world.emit('activity.measured', world.activityState(people.ben, { activityId, name: 'Old Ride' }))
  await world.settle()
})
afterAll(() => world.close())

const notices = async (person: Person): Promise<readonly Answer[]> => noticesOf(await person.ask(NOTIFICATIONS))

it('follows, posts, comments, kudos and feed items are read', async () => {
  const { ana, ben } = people
  const query = ENTITIES(`... on Post { text createdAt editedAt kudos { edges { givenAt node { id } } }
    comments { edges { node { text createdAt editedAt } } } }
    ... on Athlete { viewerFollow followerCount followers { edges { node { id } } } }`)
  const refs = [
    { __typename: 'Post', id: postId },
    { __typename: 'Athlete', id: benId },
  ]
  expect((await ana.ask(query, { refs }))._entities).toMatchObject([
    {
      text: 'Hello',
      createdAt: at,
      editedAt: new Date(atMs + 1).toISOString(),
      kudos: { edges: [{ givenAt: at, node: { id: anaId } }] },
      comments: { edges: [{ node: { text: 'Hi', createdAt: at, editedAt: null } }] },
    },
    { viewerFollow: 'FOLLOWING', followerCount: 2, followers: { edges: [{ node: { id: cleoId } }, { node: { id: anaId } }] } },
  ])
  const feed: Answer = await ana.ask(FEED)
  expect(subjectsOf(feed)).toContain(postId)
  expect(feed.viewer.feed.edges.find((edge: Answer) => edge.node.post?.id === postId).node.at).toBe(at)
  expect((await ben.ask('{ viewer { blockedAthletes { totalCount } } }')).viewer.blockedAthletes.totalCount).toBe(1)
})

it('withdrawn entries keep the date of their withdrawal, and its index is replaced', async () => {
  const entries = world.subgraph.opened.database.connection.collection<{ _id: string }>('notification_entries')
  expect(await entries.findOne({ _id: `${rideKudosId}:${strangerId}` })).toMatchObject({
    happenedAt: new Date(atMs),
    withdrawnAt: withdrawn.overAt,
  })
  const fields = (await entries.indexes()).flatMap(({ key }) => Object.keys(key))
  expect(fields).toContain('withdrawnAt')
  expect(fields).not.toContain('overAt')
})

it('a cursor of an older release still marks its place', async () => {
  const after = encodeCursor([atMs + 1, 'zzz'])
  expect(subjectsOf(await people.ana.ask(FEED, { after }))).toEqual([postId])
  expect(noticesOf(await people.ben.ask(NOTIFICATIONS, { after }))).toHaveLength(4)
  const before = encodeCursor([atMs, ''])
  expect(noticesOf(await people.ben.ask(NOTIFICATIONS, { after: before }))).toEqual([])
})

it('notifications are read, grow, shrink and are deleted like the others', async () => {
  const { ana, ben, cleo } = people
  const seen = await notices(ben)
  expect(seen.map(({ kind, text, at, readAt }) => [kind, text, at, readAt]).toSorted()).toEqual([
    ['GEAR_WORN', 'Pegasus has reached the distance you set for it', at, at],
    ['KUDOS', 'Ana gave kudos to Old Ride', at, null],
    ['KUDOS', 'Ana gave kudos to your post', at, null],
    ['UPLOAD_FAILED', 'cat.jpg could not be used: It is a cat.', at, null],
  ])
  expect(seen.find((notice) => notice.kind === 'UPLOAD_FAILED').upload).toEqual({ id: uploadId })
  const findGroup = async () => (await notices(ben)).find((notice) => notice.id === kudosId)
  await cleo.ask(KUDOS, { id: postId })
  await world.settle()
  expect(await findGroup()).toMatchObject({ text: 'Cleo and Ana gave kudos to your post', post: { id: postId } })
  await ana.ask(UNKUDOS, { id: postId })
  await world.settle()
  expect(await findGroup()).toMatchObject({ text: 'Cleo gave kudos to your post', actorCount: 1 })
  // This one still has a field for each subject when the activity is deleted.
  await world.emit('activity.changed', world.activityState(ben, { activityId, revision: 2, deleted: true }))
  await world.settle()
  expect((await notices(ben)).map((notice) => notice.kind).toSorted()).toEqual(['GEAR_WORN', 'KUDOS', 'UPLOAD_FAILED'])
})
