import { setImmediate } from 'node:timers/promises'
import {
  type ColumnName,
  decodeColumn,
  joinTracks,
  type LiveTrack,
  type PackedTrack,
  packTrack,
  unpackTrack,
} from '@gruppetto/recordings'
import { type Database, timeSeries } from '@gruppetto/runtime'

/** The positions of one call, packed by column. */
interface LivePositionsRow {
  /** When the call came. The times of the positions are in the columns, in seconds from the start of the session. */
  readonly ts: Date
  readonly meta: { readonly liveSessionId: string }
  readonly n: number
  readonly version: number
  readonly columns: Readonly<Partial<Record<ColumnName, Buffer>>>
}

type StoredRow = Pick<LivePositionsRow, 'n' | 'version'> & PackedTrack

/** Unpacking so many in one turn of the event loop takes a few milliseconds. */
const POSITIONS_AT_ONCE = 10_000
const ROWS_AT_ONCE = 1_000

/** By then the longest session has become an activity, and nobody needs its positions. */
const EXPIRE_AFTER_SECONDS = 14 * 24 * 3600

/**
 * The positions of live sessions. A time series has no unique index and no transaction, so a position that is sent again may be stored
 * twice; reads leave the repeats out.
 */
export const openLivePositions = (database: Database) => {
  const positions = timeSeries<LivePositionsRow>(database, {
    name: 'live_positions',
    fields: { ts: 'date', meta: 'object', n: 'number', version: 'number', columns: 'object' },
    athletes: { partsOf: { 'meta.liveSessionId': 'live_sessions' }, exported: { not: 'they become activities' } },
    granularity: 'seconds',
    indexes: [
      // The track of a session, all of it or what came since a time.
      { keys: { 'meta.liveSessionId': 1, ts: 1 } },
    ],
    expireAfterSeconds: EXPIRE_AFTER_SECONDS,
  })

  /** Reads what came since a time, the oldest first, in portions: between them, other work of this process has its turn. */
  async function* readPortions(liveSessionId: string, sinceMs: number, wanted: readonly string[]): AsyncIterable<StoredRow[]> {
    const found = positions.each<StoredRow>(
      { 'meta.liveSessionId': liveSessionId, ts: { $gte: new Date(sinceMs) } },
      {
        fields: Object.fromEntries(['n', 'version', ...wanted].map((name) => [name, 1])),
        sort: { ts: 1 },
        batchSize: ROWS_AT_ONCE,
      },
    )
    let portion: StoredRow[] = []
    let size = 0
    for await (const row of found) {
      portion.push(row)
      size += row.n
      if (size < POSITIONS_AT_ONCE && portion.length < ROWS_AT_ONCE) continue
      yield portion
      portion = []
      size = 0
      await setImmediate()
    }
    if (portion.length > 0) yield portion
  }

  return {
    async insert(liveSessionId: string, track: LiveTrack, nowMs: number): Promise<void> {
      const { n, version, columns } = packTrack(track)
      const buffers = Object.fromEntries(Object.entries(columns).map(([name, bytes]) => [name, Buffer.from(bytes)]))
      await positions.insert([{ ts: new Date(nowMs), meta: { liveSessionId }, n, version, columns: buffers }])
    },
    /** Returns everything that came since `sinceMs`, in the order of time and without repeats: of several positions, the one that came first counts. */
    async read(liveSessionId: string, sinceMs = 0): Promise<LiveTrack> {
      const tracks: LiveTrack[] = []
      for await (const rows of readPortions(liveSessionId, sinceMs, ['columns'])) tracks.push(joinTracks(rows.map(unpackTrack)))
      return joinTracks(tracks)
    },
    /** Returns the times of all positions that came since `sinceMs`, in any order, with repeats. */
    async *moments(liveSessionId: string, sinceMs: number): AsyncIterable<Float64Array> {
      for await (const rows of readPortions(liveSessionId, sinceMs, ['columns.timeSeconds']))
        for (const { columns, version, n } of rows)
          if (columns.timeSeconds) yield decodeColumn('timeSeconds', columns.timeSeconds, version).subarray(0, n)
    },
    async remove(liveSessionId: string): Promise<void> {
      await positions.deleteMany({ 'meta.liveSessionId': liveSessionId })
    },
  }
}

export type LivePositions = ReturnType<typeof openLivePositions>
