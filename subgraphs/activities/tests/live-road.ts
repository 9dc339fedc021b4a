import type { Caller } from '@gruppetto/graph'
import type { AnyData } from '@gruppetto/testing'
import { expect } from 'vitest'
import type { World } from './world.ts'

export type Rider = Awaited<ReturnType<World['athlete']>>

export const MINUTE_MS = 60_000
const LIVE_SESSION = `id sport status startedAt endedAt shareUrl track athlete { id }
  position { at latitude longitude distanceMeters elapsedSeconds speedMps heartRateBpm powerWatts }`
export const RECORD_POSITIONS = `mutation($id: ID!, $positions: [PositionInput!]!) {
  recordPositions(liveSessionId: $id, positions: $positions) { ${LIVE_SESSION} } }`

/** Positions of a ride to the north at 10 m/s, one for each second of the session. */
export const ride = (session: { startedAt: string }, from: number, to: number, more: object = {}): object[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    at: new Date(Date.parse(session.startedAt) + (from + i) * 1000).toISOString(),
    latitude: 47 + ((from + i) * 10) / 111_195.08,
    longitude: 8,
    ...more,
  }))

/** The same ride in the file of a watch, which was on for a while before and after the phone. */
export const gpxOf = (session: { startedAt: string }, from: number, to: number): Uint8Array => {
  const points = Array.from({ length: to - from + 1 }, (_, i) => {
    const time = new Date(Date.parse(session.startedAt) + (from + i) * 1000).toISOString()
    return `<trkpt lat="${(47 + ((from + i) * 10) / 111_195.08).toFixed(7)}" lon="8"><ele>400</ele><time>${time}</time></trkpt>`
  })
  const track = `<trk><name>Watch</name><type>cycling</type><trkseg>${points.join('')}</trkseg></trk>`
  const xml = `<?xml version="1.0"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`
  return new TextEncoder().encode(xml)
}

export const isAround = (meters: number) => expect.closeTo(meters, 0)

/** Helpers for riders and watchers of live sessions. */
export const liveRoad = (world: World) => ({
  /** Creates a rider whose account is projected. The clock of this world runs ahead, so use cases do not wait for a new account. */
  async newRider(change: Parameters<World['athlete']>[0] = {}): Promise<Rider> {
    const rider = await world.athlete(change)
    await world.settle()
    return rider
  },
  async start(rider: Rider, input: Record<string, unknown> = {}): Promise<AnyData> {
    const mutation = `mutation($input: StartLiveSessionInput!) { startLiveSession(input: $input) { ${LIVE_SESSION} } }`
    return (await world.ask(mutation, { input: { sport: 'RIDE', ...input } }, rider)).startLiveSession
  },
  async record(rider: Rider, id: string, positions: readonly object[]): Promise<AnyData> {
    return (await world.ask(RECORD_POSITIONS, { id, positions }, rider)).recordPositions
  },
  /** `mutation` is the field with its arguments, which use `$id`. */
  async act(rider: Rider, id: string, mutation: string): Promise<AnyData> {
    return (await world.ask(`mutation($id: ID!) { it: ${mutation} { ${LIVE_SESSION} } }`, { id }, rider)).it
  },
  async look(who: Caller | undefined, args: { id?: string; shareToken?: string }): Promise<AnyData> {
    const query = `query($id: ID, $shareToken: String) { liveSession(id: $id, shareToken: $shareToken) { ${LIVE_SESSION} } }`
    return (await world.ask(query, args, who)).liveSession
  },
  /** Ends a session and passes its grace period, so that it becomes an activity. */
  async finish(rider: Rider, id: string): Promise<void> {
    await this.act(rider, id, 'endLiveSession(id: $id)')
    this.later(4 * MINUTE_MS)
    await world.runJobs()
    await world.settle()
  },
  async activityOf(who: Caller | undefined, id: string): Promise<AnyData> {
    const fields =
      'id name sport visibility startedAt distanceMeters elapsedSeconds movingSeconds averageHeartRateBpm averagePowerWatts'
    const query = `query($id: ID) { liveSession(id: $id) { activity { ${fields} streams(channels: [TIME]) { original } } } }`
    return (await world.ask(query, { id }, who)).liveSession.activity
  },
  /** Moves the clock of the world forward, so that positions until then lie in the past. */
  later(ms: number): void {
    world.clock.aheadMs += ms
  },
})

export type LiveRoad = ReturnType<typeof liveRoad>
