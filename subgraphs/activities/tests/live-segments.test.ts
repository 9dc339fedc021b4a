import type { Caller } from '@gruppetto/graph'
import { matchSegment, parseRecording, prepareSegment, prepareTrack } from '@gruppetto/recordings'
import { type AnyData, makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveRoad, liveRoad, MINUTE_MS, type Rider } from './live-road.ts'
import { realSegments, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

const FILE = 'ride-three-formats.fit'
const SEGMENTS = `segments { segment { id name } progress elapsedSeconds secondsAheadOfBest secondsAheadOfLeader finishedEffortSeconds }`
const RECORD = `mutation($id: ID!, $positions: [PositionInput!]!) {
  recordPositions(liveSessionId: $id, positions: $positions) { ${SEGMENTS} } }`

interface Place {
  readonly seconds: number
  readonly latitude: number
  readonly longitude: number
}

/**
 * The reads of one call, with its own four. Premium, the feature, the segment, and whether the leader's effort is visible are read
 * each time.
 */
const MOST_READS = 13

/** The positions of a real ride, and where a real segment begins and ends in it. */
const realRide = () => {
  const parsed = parseRecording(recording(FILE), { fileName: FILE })
  const segment = realSegments.find(({ name }) => name === 'Three recordings of one ride')
  const line = segment && prepareSegment(segment.points)
  if (!parsed.ok || !segment || !line) throw new Error('the fixtures are not what they were')
  const { timeSeconds, channels } = parsed.recordings[0] as (typeof parsed.recordings)[number]
  const places = Array.from(timeSeconds, (seconds, i): Place => {
    return { seconds, latitude: channels.latitude?.[i] ?? Number.NaN, longitude: channels.longitude?.[i] ?? Number.NaN }
  }).filter(({ latitude }) => !Number.isNaN(latitude))
  const [crossing] = matchSegment(prepareTrack({ timeSeconds, ...channels }), line)
  if (!crossing) throw new Error('nobody rode it')
  return { places, points: segment.points, ...crossing }
}

/** The ride as a file of an athlete who took this many times as long. */
const gpxOf = (places: readonly Place[], startedAt: string, pace: number): Uint8Array => {
  const points = places.map(({ seconds, latitude, longitude }) => {
    const time = new Date(Date.parse(startedAt) + Math.round(seconds * pace * 1000)).toISOString()
    return `<trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"><time>${time}</time></trkpt>`
  })
  const track = `<trk><name>Ride</name><type>cycling</type><trkseg>${points.join('')}</trkseg></trk>`
  return new TextEncoder().encode(
    `<?xml version="1.0"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`,
  )
}

const { places, points, startSeconds, endSeconds } = realRide()
const whole = endSeconds - startSeconds
/** From a minute before the segment to a minute after it. */
const around = places.filter(({ seconds }) => seconds > startSeconds - 60 && seconds < endSeconds + 60)

const flags = makeFlagFile()
let world: World
let road: LiveRoad
let rider: Rider
let leader: Rider
let segmentId: string
let session: AnyData
beforeAll(async () => {
  world = await openWorld({ env: flags.env })
  road = liveRoad(world)
  const segments = segmentRoad(world)
  const hermit = await road.newRider()
  ;[rider, leader] = [await road.newRider(), await road.newRider()]
  segmentId = await segments.insert(points, 'RIDE', false, 'The climb')
  await Promise.all([
    segments.ride(rider, gpxOf(around, '2026-04-01T08:00:00Z', 1.1)),
    segments.ride(leader, gpxOf(around, '2026-04-02T08:00:00Z', 0.9)),
    segments.ride(hermit, gpxOf(around, '2026-04-03T08:00:00Z', 0.8), { visibility: 'ONLY_ME' }),
  ])
  session = await road.start(rider)
  road.later(60 * MINUTE_MS)
})
afterAll(() => world?.close())

/** Sends every third position of a part of the ride. Another lap is sent with a later start and another pace. */
const send = async (from: number, to: number, { laterSeconds = 0, pace = 1 } = {}): Promise<AnyData> => {
  const sent = around.filter(({ seconds }, i) => seconds >= from && seconds < to && i % 3 === 0)
  const positions = sent.map(({ seconds, latitude, longitude }) => {
    const since = Math.round((laterSeconds + (seconds - (startSeconds - 60)) * pace) * 1000)
    return { at: new Date(Date.parse(session.startedAt) + since).toISOString(), latitude, longitude }
  })
  const last = sent.at(-1)?.seconds ?? Number.NaN
  const { segments } = (await world.ask(RECORD, { id: session.id, positions }, rider)).recordPositions
  return { segments, elapsed: (last - startSeconds) * pace }
}
const look = async (who: Caller | undefined, shareToken?: string): Promise<AnyData> => {
  const query = `query($id: ID, $shareToken: String) { liveSession(id: $id, shareToken: $shareToken) { ${SEGMENTS} } }`
  const args = shareToken === undefined ? { id: session.id } : { shareToken }
  return (await world.ask(query, args, who)).liveSession.segments
}
const star = (starred: boolean) =>
  world.ask(
    'mutation($id: ID!, $starred: Boolean!) { starSegment(id: $id, starred: $starred) { id } }',
    { id: segmentId, starred },
    rider,
  )
const isWithinASecondOf = (seconds: number) => expect.closeTo(seconds, -Math.log10(2))

describe('live segments', () => {
  it('need premium and a star', async () => {
    await star(true)
    expect((await send(0, startSeconds + 60)).segments).toEqual([])
    await world.premium(rider)
    await world.settle()
    expect(await look(rider)).toMatchObject([{ segment: { id: segmentId, name: 'The climb' } }])
    await star(false)
    expect(await look(rider)).toEqual([])
    await star(true)
    expect(await look(rider)).toHaveLength(1)
  })

  it('need the feature', async () => {
    flags.set({ 'live-segments': false })
    road.later(2000)
    expect(await look(rider)).toEqual([])
    flags.set({})
    road.later(2000)
    expect(await look(rider)).toHaveLength(1)
  })

  it('show the progress, and the lead over the athlete’s best effort and over the leader among visible efforts', async () => {
    let progress = 0
    for (const share of [0.25, 0.5, 0.75]) {
      const { segments, elapsed } = await send(startSeconds + (share - 0.25) * whole, startSeconds + share * whole)
      // At another pace each place is reached after the same share of the time.
      expect(segments).toEqual([
        {
          segment: { id: segmentId, name: 'The climb' },
          progress: expect.any(Number),
          elapsedSeconds: isWithinASecondOf(elapsed),
          secondsAheadOfBest: isWithinASecondOf(elapsed * 0.1),
          secondsAheadOfLeader: isWithinASecondOf(-elapsed * 0.1),
          finishedEffortSeconds: null,
        },
      ])
      expect(segments[0].progress).toBeGreaterThan(progress)
      expect(segments[0].progress).toBeLessThan(1)
      progress = segments[0].progress
    }
  })

  it('are the same after positions that arrive late, twice and all at once', async () => {
    const before = await look(rider)
    const again = await send(startSeconds, startSeconds + 0.7 * whole)
    expect(again.segments).toEqual(before)
  })

  it('are the same while Redis is down, and afterwards', async () => {
    const before = await look(rider)
    expect(before).toHaveLength(1)
    world.runtime.redis.disconnect()
    try {
      expect(await look(rider)).toEqual(before)
    } finally {
      await world.runtime.redis.connect()
    }
    expect(await look(rider)).toEqual(before)
  })

  it('read no recording and no stars again for the next positions', async () => {
    await world.settle()
    const reads = await world.reads(() => send(startSeconds + 0.7 * whole, startSeconds + 0.75 * whole))
    expect(reads.filter((read) => /^(samples|segment_stars|activity_details)/.test(read))).toEqual([])
    expect(reads.length).toBeLessThanOrEqual(MOST_READS)
  })

  it('are nobody else’s, by link or as a follower', async () => {
    const { setLiveSharing } = await world.ask(
      'mutation($id: ID!) { setLiveSharing(id: $id, shared: true) { shareUrl } }',
      { id: session.id },
      rider,
    )
    expect(await look(leader)).toEqual([])
    expect(await look(undefined, setLiveSharing.shareUrl.split('/').at(-1))).toEqual([])
  })

  it('tell the time behind the end gate', async () => {
    const { segments } = await send(startSeconds + 0.7 * whole, endSeconds + 60)
    expect(segments).toMatchObject([
      {
        progress: 1,
        elapsedSeconds: isWithinASecondOf(whole),
        secondsAheadOfBest: isWithinASecondOf(whole * 0.1),
        secondsAheadOfLeader: isWithinASecondOf(-whole * 0.1),
        finishedEffortSeconds: segments[0].elapsedSeconds,
      },
    ])
  })

  it('count a lap of this session as the best to beat on the next, until the session ends', async () => {
    const lap = { laterSeconds: Math.ceil(whole) + 3600, pace: 1.05 }
    road.later(lap.laterSeconds * 2000)
    await send(startSeconds - 30, startSeconds + 0.3 * whole, lap)
    const { segments, elapsed } = await send(startSeconds + 0.3 * whole, startSeconds + 0.6 * whole, lap)
    expect(segments).toMatchObject([
      {
        elapsedSeconds: isWithinASecondOf(elapsed),
        secondsAheadOfBest: isWithinASecondOf((-elapsed * 0.05) / 1.05),
        secondsAheadOfLeader: isWithinASecondOf((-elapsed * 0.15) / 1.05),
      },
    ])
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    expect(await look(rider)).toEqual([])
  })
})
