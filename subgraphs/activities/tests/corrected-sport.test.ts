import { type ReplayOptions, runReplay } from '@gruppetto/activities'
import { openRuntime } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveRoad, MINUTE_MS, type Rider } from './live-road.ts'
import { north, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

let world: World
let road: ReturnType<typeof segmentRoad>
beforeAll(async () => {
  world = await openWorld()
  road = segmentRoad(world)
})
afterAll(() => world?.close())

const UPDATE = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
const correct = (who: Rider, id: string, sport: string) => world.ask(UPDATE, { id, input: { sport } }, who)
const SHOWN = `sport distanceMeters movingSeconds maxSpeedMps averageSpeedMps trainingLoad calories route { polyline } splits { distanceMeters }
  bestEfforts { name elapsedSeconds isPersonalRecord } segmentEfforts { elapsedSeconds personalRank overallRankThen }
  streams(channels: [DISTANCE, LATITUDE]) { original channels { samples } }`
const shown = async (who: Rider, id: string) =>
  (await world.ask(`query($id: ID!) { activity(id: $id) { ${SHOWN} } }`, { id }, who)).activity
const revisionsOf = (id: string) =>
  world.events('activity.changed').flatMap(({ activityId, revision }) => (activityId === id ? [revision] : []))
const revisionOf = async (id: string) => (await world.rows('activities', { _id: id as never }))[0]?.revision
const rider = async (): Promise<Rider> => {
  const made = await world.athlete()
  await world.settle()
  return made
}
const replay = async (options: Partial<ReplayOptions>) => {
  const apart = await openRuntime(world.runtime.config, { log: world.runtime.log })
  const { signal } = new AbortController()
  try {
    return await runReplay(apart, { athleteId: null, force: true, rate: 1000, signal, report: () => undefined, ...options })
  } finally {
    await apart.close()
    await world.settle()
  }
}

/** A track along the road to the north, with one position a second at these distances in meters. */
const gpxAlong = (startedAt: string, type: string | null, meters: readonly number[]): Uint8Array => {
  const points = meters.map((at, i) => {
    const [latitude, longitude] = north(at, 20_000)
    const time = new Date(Date.parse(startedAt) + i * 1000).toISOString()
    return `<trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"><ele>400</ele><time>${time}</time></trkpt>`
  })
  const track = `<trk><name>North</name>${type === null ? '' : `<type>${type}</type>`}<trkseg>${points.join('')}</trkseg></trk>`
  return new TextEncoder().encode(
    `<?xml version="1.0"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`,
  )
}
/** 3.2 km at 8 m/s, which a runner may reach, and 6.4 km at 16 m/s, which nobody reaches on foot. */
const FAST = Array.from({ length: 801 }, (_, i) => (i <= 400 ? i * 8 : 3200 + (i - 400) * 16))
/** 3 m/s, with one position every minute that is 30 m off. */
const SPIKES = Array.from({ length: 1201 }, (_, i) => i * 3 + (i % 60 === 30 ? 30 : 0))

describe('a corrected sport', () => {
  it('is measured as if the recording had that sport', async () => {
    const segmentId = await road.insert([north(4000, 20_000), north(6000, 20_000)], 'RIDE', false)
    const [ana, ben] = [await rider(), await rider()]
    const right = await shown(ben, await road.ride(ben, gpxAlong('2026-05-01T08:00:00Z', 'cycling', FAST)))
    expect(right).toMatchObject({ distanceMeters: expect.closeTo(9600, 0), movingSeconds: 800 })
    expect(right.segmentEfforts).toMatchObject([{ elapsedSeconds: 125 }])
    const id = await road.ride(ana, gpxAlong('2026-05-01T08:00:00Z', 'running', FAST))
    expect(await shown(ana, id)).toMatchObject({ distanceMeters: expect.closeTo(3200, 0), segmentEfforts: [] })
    await correct(ana, id, 'RIDE')
    await world.settle()
    expect(await shown(ana, id)).toEqual(right)
    expect((await road.board(segmentId)).totalCount).toBe(2)
    expect(await replay({ athleteId: ana.athleteId })).toMatchObject({ measured: 1, changed: 0, unchanged: 0 })
    expect(await shown(ana, id)).toEqual(right)
    // The same recording, written by another program with the original sport.
    const [upload] = [await world.send(ana, gpxAlong('2026-05-01T08:00:01Z', 'running', FAST))]
    expect(upload).toMatchObject({ status: 'FAILED', failure: { code: 'DUPLICATE', duplicateOf: { id } } })
    await correct(ana, id, 'RUN')
    await world.settle()
    expect(await shown(ana, id)).toMatchObject({ distanceMeters: expect.closeTo(3200, 0), segmentEfforts: [] })
    expect((await road.board(segmentId)).totalCount).toBe(1)
  })

  it('takes away a record that the new sport does not allow', async () => {
    const [ana, ben] = [await rider(), await rider()]
    const right = await shown(ben, await road.ride(ben, gpxAlong('2026-05-01T08:00:00Z', 'running', SPIKES)))
    const id = await road.ride(ana, gpxAlong('2026-05-01T08:00:00Z', null, SPIKES))
    expect((await shown(ana, id)).distanceMeters).toBeGreaterThan(right.distanceMeters + 500)
    await correct(ana, id, 'RUN')
    await world.settle()
    expect(await shown(ana, id)).toEqual(right)
    const records = async ({ athleteId }: Rider) => {
      const query =
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { personalRecords { name elapsedSeconds } } } }'
      return (await world.ask(query, { r: [{ __typename: 'Athlete', id: athleteId }] }, ana))._entities[0].personalRecords
    }
    expect(await records(ana)).toEqual(await records(ben))
  })

  it('measures only its own part of a file, and nothing when both sports are measured alike', async () => {
    const ana = await rider()
    const legs: { id: string; sport: string }[] = (await world.send(ana, recording('triathlon-multisport.fit'))).activities
    const [swim, ride, run] = legs.map(({ id }) => id) as [string, string, string]
    const before = await Promise.all([swim, ride, run].map((id) => shown(ana, id)))
    await correct(ana, ride, 'GRAVEL_RIDE')
    await correct(ana, run, 'RIDE')
    await world.settle()
    expect(await Promise.all([swim, ride, run].map(revisionOf))).toEqual([1, 2, 3])
    const corrected = await shown(ana, run)
    expect(corrected.movingSeconds).toBeLessThanOrEqual(before[2].movingSeconds)
    expect(await replay({ athleteId: ana.athleteId })).toMatchObject({ measured: 3, changed: 0 })
    const { sport: _sport, calories: _calories, trainingLoad: _load, ...same } = before[1]
    expect(await shown(ana, ride)).toMatchObject(same)
    expect(await shown(ana, swim)).toEqual(before[0])
    expect(await shown(ana, run)).toEqual(corrected)
    await correct(ana, run, 'RUN')
    await world.settle()
    expect(await shown(ana, run)).toEqual(before[2])
  })

  it('is the last one of several corrections, also while a replay is under way', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpxAlong('2026-05-01T08:00:00Z', 'running', FAST))
    const asRun = await shown(ana, id)
    await correct(ana, id, 'RIDE')
    await correct(ana, id, 'RUN')
    await world.settle()
    expect(await shown(ana, id)).toEqual(asRun)
    const edits = async () => {
      for (const sport of ['RIDE', 'SWIM', 'SKI', 'RUN', 'RIDE']) await correct(ana, id, sport)
    }
    await Promise.all([edits(), replay({ athleteId: ana.athleteId }), edits()])
    await world.settle()
    expect(await shown(ana, id)).toMatchObject({ sport: 'RIDE', distanceMeters: expect.closeTo(9600, 0), movingSeconds: 800 })
    const revisions = revisionsOf(id).toSorted((a, b) => a - b)
    expect(revisions).toEqual(Array.from({ length: revisions.length }, (_, i) => i + 2))
  })

  it('leaves the activity as it was measured when the original is missing', async () => {
    const ana = await rider()
    const id = await road.ride(ana, gpxAlong('2026-05-01T08:00:00Z', 'running', FAST))
    const [upload] = await world.rows('uploads', { activityIds: id })
    await world.runtime.objects.delete(`originals/${upload?.sha256}`)
    await correct(ana, id, 'RIDE')
    await world.settle()
    expect(await shown(ana, id)).toMatchObject({ sport: 'RIDE', distanceMeters: expect.closeTo(3200, 0) })
    expect(revisionsOf(id)).toEqual([2])
  })

  it('of a live session is measured from its positions while they are stored, and from its samples afterwards', async () => {
    const live = liveRoad(world)
    const ana = await live.newRider()
    const session = await live.start(ana, { sport: 'RUN' })
    live.later(15 * MINUTE_MS)
    const positions = FAST.map((meters, i) => {
      const [latitude, longitude] = north(meters)
      return { at: new Date(Date.parse(session.startedAt) + i * 1000).toISOString(), latitude, longitude }
    })
    for (let from = 0; from < positions.length; from += 400) await live.record(ana, session.id, positions.slice(from, from + 400))
    await live.finish(ana, session.id)
    const { id, distanceMeters } = await live.activityOf(ana, session.id)
    expect(distanceMeters).toBeCloseTo(3200, 0)
    await correct(ana, id, 'RIDE')
    await world.settle()
    expect(await shown(ana, id)).toMatchObject({ distanceMeters: expect.closeTo(9600, 0), movingSeconds: 800 })
    live.later(25 * 60 * MINUTE_MS)
    await world.runJobs()
    await correct(ana, id, 'RUN')
    await world.settle()
    expect((await shown(ana, id)).maxSpeedMps).toBeLessThanOrEqual(12)
  })
})
