import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Rider } from './live-road.ts'
import { gpxNorth, north, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
let road: ReturnType<typeof segmentRoad>
let east = 0
/** A segment of one kilometer on a road of its own, from 500 m on. */
const newRoad = async (sport: 'RIDE' | 'RUN' | 'E_BIKE_RIDE' = 'RIDE') => {
  east += 500
  const at = east
  const id = await road.insert([north(500, at), north(1000, at), north(1500, at)], sport, false, `Road ${at}`)
  const ride = (who: Rider, startedAt: string, speedMps: number, input = {}, more = {}) =>
    road.ride(who, gpxNorth(startedAt, speedMps, { east: at, ...more }), input)
  return { id, ride, east: at }
}
const day = (number: number, hour = 8) => `2026-05-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`
const standings = async (id: string, who: Caller = ANONYMOUS, filter: Record<string, unknown> | null = null) =>
  (await road.board(id, who, filter)).edges.map(
    ({ rank, node }: { rank: number; node: { athlete: { id: string }; elapsedSeconds: number } }) => [
      rank,
      node.athlete.id,
      node.elapsedSeconds,
    ],
  )

/** The events about efforts of an activity or on a segment. */
const recorded = (of: { readonly activityId?: string; readonly segmentId?: string }) =>
  world
    .events('effort.recorded')
    .flatMap(({ efforts, ...event }) => efforts.map((effort) => ({ ...event, ...effort })))
    .filter(
      ({ activityId, segmentId }) => activityId === (of.activityId ?? activityId) && segmentId === (of.segmentId ?? segmentId),
    )

beforeAll(async () => {
  world = await openWorld()
  road = segmentRoad(world)
})
afterAll(() => world?.close())

describe('a leaderboard', () => {
  let id: string
  let ana: Rider, ben: Rider, cyd: Rider, dan: Rider, fan: Rider, foe: Rider, hidden: string, tie: string

  beforeAll(async () => {
    ;[ana, ben, cyd, dan, fan, foe] = (await Promise.all(
      Array.from({ length: 6 }, (_, index) => world.athlete(index === 3 ? { isPrivate: true } : {})),
    )) as [Rider, Rider, Rider, Rider, Rider, Rider]
    await world.follow(fan, ben)
    await world.follow(fan, dan)
    await world.block(foe, ana)
    const made = await newRoad()
    id = made.id
    // The fastest come first: for followers, of a private account, three public ones with two of equal time, and a private one.
    await made.ride(ben, day(1), 12.5, { visibility: 'FOLLOWERS' })
    await made.ride(dan, day(2), 10)
    await made.ride(ana, day(3), 8)
    await made.ride(ben, day(4), 6.25)
    tie = await made.ride(cyd, day(5), 8)
    hidden = await made.ride(cyd, day(6), 20, { visibility: 'ONLY_ME' })
  })

  it('ranks the best effort of each athlete, with equal ranks for equal times and the earlier one first', async () => {
    expect(await standings(id)).toEqual([
      [1, ana.athleteId, 125],
      [1, cyd.athleteId, 125],
      [3, ben.athleteId, 160],
    ])
    const board = await road.board(id)
    expect(board).toMatchObject({ totalCount: 3, viewerEntry: null, pageInfo: { hasNextPage: false } })
    expect(await road.counts(id)).toEqual({ effortCount: 3, athleteCount: 3 })
  })

  it('shows each viewer what they may see, with ranks that count exactly the visible athletes', async () => {
    expect(await standings(id, fan)).toEqual([
      [1, ben.athleteId, 80],
      [2, dan.athleteId, 100],
      [3, ana.athleteId, 125],
      [3, cyd.athleteId, 125],
    ])
    expect(await standings(id, foe)).toEqual([
      [1, cyd.athleteId, 125],
      [2, ben.athleteId, 160],
    ])
    expect(await standings(id, ana)).toEqual(await standings(id))
    expect(await standings(id, cyd)).toEqual([
      [1, cyd.athleteId, 50],
      [2, ana.athleteId, 125],
      [3, ben.athleteId, 160],
    ])
    expect((await road.board(id, dan)).viewerEntry).toMatchObject({ rank: 1, node: { elapsedSeconds: 100 } })
    expect((await road.board(id, foe)).totalCount).toBe(2)
    expect((await road.board(id, fan)).totalCount).toBe(4)
  })

  it('has the same ranks page by page', async () => {
    for (const who of [fan, cyd, ANONYMOUS]) {
      const whole = await standings(id, who)
      const seen: unknown[] = []
      for (let after: string | null = null; ; ) {
        const board = await road.board(id, who, null, { first: 1, after })
        for (const { rank, node } of board.edges) seen.push([rank, node.athlete.id, node.elapsedSeconds])
        expect(board.totalCount).toBe(whole.length)
        if (!board.pageInfo.hasNextPage) break
        after = board.pageInfo.endCursor
      }
      expect(seen).toEqual(whole)
    }
  })

  it('costs a few reads, however many athletes are on it', async () => {
    const reads = await world.reads(() => road.board(id, fan))
    // The reads are the segment, follows and blocks of the viewer, two of the board and its count; efforts, activities, privacy, personal bests;
    // and the relations to an athlete with a private account, and to the others.
    expect(reads.length).toBeLessThanOrEqual(17)
  })

  it('includes the viewer and those they follow, with the scope FOLLOWING', async () => {
    expect(await standings(id, fan, { scope: 'FOLLOWING' })).toEqual([
      [1, ben.athleteId, 80],
      [2, dan.athleteId, 100],
    ])
    expect(await standings(id, cyd, { scope: 'FOLLOWING' })).toEqual([[1, cyd.athleteId, 50]])
    const query = 'query($id: ID!, $f: SegmentLeaderboardFilter) { segment(id: $id) { leaderboard(filter: $f) { totalCount } } }'
    expect(await world.refused(query, { id, f: { scope: 'FOLLOWING' } }, ANONYMOUS)).toBe('UNAUTHENTICATED')
  })

  it('includes the members of a club, for its members, with the scope CLUB', async () => {
    const clubId = newId('Club')
    let revision = 0
    const join = ({ athleteId }: Rider, status: 'ACTIVE' | 'NONE') =>
      world.emit('club.membership-changed', {
        clubId,
        athleteId,
        revision: ++revision,
        status,
        role: 'MEMBER',
        mutedUntilMs: null,
        byId: null,
        at: 0,
      })
    for (const who of [ana, ben, fan]) await join(who, 'ACTIVE')
    await world.settle()
    const filter = { scope: 'CLUB', clubId }
    expect(await standings(id, ana, filter)).toEqual([
      [1, ana.athleteId, 125],
      [2, ben.athleteId, 160],
    ])
    expect(await standings(id, fan, filter)).toEqual([
      [1, ben.athleteId, 80],
      [2, ana.athleteId, 125],
    ])
    const query = 'query($id: ID!, $f: SegmentLeaderboardFilter) { segment(id: $id) { leaderboard(filter: $f) { totalCount } } }'
    expect(await world.refused(query, { id, f: filter }, cyd)).toBe('NOT_FOUND')
    expect(await world.refused(query, { id, f: { scope: 'CLUB', clubId: newId('Club') } }, ana)).toBe('NOT_FOUND')
    for (const f of [{ scope: 'CLUB' }, { clubId }, { scope: 'FOLLOWING', clubId }]) {
      const { errors } = await world.execute(query, { id, f }, ana)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'filter.clubId' }] })
    }
    await join(ana, 'NONE')
    await world.settle()
    expect(await world.refused(query, { id, f: filter }, ana)).toBe('NOT_FOUND')
  })

  it('filters by time, and by sex, age and weight of athletes who state them', async () => {
    expect(await standings(id, ANONYMOUS, { since: day(4, 0), until: day(5, 0) })).toEqual([[1, ben.athleteId, 160]])
    expect(await standings(id, fan, { until: day(3, 0) })).toEqual([
      [1, ben.athleteId, 80],
      [2, dan.athleteId, 100],
    ])
    await world.trainingProfile(ana, { effectiveFrom: '2026-01-01', sex: 'FEMALE', birthYear: 1990, weightKg: 55 })
    await world.trainingProfile(cyd, { effectiveFrom: '2026-01-01', sex: 'MALE', birthYear: 1990, weightKg: 54.9 })
    await world.settle()
    expect(await standings(id, ANONYMOUS, { sex: 'FEMALE' })).toEqual([[1, ana.athleteId, 125]])
    expect(await standings(id, cyd, { sex: 'MALE' })).toEqual([[1, cyd.athleteId, 50]])
    expect(await standings(id, ANONYMOUS, { ageGroup: 'FROM_35_TO_44' })).toHaveLength(2)
    expect(await standings(id, ANONYMOUS, { ageGroup: 'FROM_45_TO_54' })).toEqual([])
    expect(await standings(id, ANONYMOUS, { weightClass: 'FROM_55_TO_64_KG' })).toEqual([[1, ana.athleteId, 125]])
    expect(await standings(id, foe, { sex: 'FEMALE' })).toEqual([])
  })

  it('has efforts that only those can query who may see them', async () => {
    const [own] = await road.efforts(hidden, cyd)
    expect(own).toMatchObject({ personalRank: 1, elapsedSeconds: 50, athlete: { id: cyd.athleteId }, activity: { id: hidden } })
    expect(await road.efforts(hidden)).toBeUndefined()
    const [shown] = await road.efforts(tie)
    expect(shown).toMatchObject({ personalRank: 1, overallRankThen: 1, startSeconds: 62 })
    expect((await road.efforts(tie, cyd))[0]).toMatchObject({ personalRank: 2 })
    const r = [
      { __typename: 'SegmentEffort', ref: own.id },
      { __typename: 'SegmentEffort', id: shown.id },
      { __typename: 'Segment', ref: id },
    ]
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on SegmentEffort { id } ... on Segment { id } } }`
    const node = { __typename: 'SegmentEffort' }
    expect((await world.ask(query, { r }, fan))._entities).toMatchObject([null, { ...node, id: shown.id }, { id }])
    expect((await world.ask(query, { r }, cyd))._entities).toMatchObject([{ id: own.id }, { id: shown.id }, { id }])
  })

  it('follows edits, deletions, closing accounts and blocks', async () => {
    const update = 'mutation($id: ID!, $v: Visibility!) { updateActivity(id: $id, input: { visibility: $v }) { id } }'
    await world.ask(update, { id: tie, v: 'ONLY_ME' }, cyd)
    await world.settle()
    expect(await standings(id)).toEqual([
      [1, ana.athleteId, 125],
      [2, ben.athleteId, 160],
    ])
    expect(await road.counts(id)).toEqual({ effortCount: 2, athleteCount: 2 })
    await world.ask(update, { id: tie, v: 'EVERYONE' }, cyd)
    await world.account(ana.athleteId, { isPrivate: true })
    await world.settle()
    expect(await standings(id)).toEqual([
      [1, cyd.athleteId, 125],
      [2, ben.athleteId, 160],
    ])
    expect(await road.counts(id)).toEqual({ effortCount: 2, athleteCount: 2 })
    await world.account(ana.athleteId, { isPrivate: false })
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: tie }, cyd)
    await world.settle()
    expect(await standings(id, cyd)).toEqual([
      [1, cyd.athleteId, 50],
      [2, ana.athleteId, 125],
      [3, ben.athleteId, 160],
    ])
    expect(await road.counts(id)).toEqual({ effortCount: 2, athleteCount: 2 })
    expect(recorded({ activityId: tie }).filter(({ deleted }) => deleted)).toHaveLength(1)
  })
})

describe('no rank is taken by', () => {
  it('an effort that passes a hidden place: only its athlete sees it, until the place is no longer hidden', async () => {
    const { id, ride, east: at } = await newRoad()
    const [rider, other] = [await world.athlete(), await world.athlete()]
    const [latitude, longitude] = north(1200, at)
    const zones = [{ zoneId: 'zone_1', latitude, longitude, radiusMeters: 200 }]
    await world.privacy(rider, { zones, hideHeartRate: true })
    await world.settle()
    const activity = await ride(rider, day(1), 10)
    expect(await standings(id)).toEqual([])
    expect(await standings(id, rider)).toEqual([[1, rider.athleteId, 100]])
    expect(await road.efforts(activity, other)).toEqual([])
    expect(await road.efforts(activity, rider)).toMatchObject([{ elapsedSeconds: 100, personalRank: 1 }])
    const own = 'query($id: ID!) { segment(id: $id) { viewerEfforts { edges { node { elapsedSeconds } } } } }'
    expect((await world.ask(own, { id }, rider)).segment.viewerEfforts.edges).toHaveLength(1)
    await world.privacy(rider, { hideStartEndMeters: 400 })
    await world.settle()
    expect(await standings(id)).toEqual([[1, rider.athleteId, 100]])
    await world.privacy(rider, { hideStartEndMeters: 600 })
    await world.settle()
    expect(await standings(id)).toEqual([])
    expect(await road.counts(id)).toEqual({ effortCount: 0, athleteCount: 0 })
    await world.privacy(rider, {})
    await world.settle()
    expect(await standings(id, other)).toEqual([[1, rider.athleteId, 100]])
  })

  it('a hidden effort, except among those that its athlete sees', async () => {
    const { id, ride } = await newRoad()
    const [rider, friend] = [await world.athlete(), await world.athlete()]
    await world.follow(friend, rider)
    await world.privacy(rider, { hideStartEndMeters: 400 })
    await world.settle()
    const shown = await ride(rider, day(1), 8)
    const hidden = await ride(rider, day(2), 10, {}, { from: 200 })
    const rankOf = async (activityId: string, who: Caller) => (await road.efforts(activityId, who))[0]?.personalRank
    expect([await rankOf(hidden, rider), await rankOf(shown, rider)]).toEqual([1, 2])
    for (const filter of [null, { since: day(1, 0) }]) {
      expect((await road.board(id, rider, filter)).viewerEntry).toMatchObject({ rank: 1, node: { elapsedSeconds: 100 } })
      for (const who of [friend, ANONYMOUS]) expect(await standings(id, who, filter)).toEqual([[1, rider.athleteId, 125]])
    }
    expect(await standings(id, friend, { scope: 'FOLLOWING' })).toEqual([[1, rider.athleteId, 125]])
    for (const who of [friend, ANONYMOUS]) expect([await rankOf(hidden, who), await rankOf(shown, who)]).toEqual([undefined, 1])
    expect(await road.counts(id)).toEqual({ effortCount: 1, athleteCount: 1 })
    expect(recorded({ activityId: hidden })).toMatchObject([{ hidden: true, counts: false }])
    const later = await world.athlete()
    await ride(later, day(3), 9)
    // Nobody was notified of the hidden effort, so the record belonged to the other one.
    const lost = world.events('segment.record-lost').filter(({ segmentId }) => segmentId === id)
    expect(lost).toMatchObject([{ athleteId: rider.athleteId, previousSeconds: 125 }])
  })

  it('a deleted activity: the next best effort of its athlete takes its place', async () => {
    const { id, ride } = await newRoad()
    const rider = await world.athlete()
    await ride(rider, day(1), 8)
    const fast = await ride(rider, day(2), 10)
    expect(await standings(id)).toEqual([[1, rider.athleteId, 100]])
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: fast }, rider)
    await world.settle()
    expect(await standings(id)).toEqual([[1, rider.athleteId, 125]])
    expect(await road.counts(id)).toEqual({ effortCount: 1, athleteCount: 1 })
  })

  it('an e-bike among bikes, another sport, and an impossible speed', async () => {
    const { id, ride } = await newRoad()
    const rider = await world.athlete()
    const electric = await ride(rider, day(1), 10, {}, { type: 'e-bike' })
    const run = await ride(rider, day(2), 4, {}, { type: 'running' })
    const rocket = await ride(rider, day(3), 39.9)
    expect(await road.efforts(run)).toEqual([])
    expect(await road.efforts(electric)).toMatchObject([{ elapsedSeconds: 100, personalRank: null }])
    expect(await standings(id)).toEqual([[1, rider.athleteId, 25.1]])
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: rocket }, rider)
    await world.ask(
      'mutation($id: ID!) { updateActivity(id: $id, input: { sport: GRAVEL_RIDE }) { id } }',
      { id: electric },
      rider,
    )
    await world.settle()
    expect(await standings(id)).toEqual([[1, rider.athleteId, 100]])
    await world.ask('mutation($id: ID!) { updateActivity(id: $id, input: { sport: RIDE }) { id } }', { id: run }, rider)
    await world.settle()
    expect(await road.efforts(run)).toMatchObject([{ elapsedSeconds: 250, personalRank: 2 }])
  })
})

describe('an effort of what was not done on foot as it says', () => {
  it('has no rank, until the staff has answered that it counts', async () => {
    const { id, ride } = await newRoad('RUN')
    const [honest, other] = [await world.athlete(), await world.athlete()]
    await ride(honest, day(1), 4, {}, { type: 'running' })
    const ridden = await ride(other, day(2), 9, {}, { type: 'running' })
    expect(await standings(id)).toEqual([[1, honest.athleteId, 250]])
    const measured = world.events('activity.measured').find(({ activityId }) => activityId === ridden)
    expect(measured?.evidence?.propulsion).toMatchObject({
      model: expect.stringMatching(/^propulsion@\d+$/),
      foot: expect.any(Number),
    })
    expect(await road.efforts(ridden)).toMatchObject([{ elapsedSeconds: expect.closeTo(111, 0), personalRank: null }])
    const judge = async (clubId: string | null, counts: boolean) => {
      const { athleteId } = other
      await world.emit('activity.judged', {
        activityId: ridden,
        athleteId,
        clubId,
        challengeId: null,
        placeName: '',
        counts,
        at: Date.now(),
      })
      await world.settle()
      return (await standings(id)).map(([, who]: readonly unknown[]) => who)
    }
    // A club judges for itself alone.
    expect(await judge('club_1', true)).toEqual([honest.athleteId])
    expect(await judge(null, true)).toEqual([other.athleteId, honest.athleteId])
    expect(await judge(null, true)).toEqual([other.athleteId, honest.athleteId])
    expect(world.events('activity.changed').filter(({ activityId }) => activityId === ridden)).toHaveLength(1)
    expect(await judge(null, false)).toEqual([honest.athleteId])
  })
})

describe('records', () => {
  it('are won and lost among public efforts, and not by efforts before the segment was created', async () => {
    const { id, ride, east: at } = await newRoad()
    const [first, second] = [await world.athlete(), await world.athlete()]
    const won = () => world.events('segment.record-won').filter(({ segmentId }) => segmentId === id)
    const lost = () => world.events('segment.record-lost').filter(({ segmentId }) => segmentId === id)
    await ride(first, day(1), 8)
    await ride(first, day(2), 10)
    expect(won()).toMatchObject([{ athleteId: first.athleteId, previousSeconds: null }])
    await ride(second, day(3), 12.5, { visibility: 'FOLLOWERS' })
    expect(lost()).toEqual([])
    const fast = await ride(second, day(4), 12.5)
    expect(lost()).toMatchObject([
      { athleteId: first.athleteId, byAthleteId: second.athleteId, elapsedSeconds: 80, previousSeconds: 100, activityId: fast },
    ])
    expect(won()).toHaveLength(2)
    const later = await road.insert([north(500, at), north(1400, at)], 'RIDE', true)
    await world.settle()
    expect((await road.board(later)).totalCount).toBe(2)
    // Each effort has the rank of its day, in whatever order they were found: both of the first rider led then, and the one for followers has none.
    const found = await world.rows('segment_efforts', { segmentId: later })
    const byDay = found.toSorted((a, b) => Number(a.startedAt) - Number(b.startedAt))
    expect(byDay.map(({ overallRankThen }) => overallRankThen)).toEqual([1, 1, null, 1])
    expect(world.events('segment.record-won').filter((event) => event.segmentId === later)).toEqual([])
    expect(recorded({ segmentId: later }).map(({ isBackfilled }) => isBackfilled)).toEqual([true, true, true, true])
  })
})

it('when one of two holders breaks a shared record, the other one loses it', async () => {
  const { id, ride } = await newRoad()
  const [first, second] = [await world.athlete(), await world.athlete()]
  for (const rider of [first, second]) await ride(rider, day(1), 8)
  const won = () => world.events('segment.record-won').filter(({ segmentId }) => segmentId === id)
  expect(won()).toHaveLength(1)
  await ride(second, day(2), 10)
  expect(won().map(({ athleteId }) => athleteId)).toEqual([first.athleteId, second.athleteId])
  const lost = world.events('segment.record-lost').filter(({ segmentId }) => segmentId === id)
  expect(lost).toMatchObject([
    { athleteId: first.athleteId, byAthleteId: second.athleteId, elapsedSeconds: 100, previousSeconds: 125 },
  ])
})

describe('an effort that becomes public later', () => {
  const update = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
  const edit = async (who: Rider, id: string, input: Record<string, unknown>) => {
    await world.ask(update, { id, input }, who)
    await world.settle()
  }
  /** One rider leads with 125 s, and another has a quicker effort that is not public. */
  const leaderAnd = async (speedMps = 10) => {
    const { id, ride, east: at } = await newRoad()
    const [first, second] = [await world.athlete(), await world.athlete()]
    await ride(first, day(1), 8)
    const won = () => world.events('segment.record-won').filter((event) => event.segmentId === id).length
    const lost = () => world.events('segment.record-lost').filter((event) => event.segmentId === id)
    const rankThen = async (activityId: string) => (await road.efforts(activityId, second))[0]?.overallRankThen
    const send = (input = {}, more = {}) => ride(second, day(2), speedMps, input, more)
    return { id, at, first, second, send, won, lost, rankThen }
  }

  it.each(['ONLY_ME', 'FOLLOWERS'])(
    'from %s gets the rank of that moment, and its record is announced once',
    async (visibility) => {
      const { first, second, send, won, lost, rankThen } = await leaderAnd()
      const activityId = await send({ visibility })
      expect([won(), lost(), await rankThen(activityId)]).toEqual([1, [], null])
      for (const after of ['EVERYONE', visibility, 'EVERYONE']) {
        await edit(second, activityId, { visibility: after })
        expect([won(), await rankThen(activityId)]).toEqual([2, 1])
      }
      expect(lost()).toMatchObject([
        { athleteId: first.athleteId, byAthleteId: second.athleteId, activityId, elapsedSeconds: 100, previousSeconds: 125 },
      ])
    },
  )

  it('from another sport, a zone or a private account gets its rank too', async () => {
    const bike = await leaderAnd()
    const electric = await bike.send({}, { type: 'e-bike' })
    await edit(bike.second, electric, { sport: 'RIDE' })
    expect([bike.won(), bike.lost().length, await bike.rankThen(electric)]).toEqual([2, 1, 1])

    const hidden = await leaderAnd()
    const [latitude, longitude] = north(1200, hidden.at)
    const zones = [{ zoneId: 'zone_1', latitude, longitude, radiusMeters: 200 }]
    await world.privacy(hidden.second, { zones })
    await world.settle()
    const behind = await hidden.send()
    for (const each of [[], zones, []]) {
      await world.privacy(hidden.second, { zones: each })
      await world.settle()
      expect([hidden.won(), hidden.lost().length, await hidden.rankThen(behind)]).toEqual([2, 1, 1])
    }

    const closed = await leaderAnd()
    await world.account(closed.second.athleteId, { isPrivate: true })
    await world.settle()
    const quiet = await closed.send()
    expect([closed.won(), await closed.rankThen(quiet)]).toEqual([1, null])
    for (const isPrivate of [false, true, false]) {
      await world.account(closed.second.athleteId, { isPrivate })
      await world.settle()
      expect([closed.won(), closed.lost().length, await closed.rankThen(quiet)]).toEqual([2, 1, 1])
    }
    expect(closed.lost()[0]).toMatchObject({ segmentName: `Road ${closed.at}` })
  })

  it('is no record when it is not the quickest', async () => {
    const { second, send, won, lost, rankThen } = await leaderAnd(5)
    const activityId = await send({ visibility: 'ONLY_ME' })
    await edit(second, activityId, { visibility: 'EVERYONE' })
    expect([won(), lost(), await rankThen(activityId)]).toEqual([1, [], 2])
  })
})

describe('a segment', () => {
  const create = 'mutation($input: CreateSegmentInput!) { createSegment(input: $input) { id } }'

  it('is cut from the caller’s own activity and matched with past activities', async () => {
    const [maker, other] = [await world.athlete(), await world.athlete()]
    const { ride, east: at } = await newRoad()
    const source = await ride(maker, day(1), 10, { visibility: 'ONLY_ME' })
    const faster = await ride(other, day(2), 12.5)
    const made = await road.create(maker, { activityId: source, name: '  Northern road ', startSeconds: 60, endSeconds: 140 })
    expect(made).toMatchObject({ name: 'Northern road', sport: 'RIDE', createdBy: { id: maker.athleteId }, isStarred: false })
    expect(made.distanceMeters).toBeCloseTo(800, 0)
    expect(made.start.latitude).toBeCloseTo(north(600, at)[0], 4)
    await world.settle()
    expect(await standings(made.id, maker)).toEqual([
      [1, other.athleteId, 64],
      [2, maker.athleteId, 80],
    ])
    expect((await road.efforts(faster)).map((effort: { segment: { id: string } }) => effort.segment.id)).toContain(made.id)
  })

  it('is refused with a reason', async () => {
    const [maker, other] = [await world.athlete(), await world.athlete()]
    const { ride, east: at } = await newRoad()
    const activityId = await ride(maker, day(1), 10)
    const indoors = (await world.send(maker, recording('row-indoor.fit'))).activities[0].id
    const input = { activityId, name: 'Road', startSeconds: 60, endSeconds: 140 }
    const [latitude, longitude] = north(1300, at)
    const bad = [
      { name: ' ' },
      { endSeconds: 60 },
      { endSeconds: 70 },
      { startSeconds: 5000, endSeconds: 6000 },
      { activityId: indoors },
    ]
    for (const change of bad)
      expect(await world.refused(create, { input: { ...input, ...change } }, maker)).toBe('BAD_USER_INPUT')
    expect(await world.refused(create, { input }, other)).toBe('FORBIDDEN')
    expect(await world.refused(create, { input: { ...input, activityId: 'act_none' } }, other)).toBe('NOT_FOUND')
    expect(await world.refused(create, { input }, ANONYMOUS)).toBe('UNAUTHENTICATED')
    await world.privacy(maker, { zones: [{ zoneId: 'zone_1', latitude, longitude, radiusMeters: 200 }] })
    await world.settle()
    expect(await world.refused(create, { input }, maker)).toBe('BAD_USER_INPUT')
    await world.privacy(maker, { hideStartEndMeters: 700 })
    await world.settle()
    expect(await world.refused(create, { input }, maker)).toBe('BAD_USER_INPUT')
    expect(await road.create(maker, { ...input, startSeconds: 71, endSeconds: 125 })).toMatchObject({ name: 'Road' })
  })

  it('is found in a box, the most popular first, over the 180th meridian too', async () => {
    const points = (longitude: number) =>
      [
        [-17, longitude],
        [-17.005, longitude],
      ] as const
    const west = await road.insert(points(179.9), 'RUN', false, 'West')
    const beyond = await road.insert(points(-179.9), 'RIDE', false, 'East')
    await world.stores.segments.setMatchedUntil(west, 'act_0')
    await world.database.transact((tx) => world.stores.segments.addCounts([{ segmentId: beyond, efforts: 3, athletes: 2 }], tx), {
      actor: null,
      traceparent: null,
    })
    const query = `query($b: BoundingBoxInput!, $sport: Sport, $first: Int, $after: String) {
      segments(within: $b, sport: $sport, first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage } } }`
    const box = { south: -17.5, north: -16.5, west: 179, east: -179 }
    const find = async (change = {}) =>
      (await world.ask(query, { b: box, ...change })).segments.edges.map((edge: { node: { id: string } }) => edge.node.id)
    expect(await find()).toEqual([beyond, west])
    expect(await find({ sport: 'RUN' })).toEqual([west])
    expect(await find({ b: { ...box, east: 180 } })).toEqual([west])
    const [edge] = (await world.ask(query, { b: box, first: 1 })).segments.edges
    expect(await find({ first: 1, after: edge.cursor })).toEqual([west])
    const bad = [{ north: -18 }, { north: 0 }, { south: -91 }, { west: -179.5, east: 0 }, { west: 10, east: 5 }]
    for (const change of bad) expect(await world.refused(query, { b: { ...box, ...change } }, ANONYMOUS)).toBe('BAD_USER_INPUT')
  })

  it('is starred, and listed for those who starred it', async () => {
    const [fan, other] = [await world.athlete(), await world.athlete()]
    const [one, two] = [(await newRoad()).id, (await newRoad()).id]
    const star = (id: string, starred: boolean) =>
      world.ask('mutation($id: ID!, $s: Boolean!) { starSegment(id: $id, starred: $s) { isStarred } }', { id, s: starred }, fan)
    expect(await star(one, true)).toEqual({ starSegment: { isStarred: true } })
    await star(one, true)
    await star(two, true)
    const list = async (who: Caller) =>
      (await world.ask('{ viewer { starredSegments { edges { node { id isStarred } } } } }', {}, who)).viewer.starredSegments
        .edges
    expect(await list(fan)).toEqual([{ node: { id: two, isStarred: true } }, { node: { id: one, isStarred: true } }])
    expect(await list(other)).toEqual([])
    expect(await star(two, false)).toEqual({ starSegment: { isStarred: false } })
    expect(await list(fan)).toHaveLength(1)
    const query = 'mutation($id: ID!) { starSegment(id: $id, starred: true) { id } }'
    expect(await world.refused(query, { id: 'seg_none' }, fan)).toBe('NOT_FOUND')
    expect(await world.refused(query, { id: one }, ANONYMOUS)).toBe('UNAUTHENTICATED')
  })
})
