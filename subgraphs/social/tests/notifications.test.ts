import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  CHEER,
  COMMENT,
  FOLLOW,
  KUDOS,
  MUTE,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  POST,
  RESPOND,
  UNFOLLOW,
  UNKUDOS,
  type World,
} from './world.ts'

const READ =
  'mutation ($ids: [ID!], $allBefore: DateTime) { markNotificationsRead(ids: $ids, allBefore: $allBefore) { id unreadNotificationCount } }'

let world: World
beforeAll(async () => {
  world = await openWorld({ cheersForOneAthlete: 3 })
})
afterAll(() => world.close())

const notices = async (person: Person, variables: Record<string, unknown> = {}): Promise<readonly Answer[]> =>
  noticesOf(await person.ask(NOTIFICATIONS, variables))
const texts = async (person: Person): Promise<readonly string[]> => (await notices(person)).map((notice) => notice.text)
const unread = async (person: Person): Promise<number> => (await person.ask(NOTIFICATIONS)).viewer.unreadNotificationCount

const PREFER = `mutation ($kind: NotificationKind!, $inApp: Boolean, $push: Boolean, $mail: Boolean, $from: NotificationAudience) {
  setNotificationPreference(kind: $kind, inApp: $inApp, push: $push, mail: $mail, from: $from) { id
    notificationPreferences { kind inApp push mail from } } }`
const QUIET =
  'mutation ($from: String, $until: String) { setQuietHours(from: $from, until: $until) { quietHours { from until } } }'

describe('preferences', () => {
  const preference = (answer: Answer, kind: string): Answer =>
    answer.notificationPreferences.find((one: Answer) => one.kind === kind)

  it('begin as the kind says for the persona, and keep what is not named', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const solo = await world.athlete('Solo', { persona: 'SOLO_ATHLETE' })
    await world.settle()
    const read = '{ viewer { notificationPreferences { kind inApp push mail from } quietHours { from } } }'
    const kudos = { kind: 'KUDOS', inApp: true, mail: false, from: 'EVERYONE' }
    expect(preference((await ana.ask(read)).viewer, 'KUDOS')).toEqual({ ...kudos, push: true })
    expect(preference((await solo.ask(read)).viewer, 'KUDOS')).toEqual({ ...kudos, push: false })
    await solo.ask(PREFER, { kind: 'KUDOS', from: 'FOLLOWED', push: null })
    const { setNotificationPreference } = await solo.ask(PREFER, { kind: 'KUDOS', mail: true })
    expect(preference(setNotificationPreference, 'KUDOS')).toEqual({ ...kudos, push: false, mail: true, from: 'FOLLOWED' })
    expect((await world.stranger.ask('{ viewer { notificationPreferences { kind } } }')).viewer).toBeNull()
    expect(await world.stranger.codes(PREFER, { kind: 'KUDOS' })).toEqual(['UNAUTHENTICATED'])
  })

  it('decide about what is written from then on: what is off in app is neither listed nor counted nor live', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    const hints: string[] = []
    const listening = (['notification', 'unread'] as const).map((topic) =>
      world.runtime.live.subscribe(topic, ana.id, () => void hints.push(topic)),
    )
    await world.settle()
    await ana.ask(PREFER, { kind: 'COMMENT', inApp: false })
    await ben.ask(COMMENT, { id: ride, text: 'Nice' })
    await world.settle()
    expect([await texts(ana), await unread(ana), hints]).toEqual([[], 0, []])
    expect(await notices(ana, { unreadOnly: true })).toEqual([])
    await ana.ask(PREFER, { kind: 'COMMENT', inApp: true })
    await cleo.ask(COMMENT, { id: ride, text: 'Very nice' })
    await world.settle()
    expect([await texts(ana), await unread(ana)]).toEqual([['Cleo and Ben commented on Morning Ride'], 1])
    expect(hints.toSorted()).toEqual(['notification', 'unread'])
    await ana.ask(PREFER, { kind: 'KUDOS', inApp: false, push: false, mail: false })
    await ben.ask(KUDOS, { id: ride })
    await world.settle()
    expect(world.eventsOf('notification.created').filter((event) => event.athleteId === ana.id)).toHaveLength(2)
    for (const one of listening) one.unsubscribe()
  })

  it('keep away the acts of athletes whom one does not follow', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    await ana.ask(FOLLOW, { id: ben.id })
    await ana.ask(PREFER, { kind: 'KUDOS', from: 'FOLLOWED' })
    await world.settle()
    for (const fan of [ben, cleo]) await fan.ask(KUDOS, { id: ride })
    await world.settle()
    expect(await texts(ana)).toEqual(['Ben gave kudos to Morning Ride'])
  })
})

it('quiet hours are two times of day, and both null clears them', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  expect((await ana.ask(QUIET, { from: '22:00', until: '07:00' })).setQuietHours.quietHours).toEqual({
    from: '22:00',
    until: '07:00',
  })
  for (const bad of [{ from: '22:00' }, { until: '07:00' }, { from: '24:00', until: '07:00' }, { from: '7:00', until: '08:00' }])
    expect(await ana.codes(QUIET, bad)).toEqual(['BAD_USER_INPUT'])
  expect(await ana.codes(QUIET, { from: '07:00', until: '07:00' })).toEqual(['BAD_USER_INPUT'])
  expect((await ana.ask('{ viewer { quietHours { from } } }')).viewer.quietHours.from).toBe('22:00')
  expect((await ana.ask(QUIET, { from: null, until: null })).setQuietHours.quietHours).toBeNull()
  expect(await world.stranger.codes(QUIET, {})).toEqual(['UNAUTHENTICATED'])
})

describe('follows', () => {
  it('notify of followers, requests and acceptance, and withdraw what no longer holds', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const shy = await world.athlete('Shy', { isPrivate: true })
    await world.settle()
    await ben.ask(FOLLOW, { id: ana.id })
    await cleo.ask(FOLLOW, { id: ana.id })
    await ana.ask(FOLLOW, { id: shy.id })
    await ben.ask(FOLLOW, { id: shy.id })
    await world.settle()
    expect(await notices(ana)).toMatchObject([{ kind: 'FOLLOWED', actorCount: 2, text: 'Cleo and Ben are following you' }])
    expect(await texts(shy)).toEqual(['Ben and Ana would like to follow you'])
    await shy.ask(RESPOND, { id: ana.id, accept: true })
    await ben.ask(UNFOLLOW, { id: shy.id })
    await ben.ask(UNFOLLOW, { id: ana.id })
    await world.settle()
    expect(await texts(ana)).toEqual(['Shy accepted your request to follow them', 'Cleo is following you'])
    expect(await notices(shy)).toEqual([])
    expect(await unread(shy)).toBe(0)
  })
})

describe('kudos', () => {
  it('on one subject share a notification while it is unread, and it shrinks when they are taken back', async () => {
    const [ana, ...fans] = (await world.athletes('Ana', 'Ben', 'Cleo', 'Dina', 'Eva', 'Fay')) as [Person, ...Person[]]
    const ride = await world.activity(ana, { name: 'Col du Galibier' })
    const hints: string[] = []
    const listening = (['notification', 'unread'] as const).map((topic) =>
      world.runtime.live.subscribe(topic, ana.id, (payload) => void hints.push(payload.id ?? topic)),
    )
    await world.settle()
    await Promise.all(fans.map((fan) => fan.ask(KUDOS, { id: ride })))
    await world.settle()
    const [group, ...others] = await notices(ana)
    expect(others).toEqual([])
    expect(group).toMatchObject({ kind: 'KUDOS', actorCount: 5, activity: { id: ride }, readAt: null })
    expect(group.actors).toHaveLength(3)
    expect(group.text).toMatch(/^\w+, \w+ and 3 others gave kudos to Col du Galibier$/)
    expect(await unread(ana)).toBe(1)
    expect(hints.filter((hint) => hint === 'unread')).toHaveLength(1)
    expect(hints.filter((hint) => hint === group.id)).toHaveLength(5)
    for (const fan of fans.slice(0, 4)) await fan.ask(UNKUDOS, { id: ride })
    await world.settle()
    expect(await texts(ana)).toEqual(['Fay gave kudos to Col du Galibier'])
    await fans[4]?.ask(UNKUDOS, { id: ride })
    await world.settle()
    expect(await notices(ana)).toEqual([])
    expect(await unread(ana)).toBe(0)
    for (const one of listening) one.unsubscribe()
  })

  it('of a flood are one notification, told about once a second, and exact when some are taken back', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    await world.settle()
    await ana.ask(BLOCK, { id: ben.id })
    const hints: string[] = []
    const listening = world.runtime.live.subscribe('notification', ana.id, ({ id }) => void hints.push(id ?? ''))
    const fans = await Promise.all(Array.from({ length: 60 }, (_, index) => world.athlete(`Fan ${index}`)))
    await world.settle()
    const { database } = world.subgraph.opened
    const at = world.runtime.now()
    const given = (athleteId: string) => ({
      _id: `${ride}:${athleteId}` as never,
      subjectId: ride,
      athleteId,
      givenAt: new Date(at),
    })
    const ids = [...fans, ben].map(({ id }) => id)
    await database.connection.collection('kudos').insertMany(ids.map(given))
    for (const athleteId of ids) await world.emit('kudos.given', { subjectId: ride, subjectOwnerId: ana.id, athleteId, at })
    await world.settle()
    const collect = world.subgraph.opened.jobs.find(({ name }) => name === 'social-collect-notices')
    await fans[59]?.ask(UNKUDOS, { id: ride })
    await world.settle()
    await collect?.run()
    await fans[58]?.ask(UNKUDOS, { id: ride })
    await world.settle()
    const [group, ...others] = await notices(ana)
    expect(others).toEqual([])
    expect(group.actorCount).toBe(58)
    expect(await unread(ana)).toBe(1)
    // Ten of them came alone, and the others together.
    expect(hints.length).toBeLessThan(20)
    expect(world.eventsOf('notification.created').filter((event) => event.athleteId === ana.id).length).toBeLessThan(20)
    listening.unsubscribe()
  })

  it('begin a new group once the old one is read, and change nothing when they are redelivered', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const ride = await world.activity(ana)
    await ben.ask(KUDOS, { id: ride })
    await world.settle()
    const [first] = await notices(ana)
    expect((await ana.ask(READ, { ids: [first.id] })).markNotificationsRead.unreadNotificationCount).toBe(0)
    await cleo.ask(KUDOS, { id: ride })
    await world.settle()
    const given = world.eventsOf('kudos.given').find((event) => event.athleteId === cleo.id && event.subjectId === ride)
    if (given === undefined) throw new Error('no event')
    // The same data with another event id, which the inbox does not know.
    await world.emit('kudos.given', given)
    await world.settle()
    expect((await notices(ana)).map((notice) => [notice.text, notice.readAt === null])).toEqual([
      ['Cleo gave kudos to Morning Ride', true],
      ['Ben gave kudos to Morning Ride', false],
    ])
    expect((await notices(ana, { unreadOnly: true })).map((notice) => notice.actorCount)).toEqual([1])
  })
})

describe('comments and mentions', () => {
  it('notify the owner and the mentioned athletes, each once, and never the author', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const mia = await world.athlete('Mia', { handle: 'mia' })
    const own = await world.athlete('Owner', { handle: 'owner_of_it' })
    await world.settle()
    const ride = await world.activity(own)
    await world.settle()
    await ben.ask(COMMENT, { id: ride, text: 'Hello @mia and @owner_of_it and @mia' })
    await own.ask(COMMENT, { id: ride, text: 'Thanks' })
    await ana.ask(COMMENT, { id: ride, text: 'Nice' })
    await world.settle()
    expect(await texts(mia)).toEqual(['Ben mentioned you in a comment on Morning Ride'])
    expect((await texts(own)).toSorted()).toEqual([
      'Ana commented on Morning Ride',
      'Ben mentioned you in a comment on Morning Ride',
    ])
    expect(await notices(ben)).toEqual([])
    const [comment] = (await notices(own)).filter((notice) => notice.kind === 'COMMENT')
    expect(comment.comment.text).toBe('Nice')
    await ana.ask(`mutation { deleteComment(id: "${comment.comment.id}") { id } }`)
    await world.settle()
    expect((await notices(own)).map((notice) => notice.kind)).toEqual(['MENTION'])
    const { createPost } = await ana.ask(POST, { text: 'Ride with @mia?' })
    await ben.ask(COMMENT, { id: createPost.id, text: 'Me too' })
    await world.settle()
    expect((await texts(mia))[0]).toBe('Ana mentioned you in a post')
    expect(await texts(ana)).toEqual(['Ben commented on your post'])
  })

  it('do not reveal what the recipient may not see', async () => {
    const [ana] = (await world.athletes('Ana')) as [Person]
    const mia = await world.athlete('Mia', { handle: 'mia_two' })
    await world.settle()
    const state = world.activityState(ana, { visibility: 'ONLY_ME', name: 'Secret' })
    await world.emit('activity.measured', state)
    await ana.ask(COMMENT, { id: state.activityId, text: 'Do not tell @mia_two' })
    await world.settle()
    expect(await notices(mia)).toEqual([])
    // The activity is visible first and hidden later: then its name and the references are missing.
    await world.emit('activity.changed', { ...state, revision: 2, visibility: 'EVERYONE' })
    await world.settle()
    await ana.ask(COMMENT, { id: state.activityId, text: 'Now @mia_two' })
    await world.settle()
    expect(await texts(mia)).toEqual(['Ana mentioned you in a comment on Secret'])
    await world.emit('activity.changed', { ...state, revision: 3, visibility: 'ONLY_ME' })
    await world.settle()
    expect(await notices(mia)).toMatchObject([{ text: 'Ana mentioned you in a comment', activity: null, comment: null }])
    await world.emit('activity.changed', { ...state, revision: 4, deleted: true })
    await world.settle()
    expect(await notices(mia)).toEqual([])
    expect(await unread(mia)).toBe(0)
  })
})

it('a block removes the notices of the two athletes about each other, and prevents new ones', async () => {
  const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
  const ride = await world.activity(ana)
  await ben.ask(KUDOS, { id: ride })
  await cleo.ask(KUDOS, { id: ride })
  await ben.ask(FOLLOW, { id: ana.id })
  await ana.ask(FOLLOW, { id: ben.id })
  await world.settle()
  expect(await unread(ana)).toBe(2)
  await ana.ask(BLOCK, { id: ben.id })
  await world.settle()
  expect(await texts(ana)).toEqual(['Cleo gave kudos to Morning Ride'])
  expect(await notices(ben)).toEqual([])
  expect(await unread(ana)).toBe(1)
  // An event from before the block arrives late.
  await world.emit('challenge.overtaken', {
    challengeId: newId('Challenge'),
    athleteId: ana.id,
    byAthleteId: ben.id,
    at: world.runtime.now(),
  })
  await world.settle()
  expect(await unread(ana)).toBe(1)
})

it('uploads, challenges and gear notify of their results', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  const [uploadId, challengeId] = [newId('Upload'), newId('Challenge')]
  const state = world.activityState(ana, { name: 'Lunch Run' })
  const at = world.runtime.now()
  const challenge = {
    challengeId,
    createdById: ben.id,
    clubId: null,
    isPublic: true,
    kind: 'TOTAL' as const,
    metric: 'DISTANCE' as const,
    sports: [] as string[],
    target: 1,
    segmentId: null,
    rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE' as const, membersOnly: false },
    bestOfTeam: null,
    settlesAtMs: at + 1,
    cancelled: false,
    badgeName: null,
  }
  await world.emit('upload.completed', { uploadId, athleteId: ana.id, fileName: 'run.fit', activityIds: [state.activityId] })
  await world.emit('activity.measured', state)
  await world.emit('upload.failed', {
    uploadId: newId('Upload'),
    athleteId: ana.id,
    attempt: 1,
    fileName: 'cat.jpg',
    code: 'UNSUPPORTED_FORMAT',
    message: 'This is not a FIT, GPX or TCX file.',
    duplicateOfActivityId: null,
  })
  await world.emit('challenge.changed', { ...challenge, revision: 2, title: 'January 500', startsAtMs: at, endsAtMs: at + 1, at })
  await world.emit('challenge.changed', { ...challenge, revision: 1, title: 'Old name', startsAtMs: at, endsAtMs: at + 1, at })
  await world.emit('challenge.overtaken', { challengeId, athleteId: ana.id, byAthleteId: ben.id, at })
  await world.emit('challenge.completed', { challengeId, athleteId: ana.id, at })
  const gearId = newId('Gear')
  const worn = { gearId, athleteId: ana.id, revision: 2, name: 'Pegasus', distanceMeters: 805_000, limitMeters: 800_000, at }
  await world.emit('gear.worn', worn)
  await world.settle()
  const seen = await notices(ana)
  expect(Object.fromEntries(seen.map((notice) => [notice.kind, notice.text]))).toEqual({
    UPLOAD_DONE: 'Lunch Run is ready',
    UPLOAD_FAILED: 'cat.jpg could not be used: This is not a FIT, GPX or TCX file.',
    CHALLENGE_OVERTAKEN: 'Ben overtook you in January 500',
    CHALLENGE_COMPLETED: 'You completed January 500',
    GEAR_WORN: 'Pegasus has reached the distance you set for it',
  })
  expect(seen.find((notice) => notice.kind === 'GEAR_WORN')).toMatchObject({ gear: { id: gearId }, actorCount: 0 })
  const done = seen.find((notice) => notice.kind === 'UPLOAD_DONE')
  expect(done).toMatchObject({ upload: { id: uploadId }, activity: { id: state.activityId }, actors: [], actorCount: 0 })
})

it('a live session is announced to the followers who wish it, and its end takes the news back', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  const fan = await world.athlete('Fan', { persona: 'SOCIAL_ENTHUSIAST' })
  const stranger = await world.athlete('Stranger', { persona: 'SOCIAL_ENTHUSIAST' })
  const muting = await world.athlete('Muting', { persona: 'SOCIAL_ENTHUSIAST' })
  const loner = await world.athlete('Loner', { persona: 'SOLO_ATHLETE' })
  await world.settle()
  for (const follower of [ben, fan, muting, loner]) await follower.ask(FOLLOW, { id: ana.id })
  await loner.ask(PREFER, { kind: 'LIVE_STARTED', inApp: true })
  await muting.ask('mutation ($id: ID!) { mute(athleteId: $id, muted: true) { id } }', { id: ana.id })
  await world.settle()
  const at = world.runtime.now()
  const session = (change: object) => ({
    liveSessionId: newId('LiveSession'),
    athleteId: ana.id,
    revision: 1,
    sport: 'RIDE',
    visibility: 'FOLLOWERS' as const,
    status: 'LIVE' as const,
    startedAtMs: at,
    endedAtMs: null,
    at,
    ...change,
  })
  await world.emit('live-session.changed', session({ visibility: 'ONLY_ME' }))
  await world.emit('live-session.changed', session({ startedAtMs: at - 7_200_000 }))
  const shown = session({})
  await world.emit('live-session.changed', shown)
  await world.emit('live-session.changed', { ...shown })
  await world.settle()
  const told = async () => Promise.all([fan, loner, ben, stranger, muting].map(texts))
  expect(await told()).toEqual([['Ana is live now'], ['Ana is live now'], [], [], []])
  await loner.ask(READ, { allBefore: new Date(at + 1).toISOString() })
  await world.emit('live-session.changed', { ...shown, revision: 2, status: 'ENDED', endedAtMs: at })
  await world.settle()
  expect(await told()).toEqual([[], ['Ana is live now'], [], [], []])
  expect(await unread(fan)).toBe(0)
})

it('a change of the plan notifies its athlete', async () => {
  const [ana] = (await world.athletes('Ana')) as [Person]
  const at = world.runtime.now()
  const change = { athleteId: ana.id, revision: 1, premium: true, at }
  await world.emit('entitlement.changed', { ...change, at: at - 48 * 3_600_000 })
  await world.emit('entitlement.changed', { ...change, revision: 3, premium: false, at: at + 1 })
  await world.emit('entitlement.changed', { ...change, revision: 2 })
  await world.settle()
  expect(await texts(ana)).toEqual(['Your Gruppetto Premium has ended'])
})

it('a record on a segment notifies the winner and the loser, if they may see the ride', async () => {
  const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
  const [segmentId, hidden] = [newId('Segment'), await world.activity(ben, { visibility: 'ONLY_ME' })]
  const activityId = await world.activity(ben, { name: 'Up north' })
  const at = world.runtime.now()
  const segment = { segmentId, revision: 1, createdById: ana.id, sport: 'RIDE', distanceMeters: 900, at }
  const record = { segmentId, segmentName: 'Loop road', activityId, elapsedSeconds: 90, previousSeconds: 100, at }
  await cleo.ask(BLOCK, { id: ben.id })
  await world.emit('segment.created', { ...segment, name: 'Loop road' })
  const effortId = newId('SegmentEffort')
  await world.emit('segment.record-won', { ...record, effortId, athleteId: ben.id })
  for (const loser of [ana, cleo])
    await world.emit('segment.record-lost', { ...record, effortId, athleteId: loser.id, byAthleteId: ben.id })
  await world.emit('segment.record-lost', { ...record, effortId, athleteId: ana.id, byAthleteId: ben.id })
  const unseen = { ...record, effortId: newId('SegmentEffort'), activityId: hidden }
  await world.emit('segment.record-lost', { ...unseen, athleteId: ana.id, byAthleteId: ben.id })
  await world.settle()
  expect((await notices(ana)).map(({ kind, text, actorCount }) => [kind, text, actorCount])).toEqual([
    ['SEGMENT_RECORD_LOST', 'Ben took your record on Loop road', 1],
  ])
  expect((await notices(ben)).map(({ kind, text }) => [kind, text])).toEqual([
    ['SEGMENT_RECORD', 'You set the record on Loop road'],
  ])
  expect(await notices(cleo)).toEqual([])
})

it('all names for a page of sentences are loaded together', async () => {
  const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
  const [challengeId, segmentId] = [newId('Challenge'), newId('Segment')]
  const activityId = await world.activity(ana)
  const at = world.runtime.now()
  const record = { segmentId, segmentName: 'Loop road', activityId, elapsedSeconds: 90, previousSeconds: 100, at }
  await world.emit('segment.record-won', { ...record, effortId: newId('SegmentEffort'), athleteId: ana.id })
  await world.emit('challenge.overtaken', { challengeId, athleteId: ana.id, byAthleteId: ben.id, at })
  await ben.ask(KUDOS, { id: activityId })
  await world.settle()
  const rounds = await world.rounds(async () => {
    const { viewer } = await ana.ask('{ viewer { notifications { edges { node { text } } } } }')
    expect(viewer.notifications.edges).toHaveLength(3)
  })
  const round = rounds.find((collections) => collections.includes('challenges'))
  expect(round?.toSorted()).toEqual(expect.arrayContaining(['activities', 'relations_accounts', 'segments']))
})

it('only the recipient reads, marks and pages notifications', async () => {
  const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
  const rides: string[] = []
  for (const name of ['One', 'Two', 'Three']) rides.push(await world.activity(ana, { name }))
  for (const id of rides) await ben.ask(KUDOS, { id })
  await world.settle()
  const all = await notices(ana)
  expect(all.map((notice) => notice.activity.id)).toEqual(rides.toReversed())
  const [newest, middle] = all
  for (const query of [`{ notification(id: "${newest.id}") { id } }`]) {
    expect((await ana.ask(query)).notification).toEqual({ id: newest.id })
    for (const other of [ben, world.stranger]) expect((await other.ask(query)).notification).toBeNull()
  }
  await cleo.ask(READ, { ids: all.map((notice) => notice.id) })
  expect(await unread(ana)).toBe(3)
  const page: Answer = await ana.ask(NOTIFICATIONS, { first: 2 })
  expect(page.viewer.notifications).toMatchObject({ unreadCount: 3, pageInfo: { hasNextPage: true } })
  const rest = await notices(ana, { first: 2, after: page.viewer.notifications.pageInfo.endCursor })
  expect(rest.map((notice) => notice.activity.id)).toEqual([rides[0]])
  expect((await ana.ask(READ, { allBefore: middle.at })).markNotificationsRead.unreadNotificationCount).toBe(1)
  expect((await notices(ana, { unreadOnly: true })).map((notice) => notice.id)).toEqual([newest.id])
  expect(await ana.codes(READ, {})).toEqual(['BAD_USER_INPUT'])
  expect(await world.stranger.codes(READ, { ids: [newest.id] })).toEqual(['UNAUTHENTICATED'])
  expect((await world.stranger.ask('{ viewer { id } }')).viewer).toBeNull()
})

describe('cheers', () => {
  const cheers = (who: Person, input: Record<string, unknown>) => who.ask(CHEER, { input: { message: 'Go!', ...input } })
  const refusal = (who: Person, input: Record<string, unknown>) => who.codes(CHEER, { input: { message: 'Go!', ...input } })

  it('reach who is out at once, in one notification for each session, with the words of the latest', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const hints: string[] = []
    const stop = await world.runtime.live.subscribe('notification', ana.id, (hint) => void hints.push(hint.id ?? ''))
    // There is no settle here: a cheer waits for a new session.
    const { liveSessionId } = await world.liveSession(ana)
    expect(await cheers(ben, { liveSessionId, message: ' Only  two km! ' }).then(({ cheer }) => cheer)).toBe(true)
    await world.settle()
    await cheers(cleo, { liveSessionId })
    await world.settle()
    const [notice] = await notices(ana)
    expect(notice).toMatchObject({ kind: 'CHEER', actorCount: 2, liveSession: { id: liveSessionId } })
    expect(notice.text).toBe('Cleo and Ben are cheering for you, the latest: “Go!”')
    expect(notice.facts).toMatchObject({ message: 'Go!', fileName: null, isReply: null })
    expect(hints).toEqual([notice.id, notice.id])
    await ana.ask(BLOCK, { id: cleo.id })
    await world.settle()
    expect(await texts(ana)).toEqual(['Ben is cheering for you: “Only two km!”'])
    expect(world.eventsOf('cheer.given').filter((event) => event.liveSessionId === liveSessionId)).toMatchObject([
      { athleteId: ben.id, toAthleteIds: [ana.id], liveSessionId, message: 'Only two km!' },
      { athleteId: cleo.id, toAthleteIds: [ana.id], liveSessionId },
    ])
    stop.unsubscribe()
  })

  it('need a session that the viewer may see and that goes on', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const hidden = await world.liveSession(ana, { visibility: 'FOLLOWERS' })
    const ended = await world.liveSession(ana, { status: 'ENDED' })
    const open = await world.liveSession(ana)
    await world.settle()
    expect(await refusal(ben, { liveSessionId: hidden.liveSessionId })).toEqual(['NOT_FOUND'])
    expect(await refusal(ben, { liveSessionId: ended.liveSessionId })).toEqual(['CONFLICT'])
    expect(await refusal(ben, { liveSessionId: 'live_nonsense' })).toEqual(['NOT_FOUND'])
    expect(await refusal(ana, { liveSessionId: open.liveSessionId })).toEqual(['BAD_USER_INPUT'])
    expect(await refusal(ben, { liveSessionId: open.liveSessionId, message: 'x'.repeat(161) })).toEqual(['BAD_USER_INPUT'])
    expect(await refusal(ben, { liveSessionId: open.liveSessionId, message: ' \u200b ' })).toEqual(['BAD_USER_INPUT'])
    expect(await refusal(ben, { liveSessionId: open.liveSessionId, athleteId: ana.id })).toEqual(['BAD_USER_INPUT'])
    expect(await refusal(ben, {})).toEqual(['BAD_USER_INPUT'])
    expect(await refusal(world.stranger, { athleteId: ana.id })).toEqual(['UNAUTHENTICATED'])
    await ana.ask(BLOCK, { id: ben.id })
    expect(await refusal(ben, { liveSessionId: open.liveSessionId })).toEqual(['NOT_FOUND'])
    expect(await notices(ana)).toEqual([])
  })

  it('at an event come from members and reach those who are out in it', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const event = await world.clubEvent([ana, ben])
    const { clubEventId: eventId } = event
    await world.liveSession(ana, { eventId })
    await world.liveSession(ben, { eventId })
    await world.settle()
    await cheers(ben, { eventId })
    expect(await refusal(cleo, { eventId })).toEqual(['NOT_FOUND'])
    await world.settle()
    expect(await notices(ana)).toMatchObject([{ kind: 'CHEER', event: { id: eventId }, liveSession: null }])
    expect(await texts(ana)).toEqual(['Ben is cheering for you at Town ride: “Go!”'])
    expect(await notices(ben)).toEqual([])
    await world.emit('club-event.changed', { ...event, revision: 2, access: 'OPEN', overAtMs: world.runtime.now() })
    await world.settle()
    expect(await refusal(ben, { eventId })).toEqual(['CONFLICT'])
    expect(await refusal(cleo, { eventId })).toEqual(['FORBIDDEN'])
    // The events of a club that is deleted do not exist, for its members neither.
    await world.emit('club.changed', {
      clubId: event.clubId,
      revision: 2,
      slug: 'gone',
      name: 'Gone',
      access: 'OPEN',
      dissolved: true,
      at: world.runtime.now(),
    })
    await world.settle()
    const REPORT = 'mutation ($id: ID!) { report(input: { subjectId: $id, reason: SPAM }) }'
    for (const who of [ben, cleo]) {
      expect(await refusal(who, { eventId })).toEqual(await refusal(who, { eventId: newId('ClubEvent') }))
      expect(await who.codes(REPORT, { id: eventId })).toEqual(['NOT_FOUND'])
    }
    expect(await notices(ana)).toEqual([])
  })

  it('at a series follow its dates as they were changed last, however their states arrive', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const nowMs = world.runtime.now()
    const [hour, week] = [3_600_000, 7 * 24 * 3_600_000]
    // The series began weeks ago; what it says of itself is its first date.
    const first = { startsAtMs: nowMs - 3 * week, overAtMs: nowMs - 3 * week + hour }
    const { clubEventId, clubId } = await world.clubEvent([ana, ben], { recurrence: 'FREQ=WEEKLY', ...first })
    const date = (originalStartsAtMs: number, revision: number, change: object = {}) =>
      world.emit('club-event.occurrence-changed', {
        clubEventId,
        clubId,
        originalStartsAtMs,
        revision,
        title: 'Town ride',
        startsAtMs: originalStartsAtMs,
        endsAtMs: null,
        overAtMs: originalStartsAtMs + 2 * hour,
        timeZone: 'Europe/Zurich',
        place: null,
        isVirtual: true,
        cancelled: false,
        cancelReason: null,
        at: nowMs,
        ...change,
      })
    const to = { eventId: clubEventId }
    await date(nowMs - week, 1)
    await world.settle()
    await expect(cheers(ben, to)).rejects.toThrow('This event is over.')
    const next = nowMs + 2 * week
    // The date was moved to the next hour. What it was before arrives late, and the move comes twice.
    const moved = { startsAtMs: nowMs + hour, overAtMs: nowMs + 3 * hour }
    await date(next, 2, moved)
    await world.settle()
    await date(next, 1)
    await date(next, 2, moved)
    await world.settle()
    await world.liveSession(ana, to)
    await world.settle()
    await cheers(ben, to)
    await world.settle()
    expect(await texts(ana)).toEqual(['Ben is cheering for you at Town ride: “Go!”'])
    // One that does not take place is none: the next is a week later.
    await date(next + week, 1)
    await date(next, 3, { ...moved, cancelled: true })
    await world.settle()
    await expect(cheers(ben, to)).rejects.toThrow('This event is too far ahead')
    await date(next, 4, moved)
    await world.settle()
    expect(await refusal(ben, to)).toEqual([])
  })

  it('at an event read who wishes them and whom they mute once for all, and are written together', async () => {
    const people = await world.athletes('Ana', 'Ben', 'Cleo', 'Dina')
    const [, ben] = people as readonly [Person, Person]
    const { clubEventId: eventId } = await world.clubEvent(people)
    for (const one of people) await world.liveSession(one, { eventId })
    await world.settle()
    const commands = await world.commands(async () => {
      await cheers(ben, { eventId })
      await world.settle()
    })
    const reads = ['notification_settings.find', 'locks.bulkWrite', 'mutes.find', 'push_devices.find']
    const once = [...reads, 'notification_entries.bulkWrite']
    expect(commands.filter((command) => once.includes(command))).toEqual(once)
  })

  it('for an athlete need to see the posts, are limited, and are silent where they are muted', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const shy = await world.athlete('Shy', { isPrivate: true })
    await world.settle()
    expect(await refusal(ben, { athleteId: shy.id })).toEqual(['NOT_FOUND'])
    expect(await refusal(ben, { athleteId: ben.id })).toEqual(['BAD_USER_INPUT'])
    await ana.ask(MUTE, { id: ben.id })
    for (let times = 0; times < 3; times += 1) await cheers(ben, { athleteId: ana.id })
    expect(await refusal(ben, { athleteId: ana.id })).toEqual(['RATE_LIMITED'])
    await world.settle()
    expect(await notices(ana)).toEqual([])
  })
})
