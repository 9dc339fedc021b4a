import { setTimeout as sleep } from 'node:timers/promises'
import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { deadLetters, SYSTEM } from '@gruppetto/runtime'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Context } from '../src/context.ts'
import { bestsOf } from '../src/domain/segments/bests.ts'
import { MAX_PER_TILE } from '../src/domain/segments/inputs.ts'
import { comparePlaces, type Place } from '../src/domain/segments/places.ts'
import { matchKind } from '../src/domain/segments/segment.ts'
import { openEveryonesBoard } from '../src/pipelines/segments/boards.ts'
import { gpxOf, liveRoad, MINUTE_MS, ride as positions, type Rider } from './live-road.ts'
import { gpxNorth, north, segmentRoad } from './segment-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
let road: ReturnType<typeof segmentRoad>
let east = 0
const newRoad = async () => {
  east += 500
  const at = east
  const points = [north(500, at), north(1500, at)] as const
  const ride = (who: Rider, day: number, input = {}) =>
    road.ride(who, gpxNorth(`2026-05-${10 + day}T08:00:00Z`, 10, { east: at }), input)
  return { points, ride, bytes: gpxNorth('2026-05-01T08:00:00Z', 8, { east: at }) }
}
const efforts = (filter: Record<string, unknown>) => world.rows('segment_efforts', filter)

beforeAll(async () => {
  world = await openWorld()
  road = segmentRoad(world)
})
afterAll(() => world?.close())
afterEach(() => vi.restoreAllMocks())

/** Both sports are measured alike, but are never on the same segment. */
const simulate = (id: string, who: Rider) =>
  world.ask('mutation($id: ID!) { updateActivity(id: $id, input: { sport: VIRTUAL_RIDE }) { id } }', { id }, who)

describe('match-segments', () => {
  it('changes nothing for events that come twice, late, or about an unknown activity', async () => {
    const { points, ride } = await newRoad()
    const segmentId = await road.insert(points, 'RIDE', false)
    const rider = await world.athlete()
    const activityId = await ride(rider, 1)
    const before = await efforts({ segmentId })
    expect(before).toHaveLength(1)
    const [first] = world.events('activity.measured').filter((event) => event.activityId === activityId)
    const measured = first as EventData<'activity.measured'>
    await world.ask(
      'mutation($id: ID!) { updateActivity(id: $id, input: { visibility: FOLLOWERS }) { id } }',
      { id: activityId },
      rider,
    )
    await world.settle()
    // The first event comes again, older than the edit; then an event of a deletion that did not happen, and one of an unknown activity.
    await world.emit('activity.measured', measured)
    await world.emit('activity.changed', { ...measured, deleted: true, revision: 99 })
    await world.emit('activity.changed', { ...measured, activityId: newId('Activity'), revision: 99 })
    await world.settle()
    expect(await efforts({ segmentId })).toMatchObject([{ _id: before[0]?._id, visibility: 'FOLLOWERS', revision: 2 }])
    expect((await world.rows('segment_bests', { segmentId }))[0]).toMatchObject({ count: 0, seconds: null })
    expect(await road.counts(segmentId)).toEqual({ effortCount: 0, athleteCount: 0 })
    expect(world.events('upload.completed').filter((event) => event.activityIds.includes(activityId))).toHaveLength(1)
    expect((await deadLetters(world.runtime.bus)).map(({ worker }) => worker)).toEqual([])
  })

  it('leaves no effort on a segment of another kind, when the sport is corrected during the matching', async () => {
    const { points, ride } = await newRoad()
    const [real, simulated] = [await road.insert(points, 'RIDE', false), await road.insert(points, 'VIRTUAL_RIDE', false)]
    const rider = await world.athlete()
    const { segments } = world.stores
    const { startingIn } = segments
    vi.spyOn(segments, 'startingIn').mockImplementationOnce(async (...args) => {
      const [activity] = await world.rows('activities', { athleteId: rider.athleteId })
      await simulate(String(activity?._id), rider)
      return startingIn(...args)
    })
    const activityId = await ride(rider, 1)
    await world.settle()
    expect(await efforts({ activityId })).toMatchObject([{ segmentId: simulated, sport: 'VIRTUAL_RIDE' }])
    expect(await world.rows('segment_bests', { segmentId: real })).toEqual([])
    expect(await world.rows('activity_tracks', { _id: activityId as never })).toMatchObject([{ kind: 'VIRTUAL_WHEELS' }])
    expect(world.events('segment.record-won').filter(({ segmentId }) => segmentId === real)).toEqual([])
  })

  it('finds the efforts of a live session, and keeps them when its file arrives', async () => {
    const segmentId = await road.insert([north(1000), north(3000)], 'RIDE', false)
    const live = liveRoad(world)
    const rider = await live.newRider()
    const session = await live.start(rider)
    live.later(15 * MINUTE_MS)
    await live.record(rider, session.id, positions(session, 0, 400))
    await live.finish(rider, session.id)
    const [found] = await efforts({ segmentId })
    expect(found).toMatchObject({ elapsedSeconds: 200, revision: 1 })
    expect(await world.send(rider, gpxOf(session, 0, 420))).toMatchObject({ status: 'DONE' })
    const after = await efforts({ segmentId })
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({ _id: found?._id, activityId: found?.activityId })
  })
})

describe('match-past-activities', () => {
  it('adds nothing twice, and rejects an unknown segment', async () => {
    const { points, ride } = await newRoad()
    const riders = [await world.athlete(), await world.athlete()]
    for (const [index, rider] of riders.entries()) await ride(rider, index)
    const segmentId = await road.insert(points, 'RIDE', true)
    await world.settle()
    const before = await efforts({ segmentId })
    expect(before).toHaveLength(2)
    const [state] = world.events('segment.created').filter((event) => event.segmentId === segmentId)
    await world.stores.segments.setMatchedUntil(segmentId, 'act_0')
    await world.emit('segment.created', state as EventData<'segment.created'>)
    await world.emit('segment.created', { ...(state as EventData<'segment.created'>), segmentId: newId('Segment') })
    await world.settle()
    expect(await efforts({ segmentId })).toEqual(before)
    expect(await road.counts(segmentId)).toEqual({ effortCount: 2, athleteCount: 2 })
    const letters = (await deadLetters(world.runtime.bus)).filter(({ worker }) => worker === 'activities-match-the-past')
    expect(letters).toMatchObject([{ reason: expect.stringMatching(/there is no segment/) }])
  })

  it('adds no effort of an activity whose sport was corrected in the meantime', async () => {
    const rider = await world.athlete()
    const { points, ride } = await newRoad()
    const activityId = await ride(rider, 1)
    const { activityTracks } = world.stores
    const { passing } = activityTracks
    vi.spyOn(activityTracks, 'passing').mockImplementationOnce(async (...args) => {
      const tracks = await passing(...args)
      await simulate(activityId, rider)
      while ((await activityTracks.get(activityId))?.kind !== 'VIRTUAL_WHEELS') await sleep(20)
      return tracks
    })
    const segmentId = await road.insert(points, 'RIDE', true)
    await world.settle()
    expect(await efforts({ segmentId })).toEqual([])
    expect(await road.counts(segmentId)).toEqual({ effortCount: 0, athleteCount: 0 })
  })

  it('misses no ride that arrives while the segment is created', async () => {
    const rider = await world.athlete()
    const { points, ride, bytes } = await newRoad()
    await ride(rider, 1)
    const [upload, segmentId] = await Promise.all([world.begin(rider, bytes), road.insert(points, 'RIDE', true)])
    await world.settle()
    expect(await world.upload(rider, upload)).toMatchObject({ status: 'DONE' })
    expect(await efforts({ segmentId })).toHaveLength(2)
  })
})

describe('the counts of a segment', () => {
  it('include each change once, however many processes add them up', async () => {
    const { points, ride } = await newRoad()
    const segmentId = await road.insert(points, 'RIDE', false)
    const [one, other] = [await world.athlete(), await world.athlete()]
    for (const day of [1, 2]) for (const rider of [one, other]) await ride(rider, day)
    await Promise.all([road.counts(segmentId), road.counts(segmentId), road.counts(segmentId)])
    expect(await road.counts(segmentId)).toEqual({ effortCount: 4, athleteCount: 2 })
    expect(await world.rows('segment_counts')).toEqual([])
  })
})

describe('rematch-new-segments', () => {
  it('matches activities that arrived while a segment was created', async () => {
    const { points, ride } = await newRoad()
    await ride(await world.athlete(), 1)
    const segmentId = await road.insert(points, 'RIDE', false)
    await world.runJobs()
    await world.settle()
    expect(await efforts({ segmentId })).toEqual([])
    world.clock.aheadMs += 2 * MINUTE_MS
    for (let round = 0; round < 2; round++) {
      await world.runJobs()
      await world.settle()
      expect(await efforts({ segmentId })).toHaveLength(1)
    }
    expect(world.events('segment.created').filter((event) => event.segmentId === segmentId)).toHaveLength(1)
  })
})

describe('review-efforts', () => {
  it('uses the newest privacy, even when older events come later', async () => {
    const { points, ride } = await newRoad()
    const segmentId = await road.insert(points, 'RIDE', false)
    const rider = await world.athlete()
    await ride(rider, 1)
    const state = { athleteId: rider.athleteId, hideHeartRate: false, zones: [], at: 0 }
    await world.emit('athlete.privacy-changed', { ...state, revision: 900, hideStartEndMeters: 1000 })
    await world.emit('athlete.privacy-changed', { ...state, revision: 899, hideStartEndMeters: 0 })
    await world.emit('athlete.privacy-changed', { ...state, revision: 900, hideStartEndMeters: 1000 })
    await world.settle()
    expect(await efforts({ segmentId })).toMatchObject([{ hidden: true, revision: 2 }])
    expect(await world.rows('segment_bests', { segmentId })).toMatchObject([{ seconds: null, count: 0 }])
    const nobody = { ...state, athleteId: newId('Athlete'), revision: 1, hideStartEndMeters: 0 }
    await world.emit('athlete.privacy-changed', nobody)
    await world.settle()
    expect((await deadLetters(world.runtime.bus)).filter(({ worker }) => worker === 'activities-review-efforts')).toEqual([])
  })
})

describe('the board of everyone', () => {
  it('equals for any viewer a count over all rows, on every page', async () => {
    const segmentId = newId('Segment')
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed % below
    }
    const rows = Array.from({ length: 40 }, (_, index) => {
      const athleteId = `ath_${String(index).padStart(2, '0')}`
      const rides = Array.from({ length: 1 + random(3) }, (_ride, ride) => ({
        _id: `eff_${index}_${ride}`,
        segmentId,
        activityId: `act_${index}`,
        elapsedSeconds: 100 + random(12),
        startedAt: new Date(random(4)),
        startSeconds: 0,
        visibility: (['EVERYONE', 'FOLLOWERS', 'ONLY_ME', 'EVERYONE'] as const)[random(4)] ?? 'EVERYONE',
        hidden: random(5) === 0,
      }))
      return bestsOf(segmentId, athleteId, rides, random(5) > 0)
    }).filter((row) => row !== null)
    await world.database.transact(async (tx) => world.stores.bests.putAtCommit(rows, tx), SYSTEM)
    const ids = rows.map(({ athleteId }) => athleteId)
    const context = world.subgraph.opened.context({ kind: 'anonymous', address: null }, null) as Context
    for (let round = 0; round < 6; round++) {
      const viewerId = round === 0 ? null : (ids[random(ids.length)] ?? null)
      const others = ids.filter((id) => id !== viewerId && round > 0)
      const blockedIds = others.filter(() => random(6) === 0)
      const followedIds = others.filter((id) => !blockedIds.includes(id) && random(3) === 0)
      const expected = rows
        .flatMap(({ athleteId, best, open }): Place[] => {
          if (blockedIds.includes(athleteId)) return []
          const isFollowed = followedIds.includes(athleteId)
          // An account that is not open and not projected counts as deleted. None of these athletes has a projected account.
          if (athleteId !== viewerId && !open) return []
          const [first] = best[athleteId === viewerId ? 'ONLY_ME' : isFollowed ? 'FOLLOWERS' : 'EVERYONE']
          return first ? [{ athleteId, effortId: first.effortId, seconds: first.seconds, atMs: first.atMs }] : []
        })
        .sort(comparePlaces)
      const board = await openEveryonesBoard(context, segmentId, { viewerId, followedIds, blockedIds })
      const read: Place[] = []
      for (let page: readonly Place[] = []; ; ) {
        page = await board.read(page.at(-1) ?? null, 7)
        read.push(...page)
        if (page.length < 7) break
      }
      expect(read).toEqual(expected)
      expect(await board.count()).toBe(expected.length)
      for (const seconds of [100, 105, 112]) {
        expect(await board.countFaster(seconds)).toBe(expected.filter((place) => place.seconds < seconds).length)
      }
    }
  })
})

describe('a track near more segments than it is matched with', () => {
  it('is matched with those of the most athletes, then with the older ones', async () => {
    // This is far from the segments of other tests.
    const points = [north(500, 400_000), north(1500, 400_000)] as const
    const ids: string[] = []
    for (let index = 0; index < 6; index += 1) ids.push(await road.insert(points, 'RIDE', false))
    const [oldest, second, , , liked, newest] = ids
    const segments = world.database.connection.collection<{ _id: string }>('segments')
    await segments.updateOne({ _id: liked }, { $set: { athleteCount: 3 } })
    await segments.updateOne({ _id: newest }, { $set: { athleteCount: 9 } })
    const cells = (await world.stores.segments.get(oldest ?? ''))?.cells ?? []
    const found = await world.stores.segments.startingIn(cells, matchKind('RIDE'), 4)
    expect(found.map(({ _id }) => _id)).toEqual([newest, liked, oldest, second])
  })

  it('an athlete cannot create more segments in one region than allowed', async () => {
    const { points, ride } = await newRoad()
    const rider = await world.athlete()
    const activityId = await ride(rider, 1)
    const sample = await world.stores.segments.get(await road.insert(points, 'RIDE', false))
    if (sample === null) throw new Error('no segment')
    const many = Array.from({ length: MAX_PER_TILE - 1 }, () => ({
      ...sample,
      _id: newId('Segment'),
      createdById: rider.athleteId,
    }))
    await world.database.connection.collection<{ _id: string }>('segments').insertMany(many)
    const input = { activityId, name: 'One more', startSeconds: 20, endSeconds: 120 }
    const create = 'mutation($input: CreateSegmentInput!) { createSegment(input: $input) { id } }'
    expect((await world.execute(create, { input }, rider)).errors).toBeUndefined()
    expect(await world.refused(create, { input }, rider)).toBe('CONFLICT')
    const other = await world.athlete()
    const others = { ...input, activityId: await ride(other, 2) }
    expect((await world.execute(create, { input: others }, other)).errors).toBeUndefined()
  })
})
