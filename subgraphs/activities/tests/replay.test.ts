import { type ReplayOptions, runReplay } from '@gruppetto/activities'
import { viewerRootId } from '@gruppetto/graph'
import { MEASURE_VERSION } from '@gruppetto/recordings'
import { openRuntime } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runUntil } from './crash.ts'
import { liveRoad, MINUTE_MS, ride } from './live-road.ts'
import { openWorld, recording, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

/** A replay runs in a process of its own, which shares only the servers with the platform. */
const replay = async (options: Partial<ReplayOptions> = {}) => {
  const apart = await openRuntime(world.runtime.config, { log: world.runtime.log, now: () => world.runtime.now() })
  const lines: string[] = []
  const { signal } = new AbortController()
  try {
    const given = {
      athleteId: null,
      force: false,
      rate: 1000,
      signal,
      report: (line: string) => void lines.push(line),
      ...options,
    }
    const summary = await runReplay(apart, given)
    return { summary, lines }
  } finally {
    await apart.close()
    await world.settle()
  }
}

const activities = () => world.database.connection.collection<{ _id: string }>('activities')
const details = () => world.database.connection.collection<{ _id: string }>('activity_details')
/** Changes an activity as if older code had measured it, with the values of `found`. */
const age = (id: string, found: Record<string, unknown> = {}) =>
  activities().updateOne({ _id: id }, { $set: { measureVersion: 0, ...found } })

const SHOWN = `name gear { id } description sport visibility startedAt distanceMeters movingSeconds trainingLoad normalizedPowerWatts
  splits { distanceMeters } laps { index } bestEfforts { elapsedSeconds } powerCurve { watts } streams(channels: [DISTANCE, POWER], maxPoints: 50) { original channels { samples } }`
const shown = async (rider: Rider, id: string) =>
  (await world.ask(`query($id: ID!) { activity(id: $id) { ${SHOWN} } }`, { id }, rider)).activity
const changes = (id: string) => world.events('activity.changed').filter((event) => event.activityId === id)
const told = ({ athleteId }: Rider) => world.events('training.recalculated').filter((event) => event.athleteId === athleteId)
const rowOf = async (id: string) => (await world.rows('activities', { _id: id }))[0]
const sampleRevisions = async (id: string) => [
  ...new Set((await world.rows('samples', { 'meta.activityId': id })).map((row) => row.meta.revision)),
]
const rider = async (): Promise<Rider> => {
  const made = await world.athlete()
  await world.settle()
  return made
}

describe('a replay', () => {
  it('measures again what older code measured, keeps what the athlete said, and emits one event', async () => {
    const ana = await rider()
    const legs: { id: string }[] = (await world.send(ana, recording('triathlon-multisport.fit'))).activities
    const ride = (await world.send(ana, recording('ride-power-laps.fit'))).activities[0].id
    const fresh = (await world.send(ana, recording('walk-tiny.fit'))).activities[0].id
    const gear = 'mutation($input: GearInput!) { addGear(input: $input) { id } }'
    const { addGear } = await world.ask(gear, { input: { name: 'The bike', kind: 'BIKE' } }, ana)
    const input = { name: 'My own name', description: 'and words', sport: 'GRAVEL_RIDE', visibility: 'FOLLOWERS' }
    await world.ask(
      'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }',
      { id: ride, input: { ...input, gearId: addGear.id } },
      ana,
    )
    await world.settle()
    const ids = [...legs.map(({ id }) => id), ride]
    const before = await Promise.all(ids.map((id) => shown(ana, id)))
    for (const [i, id] of ids.entries())
      await age(id, i === 0 ? {} : { distanceMeters: 1, normalizedPowerWatts: 1, metrics: null })
    await details().updateOne(
      { _id: `${ride}:1` },
      { $set: { laps: [], splits: { METRIC: [], IMPERIAL: [] }, statistics: null } },
    )

    const { summary, lines } = await replay()
    expect(summary).toEqual({ athletes: 1, measured: 4, changed: 3, unchanged: 0, isComplete: true })
    expect(lines).toEqual([])
    expect(await Promise.all(ids.map((id) => shown(ana, id)))).toEqual(before)
    expect(before[3]).toMatchObject({ ...input, gear: { id: addGear.id } })
    expect(ids.map((id) => changes(id).at(-1)?.revision)).toEqual([2, 2, 2, 3])
    const [track] = await world.rows('activity_tracks', { _id: ride })
    expect(track?.samplesRevision).toBe((await rowOf(ride))?.samplesRevision)
    expect(told(ana)).toHaveLength(1)
    expect((await rowOf(ride))?.measureVersion).toBe(MEASURE_VERSION)
    expect((await rowOf(fresh))?.revision).toBe(1)
    // The former samples stay for a while, for readers that have just loaded the activity.
    expect(await sampleRevisions(ride)).toHaveLength(2)
    world.clock.aheadMs = 3_600_000
    await world.runJobs()
    world.clock.aheadMs = 0
    expect(await sampleRevisions(ride)).toEqual([(await rowOf(ride))?.samplesRevision])
    expect(await shown(ana, ride)).toEqual(before[3])
    expect((await replay({ athleteId: ana.athleteId, force: true })).summary).toMatchObject({ measured: 5, changed: 0 })
    expect(told(ana)).toHaveLength(2)
    expect(await world.rows('replays')).toEqual([])
    expect(await world.rows('forced_replays')).toEqual([])
  })

  it('is never seen half-way: a reader with the former row finds the details that belong to it', async () => {
    const ana = await rider()
    const { id } = (await world.send(ana, recording('run-laps.fit'))).activities[0]
    await world.settle()
    const right = await shown(ana, id)
    const [records] = await world.rows('personal_records', { _id: ana.athleteId as never })
    await world.privacy(ana, { hideStartEndMeters: 200 })
    await world.settle()
    await age(id, { distanceMeters: 1, 'shown.distanceMeters': 1 })
    const page = { splits: { METRIC: [], IMPERIAL: [] }, laps: [], bestEfforts: [] }
    await details().updateOne({ _id: `${id}:1` }, { $set: page })
    const bob = await rider()
    /** The reads of a request: first the row of the activity, then the rest. */
    const look = async (caller: Rider) => {
      const loaders = world.loaders(caller)
      const row = await loaders.activity.load(id)
      if (row === null) throw new Error('it is not to be seen')
      return { row, rest: () => Promise.all([loaders.details.load(row), loaders.route(row)]) }
    }
    const [early, held, late] = await Promise.all([1, 2, 3].map(() => Promise.all([ana, bob].map(look))))
    const rests = (of: typeof early) => Promise.all(of?.map(({ rest }) => rest()) ?? [])
    const aged = await rests(early)
    expect(aged[0]?.[0]).toMatchObject(page)

    expect((await replay({ athleteId: ana.athleteId })).summary).toMatchObject({ measured: 1 })
    expect(await world.detailsOf(id)).toHaveLength(2)
    expect(held?.map(({ row }) => row.distanceMeters)).toEqual([1, 1])
    expect(await rests(held)).toEqual(aged)
    expect(await shown(ana, id)).toEqual(right)
    // A run with the same values keeps its records all the time.
    expect(await world.rows('personal_records', { _id: ana.athleteId as never })).toEqual([records])

    world.clock.aheadMs = 3_600_000
    await world.runJobs()
    world.clock.aheadMs = 0
    expect(await world.detailsOf(id)).toMatchObject([{ _id: `${id}:${(await rowOf(id))?.samplesRevision}` }])
    expect(await rests(late)).toEqual([
      [null, null],
      [null, null],
    ])
    expect(await shown(ana, id)).toEqual(right)

    expect((await replay({ athleteId: ana.athleteId, force: true })).summary).toMatchObject({ measured: 1 })
    expect(await world.detailsOf(id)).toHaveLength(2)
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, ana)
    expect(await world.detailsOf(id)).toEqual([])
  })

  it('leaves an activity without a readable original as it is, and reports it', async () => {
    const ana = await rider()
    const [gone, broken, other] = await Promise.all(
      ['run-laps.fit', 'walk-tiny.fit', 'ride-indoor-trainer.fit'].map(async (name) => ({
        name,
        upload: await world.begin(ana, recording(name)),
      })),
    )
    await world.settle()
    const idOf = async (entry: typeof gone) => (await world.upload(ana, entry?.upload ?? '')).activities[0].id as string
    const ids = [await idOf(gone), await idOf(broken), await idOf(other)] as const
    const keyOf = async (id: string) => {
      const [upload] = await world.rows('uploads', { activityIds: id })
      return `originals/${upload?.sha256}`
    }
    await world.runtime.objects.delete(await keyOf(ids[0]))
    await world.runtime.objects.write(await keyOf(ids[1]), new Uint8Array(64))
    // The original was replaced by another file, and no part of it is this activity.
    const [strange] = await world.rows('uploads', { activityIds: ids[0] })
    await activities().updateOne({ _id: ids[2] }, { $set: { startedAt: new Date(0), 'fingerprint.startedAtMs': 0 } })
    const before = await Promise.all(ids.map((id) => rowOf(id)))
    for (const id of ids) await age(id)
    const { summary, lines } = await replay({ athleteId: ana.athleteId })
    expect(summary).toMatchObject({ measured: 0, unchanged: 3, isComplete: true })
    expect(lines.sort()).toEqual(
      [
        [ids[0], `the original originals/${strange?.sha256} is missing`],
        [ids[1], `the original ${await keyOf(ids[1])} is not what it was`],
        [ids[2], 'no part of the original is this activity any more'],
      ]
        .map(([id, reason]) => `${id} of ${ana.athleteId} stays as it was: ${reason}`)
        .sort(),
    )
    expect(await Promise.all(ids.map((id) => rowOf(id)))).toEqual(before.map((row) => ({ ...row, measureVersion: 0 })))
    expect(told(ana)).toEqual([])
    for (const id of ids) await activities().updateOne({ _id: id }, { $set: { measureVersion: MEASURE_VERSION } })
  })

  it('loses no edit, deletion or change of the profile in the meantime', async () => {
    const ana = await rider()
    const names = ['ride-power-laps.fit', 'run-laps.fit', 'ride-short-pauses.tcx', 'ski-nordic.tcx']
    const uploads = await Promise.all(names.map((name) => world.begin(ana, recording(name))))
    await world.settle()
    const ids: string[] = []
    for (const id of uploads) ids.push((await world.upload(ana, id)).activities[0].id)
    for (const id of ids) await age(id, { distanceMeters: 1 })
    const update = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
    const edits = async () => {
      for (let n = 1; n <= 6; n++)
        for (const id of ids.slice(1))
          await world.ask(update, { id, input: { name: `Edit ${n}`, sport: n % 2 ? 'RIDE' : 'RUN' } }, ana)
      await world.trainingProfile(ana, { effectiveFrom: '2000-01-01', functionalThresholdPowerWatts: 200 })
      await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: ids[3] }, ana)
    }
    const [{ summary, lines }] = await Promise.all([replay({ athleteId: ana.athleteId }), edits()])
    await world.settle()
    expect(lines).toEqual([])
    // An early correction may have been measured before the replay came to it.
    expect(summary.measured).toBeGreaterThanOrEqual(1)
    for (const id of ids.slice(1, 3)) {
      const row = await rowOf(id)
      expect(row).toMatchObject({ name: 'Edit 6', sport: 'RUN', measureVersion: MEASURE_VERSION })
      expect(row?.distanceMeters).toBeGreaterThan(1)
      // The revisions come from six edits, the replay, and any measuring of a corrected sport between two corrections.
      const revisions = changes(id).map(({ revision }) => revision)
      expect(revisions.length).toBeGreaterThanOrEqual(7)
      expect(revisions.sort((a, b) => a - b)).toEqual(revisions.map((_, i) => i + 2))
    }
    const ride = await rowOf(ids[0] ?? '')
    expect(ride?.metrics.intensityFactor).toBeCloseTo(ride?.normalizedPowerWatts / 200, 9)
    expect(await shown(ana, ids[3] ?? '')).toBeNull()
  })

  it('continues after it was killed before a commit, and nobody has seen it half-way', async () => {
    const ana = await rider()
    const uploads = await Promise.all(['ride-power-laps.fit', 'run-laps.fit'].map((name) => world.begin(ana, recording(name))))
    await world.settle()
    const ids: string[] = []
    for (const id of uploads) ids.push((await world.upload(ana, id)).activities[0].id)
    const shownNow = async () => (await Promise.all(ids.map((id) => shown(ana, id)))).map((activity) => JSON.stringify(activity))
    const right = await shownNow()
    for (const id of ids) await age(id, { distanceMeters: 1 })
    const aged = await shownNow()
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { recalculation { status progress } } } }'
    expect(await runUntil(world, 'replay:written', 'replaying-process')).toBe('SIGKILL')
    expect(await shownNow()).toEqual(aged)
    const { _entities } = await world.ask(query, { r: [{ __typename: 'Viewer', id: viewerRootId(ana.athleteId) }] }, ana)
    expect(_entities[0].recalculation).toEqual({ status: 'RUNNING', progress: 0 })
    expect(told(ana)).toEqual([])
    expect((await replay()).summary).toMatchObject({ measured: 2, isComplete: true })
    expect(await shownNow()).toEqual(right)
    expect(told(ana)).toHaveLength(1)
    world.clock.aheadMs = 3_600_000
    await world.runJobs()
    world.clock.aheadMs = 0
    for (const id of ids) expect(await sampleRevisions(id)).toEqual([(await rowOf(id))?.samplesRevision])
  })

  it('respects its rate limit, and stops on a signal', async () => {
    const ana = await rider()
    const ids: string[] = []
    for (const name of ['walk-tiny.fit', 'run-laps.fit']) ids.push((await world.send(ana, recording(name))).activities[0].id)
    for (const id of ids) await age(id)
    const ending = new AbortController()
    const slow = replay({ athleteId: ana.athleteId, rate: 0.001, signal: ending.signal })
    // The second activity would come a quarter of an hour after the first.
    while ((await world.rows('activities', { _id: { $in: ids as never[] }, measureVersion: 0 })).length > 1) await world.settle()
    ending.abort()
    expect((await slow).summary).toMatchObject({ measured: 1, isComplete: false })
    expect((await replay({ athleteId: ana.athleteId })).summary).toMatchObject({ measured: 1, isComplete: true })
    expect(told(ana)).toHaveLength(1)
  })

  it('measures the activity of a live session from its samples', async () => {
    const road = liveRoad(world)
    const ana = await rider()
    const session = await road.start(ana)
    road.later(3 * MINUTE_MS)
    await road.record(ana, session.id, ride(session, 0, 60, { powerWatts: 200 }))
    await road.act(ana, session.id, 'pauseLiveSession(id: $id, paused: true)')
    road.later(MINUTE_MS)
    await road.act(ana, session.id, 'pauseLiveSession(id: $id, paused: false)')
    await road.record(ana, session.id, ride(session, 200, 240, { powerWatts: 200 }))
    await road.finish(ana, session.id)
    const [made] = await world.rows('activities', { athleteId: ana.athleteId })
    const id = String(made?._id)
    const right = await shown(ana, id)
    await age(id, { distanceMeters: 1, movingSeconds: 1 })
    expect(await replay({ athleteId: ana.athleteId })).toMatchObject({ summary: { measured: 1, unchanged: 0 }, lines: [] })
    // The distance differs only by the rounding of samples.
    const { splits: _splits, streams: _streams, distanceMeters, bestEfforts: _efforts, ...same } = right
    expect(await shown(ana, id)).toMatchObject({ ...same, distanceMeters: expect.closeTo(distanceMeters, 1) })
  })
})
