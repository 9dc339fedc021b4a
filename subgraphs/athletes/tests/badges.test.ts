import type { EventData } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { deadLetters } from '@gruppetto/runtime'
import { callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../src/domain/badges/rules.ts'
import { openWorld, type Someone, type World } from './world.ts'

const DAY_MS = 86_400_000
/** Friday, in the middle of the day of Zurich. */
const START = Date.parse('2026-11-27T11:00:00Z')

let world: World
let nowMs = START
let awarded: EventData<'badge.awarded'>[]
let takenBack: EventData<'badge.taken-back'>[]
let atRisk: EventData<'streak.at-risk'>[]
let settled: EventData<'streak.settled'>[]
let planned: EventData<'reminder.planned'>[]
let considered: EventData<'nudge.considered'>[]
beforeAll(async () => {
  world = await openWorld({ now: () => nowMs })
  awarded = await world.listenTo('badge.awarded')
  takenBack = await world.listenTo('badge.taken-back')
  atRisk = await world.listenTo('streak.at-risk')
  settled = await world.listenTo('streak.settled')
  planned = await world.listenTo('reminder.planned')
  considered = await world.listenTo('nudge.considered')
})
afterAll(() => world.close())

const BADGES = `query ($id: ID!, $first: Int, $after: String) { athlete(id: $id) { badges(first: $first, after: $after) { totalCount
  pageInfo { hasNextPage endCursor } edges { node { awardedAt badge { key name description imageUrl } activity { ref: __typename } challenge { ref: __typename } } } } } }`
const STREAK = `query ($id: ID!) { athlete(id: $id) { streak { currentDays longestDays currentWeeks longestWeeks freezesLeft automaticFreezes
  atRiskSince pauses { from until } } } }`

const signUp = () => world.signUp({ timeZone: 'Europe/Zurich' })
const badgesOf = async (owner: Someone, caller: Caller = owner.caller, variables = {}) => {
  const { data, errors } = await world.ask(BADGES, { id: owner.id, first: 100, ...variables }, caller)
  expect(errors).toEqual([])
  return data.athlete.badges
}
const keysOf = async (owner: Someone, caller: Caller = owner.caller): Promise<string[]> =>
  (await badgesOf(owner, caller)).edges.map((edge: { node: { badge: { key: string } } }) => edge.node.badge.key).sort()
const streakOf = async (owner: Someone, caller: Caller = owner.caller) =>
  (await world.ask(STREAK, { id: owner.id }, caller)).data.athlete.streak

const stateOf = (
  { id: athleteId }: Someone,
  change: Partial<EventData<'activity.measured'>> = {},
): EventData<'activity.measured'> => ({
  activityId: newId('Activity'),
  athleteId,
  revision: 1,
  deleted: false,
  visibility: 'EVERYONE',
  name: 'Morning Ride',
  sport: 'RIDE',
  startedAtMs: nowMs - 3 * 3_600_000,
  timeZone: 'Europe/Zurich',
  distanceMeters: 60_000,
  elapsedSeconds: 7_400,
  movingSeconds: 7_200,
  elevationGainMeters: 300,
  isManual: false,
  uploadId: null,
  at: nowMs,
  ...change,
})
const measured = (state: EventData<'activity.measured'>) => world.publish('activity.measured', state)
const changed = (state: EventData<'activity.measured'>) => world.publish('activity.changed', state)
const eventsOf = <Data extends { athleteId: string }>(events: readonly Data[], { id }: Someone) =>
  events.filter(({ athleteId }) => athleteId === id)

describe('badges of activities', () => {
  it('are awarded once, and taken back when the activity is edited or deleted', async () => {
    const ana = await signUp()
    const ride = stateOf(ana)
    await measured(ride)
    await measured(ride)
    await world.settle()
    expect(await keysOf(ana)).toEqual(['first-activity', 'ride-50-km'])
    expect(eventsOf(awarded, ana)).toMatchObject([
      { badgeKey: 'first-activity', others: 1, isQuiet: false, audience: 'EVERYONE', activityId: ride.activityId },
      { badgeKey: 'ride-50-km', others: null, isNew: true },
    ])
    const { edges } = await badgesOf(ana)
    expect(edges[0].node).toMatchObject({
      awardedAt: new Date(ride.startedAtMs).toISOString(),
      badge: { imageUrl: expect.stringMatching(/^http.*\/badges\/.*\.svg\?v=1$/) },
    })
    await changed({ ...ride, revision: 2, distanceMeters: 49_000 })
    await world.settle()
    expect(await keysOf(ana)).toEqual(['first-activity'])
    await changed({ ...ride, revision: 4, deleted: true })
    await changed({ ...ride, revision: 3 })
    await measured(ride)
    await world.settle()
    expect(await keysOf(ana)).toEqual([])
    expect(eventsOf(takenBack, ana).map(({ badgeKey, audience }) => [badgeKey, audience])).toEqual([
      ['ride-50-km', null],
      ['first-activity', null],
    ])
  })

  it('are exact when many arrive at once, out of order, and quiet for old recordings', async () => {
    const ben = await signUp()
    const rides = Array.from({ length: 12 }, (_, index) => stateOf(ben, { startedAtMs: START - (400 + index * 2) * DAY_MS }))
    await Promise.all(
      rides.flatMap((ride) => [changed({ ...ride, revision: 2, sport: 'RUN', distanceMeters: 8_000 }), measured(ride)]),
    )
    await world.settle()
    expect(await keysOf(ben)).toEqual([
      'activities-10',
      'first-activity',
      'run-5-km',
      'streak-4-weeks',
      'time-24-h',
      'weekdays-7',
    ])
    // A ride that was seen before its correction may have earned another one for a moment.
    const keys = eventsOf(awarded, ben).flatMap(({ badgeKey }) => (badgeKey === 'ride-50-km' ? [] : [badgeKey]))
    expect(keys).toHaveLength(6)
    expect(eventsOf(awarded, ben).every(({ isQuiet }) => isQuiet)).toBe(true)
    await Promise.all(rides.map((ride) => changed({ ...ride, revision: 3, deleted: true })))
    await world.settle()
    expect(await keysOf(ben)).toEqual([])
  })

  it('of hidden activities are for the athlete alone, with their dates', async () => {
    const [ana, fan, stranger] = await Promise.all([signUp(), signUp(), signUp()])
    await world.follow(fan.id, ana.id)
    const [hidden, forFollowers] = [
      stateOf(ana, { visibility: 'ONLY_ME', startedAtMs: START - DAY_MS }),
      stateOf(ana, { visibility: 'FOLLOWERS' }),
    ]
    await measured(hidden)
    await world.settle()
    expect(await keysOf(ana)).toEqual(['first-activity', 'ride-50-km'])
    for (const caller of [fan.caller, stranger.caller, ANONYMOUS])
      expect(await badgesOf(ana, caller)).toMatchObject({ totalCount: 0, edges: [] })
    expect(eventsOf(awarded, ana).every(({ audience }) => audience === 'ONLY_ME')).toBe(true)
    await measured(forFollowers)
    await world.settle()
    const seen = await badgesOf(ana, fan.caller)
    expect(seen.totalCount).toBe(2)
    for (const { node } of seen.edges) expect(node.awardedAt).toBe(new Date(forFollowers.startedAtMs).toISOString())
    expect((await badgesOf(ana)).edges[0].node.awardedAt).toBe(new Date(hidden.startedAtMs).toISOString())
    expect(await keysOf(ana, stranger.caller)).toEqual([])
    // Another ride keeps the badge when the first one is hidden, without its date.
    await measured(stateOf(ana))
    await changed({ ...forFollowers, revision: 2, visibility: 'ONLY_ME' })
    await world.settle()
    for (const { node } of (await badgesOf(ana, fan.caller)).edges) {
      expect(node.awardedAt).not.toBe(new Date(forFollowers.startedAtMs).toISOString())
      expect(node.activity).toBeNull()
    }
    const activity = await world.ask('mutation { updatePrivacy(input: { profile: ONLY_ME }) { id } }', {}, ana.caller)
    expect(activity.codes).toEqual([])
    expect(await keysOf(ana, fan.caller)).toEqual([])
    expect(await streakOf(ana, fan.caller)).toMatchObject({ currentDays: 0, longestDays: 0 })
  })

  it('come for areas and efforts too, in any order, and no more when their events come again', async () => {
    const cleo = await signUp()
    const ride = stateOf(cleo, { distanceMeters: 30_000 })
    const areas = Array.from({ length: 25 }, (_, index) => 1_000 + index * 300)
    await world.publish('activity.explored', { activityId: ride.activityId, athleteId: cleo.id, revision: 5, areas, at: nowMs })
    await world.settle()
    expect(await keysOf(cleo)).toEqual([])
    await measured(ride)
    const efforts = Array.from({ length: 10 }, () => ({
      effortId: newId('SegmentEffort'),
      revision: 1,
      deleted: false,
      segmentId: newId('Segment'),
      startedAtMs: ride.startedAtMs + 60_000,
      elapsedSeconds: 90,
      hidden: false,
      counts: true,
    }))
    const common = { activityId: ride.activityId, athleteId: cleo.id, at: nowMs }
    const [first] = efforts
    const record = { segmentId: first?.segmentId ?? '', segmentName: 'Hill', effortId: first?.effortId ?? '' }
    for (let times = 0; times < 2; times += 1) {
      await world.publish('segment.record-won', { ...common, ...record, elapsedSeconds: 90, previousSeconds: null })
      await world.publish('effort.recorded', { ...common, visibility: 'EVERYONE', isBackfilled: false, efforts })
      await world.settle()
    }
    expect(await keysOf(cleo, ANONYMOUS)).toEqual(['areas-25', 'first-activity', 'segment-record', 'segments-10'])
    await world.publish('activity.explored', { ...common, revision: 4, areas: [] })
    await world.publish('activity.explored', { ...common, revision: 6, areas: areas.slice(1) })
    const removed = efforts.slice(0, 1).map((effort) => ({ ...effort, revision: 2, deleted: true }))
    await world.publish('effort.recorded', { ...common, visibility: 'EVERYONE', isBackfilled: false, efforts: removed })
    await world.settle()
    await world.publish('effort.recorded', { ...common, visibility: 'EVERYONE', isBackfilled: false, efforts })
    await world.settle()
    expect(await keysOf(cleo)).toEqual(['first-activity'])
  })

  it('come with an activity that tells its areas, whose own event then changes nothing, and a later recording does', async () => {
    const ivo = await signUp()
    const areas = Array.from({ length: 25 }, (_, index) => 1_000 + index * 300)
    const ride = stateOf(ivo, { distanceMeters: 30_000, explored: { revision: 1, areas } })
    const explored = { activityId: ride.activityId, athleteId: ivo.id, at: nowMs }
    await measured(ride)
    await measured(ride)
    await world.settle()
    expect(await keysOf(ivo)).toEqual(['areas-25', 'first-activity'])
    for (let times = 0; times < 2; times += 1) await world.publish('activity.explored', { ...explored, revision: 1, areas })
    await world.settle()
    expect(await keysOf(ivo)).toEqual(['areas-25', 'first-activity'])
    // An edit does not say the areas again.
    await changed({ ...stateOf(ivo), activityId: ride.activityId, revision: 2, distanceMeters: 31_000 })
    await world.settle()
    expect(await keysOf(ivo)).toEqual(['areas-25', 'first-activity'])
    await world.publish('activity.explored', { ...explored, revision: 2, areas: areas.slice(1) })
    await world.settle()
    expect(await keysOf(ivo)).toEqual(['first-activity'])
    // The first state of another ride comes last: its areas are those that are newer.
    const late = stateOf(ivo, { distanceMeters: 30_000, explored: { revision: 1, areas } })
    await world.publish('activity.explored', { ...explored, activityId: late.activityId, revision: 3, areas: areas.slice(1) })
    await world.settle()
    await measured(late)
    await world.settle()
    expect(await keysOf(ivo)).toEqual(['first-activity'])
  })

  it('are compared with the rules again by a replay', async () => {
    const dora = await signUp()
    await measured(stateOf(dora))
    await world.settle()
    // As an older release has left them: one rule did not exist yet, and another has been dropped since.
    const { connection } = world.subgraph.opened.database
    const badges = { ONLY_ME: ['dropped'], FOLLOWERS: [], EVERYONE: [] }
    await connection.collection<{ _id: string }>('badge_counts').updateOne({ _id: dora.id }, { $set: { badges } })
    await connection.collection('awarded_badges').deleteMany({ athleteId: dora.id })
    await world.publish('training.recalculated', { athleteId: dora.id, sinceDay: '2026-11-01', at: nowMs })
    await world.settle()
    expect(await keysOf(dora)).toEqual(['first-activity', 'ride-50-km'])
    expect(eventsOf(takenBack, dora).map(({ badgeKey }) => badgeKey)).toEqual(['dropped'])
  })

  it('are listed newest first, page by page', async () => {
    const eve = await signUp()
    for (const [index, sport] of (['RIDE', 'RUN', 'HIKE'] as const).entries())
      await measured(stateOf(eve, { sport, startedAtMs: START - (10 - index) * DAY_MS, distanceMeters: 25_000 }))
    await world.settle()
    const all = await badgesOf(eve)
    expect(all.totalCount).toBe(all.edges.length)
    const dates = all.edges.map((edge: { node: { awardedAt: string } }) => edge.node.awardedAt)
    expect(dates).toEqual(dates.toSorted().toReversed())
    const first = await badgesOf(eve, eve.caller, { first: 2 })
    const rest = await badgesOf(eve, eve.caller, { after: first.pageInfo.endCursor })
    expect([...first.edges, ...rest.edges]).toEqual(all.edges)
  })
})

describe('badges of people', () => {
  it('count kudos and comments, and take back what is taken back', async () => {
    const [ana, ben] = await Promise.all([signUp(), signUp()])
    const subjects = Array.from({ length: 10 }, () => newId('Activity'))
    const kudos = (subjectId: string) => ({ subjectId, subjectOwnerId: ben.id, athleteId: ana.id, at: nowMs })
    for (const subjectId of subjects) await world.publish('kudos.given', kudos(subjectId))
    await world.publish('kudos.given', kudos(subjects[0] ?? ''))
    await world.settle()
    expect(await keysOf(ana)).toEqual(['kudos-10'])
    await world.publish('kudos.taken-back', { ...kudos(subjects[0] ?? ''), at: nowMs + 5 })
    await world.publish('kudos.given', { ...kudos(subjects[0] ?? ''), at: nowMs + 2 })
    await world.settle()
    expect(await keysOf(ana)).toEqual([])
    await world.publish('cheer.given', {
      cheerId: 'cheer_1',
      athleteId: ana.id,
      toAthleteIds: [ben.id],
      eventId: newId('ClubEvent'),
      message: 'Go!',
      at: nowMs,
    })
    await world.settle()
    expect(await keysOf(ana)).toEqual(['cheered-at-event'])
  })

  it('come with the tenth other member of a club, for all of them, and go with the one who leaves', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, signUp))
    const clubId = newId('Club')
    const member = (someone: Someone, revision: number, status: 'ACTIVE' | 'NONE') =>
      world.publish('club.membership-changed', {
        clubId,
        athleteId: someone.id,
        revision,
        status,
        role: 'MEMBER',
        mutedUntilMs: null,
        byId: null,
        at: nowMs,
      })
    await Promise.all(people.slice(0, 10).map((someone) => member(someone, 1, 'ACTIVE')))
    await world.settle()
    const [first, eleventh, twelfth] = [people[0], people[10], people[11]] as [Someone, Someone, Someone]
    expect(await keysOf(first)).toEqual([])
    await member(eleventh, 1, 'ACTIVE')
    await world.settle()
    for (const someone of people.slice(0, 11)) expect(await keysOf(someone)).toEqual(['club-of-ten'])
    await member(twelfth, 1, 'ACTIVE')
    await member(first, 2, 'NONE')
    await world.settle()
    expect(await keysOf(first)).toEqual([])
    expect(await keysOf(twelfth)).toEqual(['club-of-ten'])
    await member(twelfth, 2, 'NONE')
    await member(twelfth, 1, 'ACTIVE')
    await world.settle()
    for (const someone of people) expect(await keysOf(someone)).toEqual([])
  })

  it('of a SECRET club are for its athlete alone, also when it becomes SECRET later', async () => {
    const people = await Promise.all(Array.from({ length: 11 }, signUp))
    const [first] = people as [Someone, ...Someone[]]
    const clubId = newId('Club')
    const club = (revision: number, access: 'OPEN' | 'SECRET') =>
      world.publish('club.changed', { clubId, revision, slug: clubId, name: 'Dawn', access, dissolved: false, at: nowMs })
    const rest = { role: 'MEMBER', mutedUntilMs: null, byId: null, at: nowMs } as const
    await club(1, 'OPEN')
    await Promise.all(
      people.map(({ id }) =>
        world.publish('club.membership-changed', { clubId, athleteId: id, revision: 1, status: 'ACTIVE', ...rest }),
      ),
    )
    await world.settle()
    expect(await keysOf(first, ANONYMOUS)).toEqual(['club-of-ten'])
    await club(3, 'SECRET')
    await club(2, 'OPEN')
    await world.settle()
    expect([await keysOf(first), await keysOf(first, ANONYMOUS)]).toEqual([['club-of-ten'], []])
    await club(4, 'OPEN')
    await world.settle()
    expect(await keysOf(first, ANONYMOUS)).toEqual(['club-of-ten'])
  })

  it('are not made for an account that is gone, nor by an event that makes no sense', async () => {
    const nobody = newId('Athlete')
    await world.publish('kudos.given', { subjectId: newId('Activity'), subjectOwnerId: nobody, athleteId: nobody, at: nowMs })
    await world.settle()
    const { connection } = world.subgraph.opened.database
    for (const name of ['badge_counts', 'badge_contributions', 'badge_sets', 'streaks'])
      expect(await connection.collection(name).countDocuments({ $or: [{ _id: nobody as never }, { athleteId: nobody }] })).toBe(0)
    expect(await deadLetters(world.runtime.bus)).toEqual([])
  })
})

describe('the badge of a challenge', () => {
  const challenge = (
    challengeId: string,
    change: Partial<EventData<'challenge.changed'>> = {},
  ): EventData<'challenge.changed'> => ({
    challengeId,
    revision: 1,
    createdById: newId('Athlete'),
    clubId: null,
    isPublic: true,
    title: 'January 500',
    kind: 'TOTAL',
    metric: 'DISTANCE',
    sports: ['RIDE'],
    target: 500_000,
    segmentId: null,
    rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: false },
    bestOfTeam: null,
    startsAtMs: START - DAY_MS,
    endsAtMs: START + DAY_MS,
    settlesAtMs: START + DAY_MS,
    cancelled: false,
    badgeName: 'Frosty',
    at: nowMs,
    ...change,
  })
  const scored = (challengeId: string, { id: athleteId }: Someone, revision: number, completedAtMs: number | null) =>
    world.publish('challenge.scored', {
      challengeId,
      athleteId,
      revision,
      score: 1,
      reachedAtMs: nowMs,
      completedAtMs,
      at: nowMs,
    })

  it('is there for who has just made the challenge', async () => {
    const before = nowMs
    // Ids have the real time.
    nowMs = Date.now()
    const challengeId = newId('Challenge')
    const refs = [{ __typename: 'Badge', key: `challenge.${challengeId}` }]
    const asked = world.ask('query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Badge { name } } }', { refs })
    await world.publish('challenge.changed', challenge(challengeId))
    const { data } = await asked
    nowMs = before
    expect(data._entities).toEqual([{ name: 'Frosty' }])
  })

  it('is named by the challenge, and goes with the completion and with the challenge', async () => {
    const ana = await signUp()
    const challengeId = newId('Challenge')
    const key = `challenge.${challengeId}`
    // The score comes first: the challenge is known only later.
    await scored(challengeId, ana, 1, nowMs)
    await world.settle()
    expect(await keysOf(ana)).toEqual([])
    await world.publish('challenge.changed', challenge(challengeId))
    await world.settle()
    expect(await keysOf(ana, ANONYMOUS)).toEqual(['challenge-1', key])
    const { edges } = await badgesOf(ana)
    expect(edges.find((edge: { node: { badge: { key: string } } }) => edge.node.badge.key === key).node).toMatchObject({
      badge: { name: 'Frosty', description: 'For those who complete January 500.' },
      challenge: { ref: 'Challenge' },
      activity: null,
    })
    await scored(challengeId, ana, 2, null)
    await world.settle()
    expect(await keysOf(ana)).toEqual([])
    await scored(challengeId, ana, 3, nowMs)
    await scored(challengeId, ana, 2, null)
    await world.settle()
    expect(await keysOf(ana)).toEqual(['challenge-1', key])
    await world.publish('challenge.changed', challenge(challengeId, { revision: 2, cancelled: true }))
    await world.settle()
    expect(await keysOf(ana)).toEqual([])
  })

  it('is for the athlete alone when others may not see the challenge, or that the athlete takes part', async () => {
    const ana = await signUp()
    const [ofClub, sponsored] = [newId('Challenge'), newId('Challenge')]
    const participation = (revision: number, sharesWithBrand: boolean) =>
      world.publish('challenge.participation-changed', {
        challengeId: sponsored,
        athleteId: ana.id,
        revision,
        participating: true,
        sharesWithBrand,
        at: nowMs,
      })
    await world.publish('challenge.changed', challenge(ofClub, { clubId: newId('Club'), isPublic: false }))
    await world.publish('challenge.changed', challenge(sponsored, { badgeName: null }))
    await scored(ofClub, ana, 1, nowMs)
    await scored(sponsored, ana, 1, nowMs)
    await participation(1, false)
    await world.publish('sponsorship.agreed', { challengeId: sponsored, brandId: newId('Brand'), at: nowMs })
    await world.settle()
    expect(await keysOf(ana)).toHaveLength(3)
    expect(await keysOf(ana, ANONYMOUS)).toEqual([])
    await participation(2, true)
    await world.settle()
    expect(await keysOf(ana, ANONYMOUS)).toEqual(['challenge-1', `challenge.${sponsored}`])
    await world.publish('challenge.changed', challenge(ofClub, { clubId: newId('Club'), isPublic: true, revision: 2 }))
    await world.settle()
    expect(await keysOf(ana, ANONYMOUS)).toHaveLength(3)
  })
})

describe('the picture of a badge', () => {
  it('is public, may be cached for ever, and runs nothing', async () => {
    const { publicRoutes } = world.subgraph.opened
    const get = (path: string) => callRoute([publicRoutes ?? (() => undefined)], path)
    for (const { key } of RULES.slice(0, 3)) {
      const { statusCode, headers, body } = await get(`/badges/${key}.svg?v=1`)
      expect(statusCode).toBe(200)
      expect(headers).toMatchObject({
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      expect(body).toMatch(/^<svg /)
    }
    for (const path of ['/badges/nothing.svg', '/badges/kudos-10', '/badges/..%2f..%2fetc%2fpasswd.svg'])
      expect((await get(path)).statusCode).toBe(404)
  })
})

describe('streaks', () => {
  const rideOn = (someone: Someone, daysAgo: number, change = {}) =>
    measured(stateOf(someone, { startedAtMs: nowMs - daysAgo * DAY_MS, distanceMeters: 10_000, ...change }))
  const mutate = async (someone: Someone, call: string) =>
    (await world.ask(`mutation { ${call} { id } }`, {}, someone.caller)).codes

  it('are made of days with activity, and of a freeze that is used by hand', async () => {
    const ana = await signUp()
    for (const daysAgo of [4, 3, 1]) await rideOn(ana, daysAgo)
    await world.settle()
    expect(await streakOf(ana)).toMatchObject({ currentDays: 1, longestDays: 2, freezesLeft: 2, atRiskSince: null })
    // An upload of the day before yesterday counts for its day.
    const late = stateOf(ana, { startedAtMs: nowMs - 2 * DAY_MS, isManual: true })
    await measured(late)
    await world.settle()
    expect(await streakOf(ana)).toMatchObject({ currentDays: 4, atRiskSince: '2026-11-27' })
    expect(await mutate(ana, 'useStreakFreeze')).toEqual([])
    expect(await streakOf(ana)).toMatchObject({ currentDays: 4, freezesLeft: 1, atRiskSince: null })
    expect(await mutate(ana, 'useStreakFreeze')).toEqual(['CONFLICT'])
    expect(await streakOf(ana, ANONYMOUS)).toEqual({
      currentDays: 4,
      longestDays: 4,
      currentWeeks: 1,
      longestWeeks: 1,
      freezesLeft: 0,
      automaticFreezes: false,
      atRiskSince: null,
      pauses: [],
    })
    await changed({ ...late, revision: 2, deleted: true })
    await world.settle()
    expect(await streakOf(ana)).toMatchObject({ currentDays: 1, longestDays: 2 })
  })

  it('are not broken by pauses, which others do not see', async () => {
    const ben = await signUp()
    for (const daysAgo of [3, 2, 1]) await rideOn(ben, daysAgo)
    await world.settle()
    expect(await mutate(ben, 'setStreakPause(from: "2026-11-26", until: "2026-11-28")')).toEqual(['BAD_USER_INPUT'])
    expect(await mutate(ben, 'setStreakPause(from: "2026-11-27", until: "2026-12-10")')).toEqual([])
    expect(await mutate(ben, 'setStreakPause(from: "2026-12-10", until: "2026-12-12")')).toEqual(['BAD_USER_INPUT'])
    expect(await mutate(ben, 'useStreakFreeze')).toEqual(['CONFLICT'])
    expect(await streakOf(ben)).toMatchObject({ atRiskSince: null, pauses: [{ from: '2026-11-27', until: '2026-12-10' }] })
    expect((await streakOf(ben, ANONYMOUS)).pauses).toEqual([])
    expect(await mutate(ben, 'removeStreakPause(from: "2026-11-28")')).toEqual(['NOT_FOUND'])
    expect(await mutate(ben, 'removeStreakPause(from: "2026-11-27")')).toEqual([])
    expect(await streakOf(ben)).toMatchObject({ atRiskSince: '2026-11-27', pauses: [] })
    expect((await world.ask('mutation { useStreakFreeze { id } }')).codes).toEqual(['UNAUTHENTICATED'])
  })

  it('are kept by ten cheers on a day of rest', async () => {
    const cleo = await signUp()
    for (const daysAgo of [3, 1]) await rideOn(cleo, daysAgo)
    const cheer = (index: number) =>
      world.publish('cheer.given', {
        cheerId: `cheer_${cleo.id}_${index}`,
        athleteId: cleo.id,
        toAthleteIds: [],
        message: '',
        at: nowMs - 2 * DAY_MS,
      })
    for (let index = 0; index < 9; index += 1) await cheer(index)
    await cheer(0)
    await world.settle()
    expect(await streakOf(cleo)).toMatchObject({ currentDays: 1 })
    await cheer(9)
    await world.settle()
    expect(await streakOf(cleo)).toMatchObject({ currentDays: 2, longestDays: 2 })
  })

  it('that held in either time zone hold after a move', async () => {
    const dora = await world.signUp({ timeZone: 'America/New_York' })
    const inNewYork = (instant: string) => stateOf(dora, { startedAtMs: Date.parse(instant), timeZone: 'America/New_York' })
    await measured(inNewYork('2026-11-24T15:00:00Z'))
    await measured(inNewYork('2026-11-26T03:00:00Z'))
    await world.settle()
    expect(await streakOf(dora)).toMatchObject({ currentDays: 0, longestDays: 2 })
    // In Tokyo it is the 27th already, and the evening ride of the 25th was on the 26th.
    await world.ask('mutation { updateProfile(input: { timeZone: "Asia/Tokyo" }) { id } }', {}, dora.caller)
    await world.settle()
    expect(await streakOf(dora)).toMatchObject({ currentDays: 2, longestDays: 2 })
  })

  it('that end tonight are reminded of once, by one of several processes, and frozen overnight by choice', async () => {
    const [ana, ben, cleo, dora] = await Promise.all([signUp(), signUp(), signUp(), signUp()])
    for (const daysAgo of [3, 2, 1]) for (const someone of [ana, ben, dora]) await rideOn(someone, daysAgo)
    for (const daysAgo of [2, 1]) await rideOn(cleo, daysAgo)
    await world.settle()
    expect(await mutate(ben, 'setAutomaticFreezes(automatic: true)')).toEqual([])
    const reminded = (someone: Someone) => eventsOf(atRisk, someone)
    const runs = async () => {
      await Promise.all([world.runJobs(), world.runJobs(), world.runJobs()])
      await world.settle()
    }
    const quiet = { athleteId: ana.id, revision: 1, from: '08:00', until: '19:30', at: nowMs }
    await world.publish('quiet-hours.changed', quiet)
    await world.settle()
    await runs()
    // In the quiet hours of the day a model leaves one hour to choose. Without one it is six in the evening, and the push waits.
    const [plan] = eventsOf(planned, ana)
    expect(plan).toMatchObject({ unit: 'DAYS', count: 3, day: '2026-11-27', hour: plan?.modelVersion === null ? 18 : 20 })
    expect(reminded(ana)).toEqual([])
    nowMs = Date.parse('2026-11-27T19:00:00Z')
    await runs()
    await runs()
    expect([...eventsOf(planned, ana).slice(1), ...eventsOf(planned, ben), ...eventsOf(planned, cleo)]).toEqual([])
    expect(reminded(ana)).toEqual([{ athleteId: ana.id, unit: 'DAYS', count: 3, day: '2026-11-27', at: nowMs }])
    expect([...reminded(ben), ...reminded(cleo)]).toEqual([])
    // Who was reminded and is out after all is told, once, that it is over.
    expect(reminded(dora)).toHaveLength(1)
    for (const hoursAgo of [2, 1]) await measured(stateOf(dora, { startedAtMs: nowMs - hoursAgo * 3_600_000 }))
    await world.settle()
    expect(settled).toEqual([{ athleteId: dora.id, day: '2026-11-27', at: nowMs }])
    nowMs = Date.parse('2026-11-27T23:00:00Z')
    await runs()
    expect(await streakOf(ben)).toMatchObject({
      currentDays: 3,
      freezesLeft: 1,
      automaticFreezes: true,
      atRiskSince: '2026-11-28',
    })
    expect(await streakOf(ana)).toMatchObject({ currentDays: 0, longestDays: 3, freezesLeft: 2 })
    nowMs = Date.parse('2026-11-28T17:30:00Z')
    await runs()
    expect([...reminded(ben), ...reminded(ana).slice(1)]).toEqual([])
    const due = await world.subgraph.opened.database.connection
      .collection('streaks')
      .find({ dueAt: { $gt: new Date(0), $lte: new Date(nowMs) } })
      .sort({ dueAt: 1, _id: 1 })
      .explain('queryPlanner')
    expect(JSON.stringify(due)).not.toContain('COLLSCAN')

    // Two weeks after the last activity: of those who have a verified address and have not said no.
    await world.subgraph.opened.database.connection
      .collection<{ _id: string }>('accounts')
      .updateMany({ _id: { $in: [ana.id, cleo.id] } }, { $set: { emailVerified: true } })
    expect(await mutate(cleo, 'updatePrivacy(input: { nudgeMe: false })')).toEqual([])
    nowMs = Date.parse('2026-12-10T08:59:00Z')
    await runs()
    expect(eventsOf(considered, ana)).toEqual([])
    nowMs = Date.parse('2026-12-10T09:00:00Z')
    await runs()
    await runs()
    expect(eventsOf(considered, ana)).toMatchObject([{ lastDay: '2026-11-26', at: nowMs }])
    expect([...eventsOf(considered, ben), ...eventsOf(considered, cleo)]).toEqual([])
    nowMs = START
  })
})
