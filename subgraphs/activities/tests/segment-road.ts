import { readFileSync } from 'node:fs'
import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { type Position, prepareSegment, type Sport } from '@gruppetto/recordings'
import { SYSTEM } from '@gruppetto/runtime'
import { type AnyData, recordingPath } from '@gruppetto/testing'
import { newSegment, segmentState } from '../src/domain/segments/segment.ts'
import { countSegments } from '../src/jobs/count-segments.ts'
import type { Rider } from './live-road.ts'
import type { World } from './world.ts'

export interface RealSegment {
  readonly name: string
  readonly points: readonly Position[]
  readonly crossings: readonly { readonly file: string; readonly startedAt: string; readonly elapsedSeconds: number }[]
}

/** Real segments of the recordings with every passage over them, and segments without any passage. */
export const realSegments: readonly RealSegment[] = JSON.parse(readFileSync(recordingPath('segments.json'), 'utf8')).segments

/** A straight road to the north from 47 degrees, this many meters east of the 8th meridian. */
export const north = (meters: number, east = 0): Position => [47 + meters / 111_195.08, 8 + east / 75_835]

/** A ride along that road at a constant speed, from one place to another. */
export const gpxNorth = (
  startedAt: string,
  speedMps: number,
  { from = 0, to = 2000, east = 0, type = 'cycling', heartRate = 0 } = {},
): Uint8Array => {
  const seconds = Math.floor((to - from) / speedMps)
  const points = Array.from({ length: seconds + 1 }, (_, i) => {
    const [latitude, longitude] = north(from + i * speedMps, east)
    const time = new Date(Date.parse(startedAt) + i * 1000).toISOString()
    const beat = heartRate > 0 ? `<extensions><hr>${heartRate}</hr></extensions>` : ''
    return `<trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}"><ele>400</ele><time>${time}</time>${beat}</trkpt>`
  })
  const track = `<trk><name>North</name><type>${type}</type><trkseg>${points.join('')}</trkseg></trk>`
  return new TextEncoder().encode(
    `<?xml version="1.0"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`,
  )
}

export const EFFORT = `id startedAt startSeconds elapsedSeconds averageHeartRateBpm averagePowerWatts personalRank overallRankThen
  athlete { id } activity { id } segment { id }`
const BOARD = `query($id: ID!, $filter: SegmentLeaderboardFilter, $first: Int, $after: String) { segment(id: $id) {
  effortCount athleteCount leaderboard(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor rank node { ${EFFORT} } } pageInfo { hasNextPage endCursor } viewerEntry { rank node { id elapsedSeconds } } } } }`

/** Helpers for athletes and segments. */
export const segmentRoad = (world: World) => {
  const { segments } = world.stores
  return {
    /** Inserts a segment of these points into the store. With `isNew` it is matched with past activities. */
    async insert(points: readonly Position[], sport: Sport, isNew: boolean, name = 'A road'): Promise<string> {
      const line = prepareSegment(points)
      if (line === null) throw new Error('no line')
      const made = {
        _id: newId('Segment'),
        name,
        sport,
        createdById: 'ath_maker',
        activityId: 'act_source',
        createdAt: new Date(world.runtime.now()),
      }
      const measured = { points, distanceMeters: line.lengthMeters, elevationGainMeters: 0, averageGradePercent: 0 }
      const segment = newSegment(made, measured)
      await world.database.transact(async (tx) => {
        await segments.insert(segment, tx)
        if (isNew) tx.emit('segment.created', segmentState(segment, Date.now()))
      }, SYSTEM)
      return segment._id
    },
    async create(who: Rider, input: Record<string, unknown>): Promise<AnyData> {
      const query = `mutation($input: CreateSegmentInput!) { createSegment(input: $input) {
        id name sport distanceMeters elevationGainMeters averageGradePercent polyline start { latitude longitude } end { latitude longitude }
        effortCount athleteCount isStarred createdBy { id } } }`
      return (await world.ask(query, { input }, who)).createSegment
    },
    /** Sends a ride and returns the id of its activity. */
    async ride(who: Rider, bytes: Uint8Array, input: Record<string, unknown> = {}): Promise<string> {
      const upload = await world.send(who, bytes, input)
      const [activity] = upload.activities
      if (activity === undefined) throw new Error(JSON.stringify(upload))
      return activity.id
    },
    async board(id: string, who: Caller = ANONYMOUS, filter: Record<string, unknown> | null = null, page = {}): Promise<AnyData> {
      return (await world.ask(BOARD, { id, filter, ...page }, who)).segment.leaderboard
    },
    async efforts(activityId: string, who: Caller = ANONYMOUS): Promise<AnyData> {
      const query = `query($id: ID!) { activity(id: $id) { segmentEfforts { ${EFFORT} } } }`
      return (await world.ask(query, { id: activityId }, who)).activity?.segmentEfforts
    },
    /** Reads the counts of the segment after they have been added up. */
    async counts(id: string): Promise<AnyData> {
      await countSegments(world.services).run()
      return (await world.ask('query($id: ID!) { segment(id: $id) { effortCount athleteCount } }', { id })).segment
    },
  }
}
