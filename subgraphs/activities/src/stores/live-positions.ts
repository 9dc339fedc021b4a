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
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** What one call brought, packed by column: one measurement of the time series. */
interface LivePositionsRow {
  /** When it came; the positions' own times are in the columns, from the session's start. */
  readonly ts: Date
  readonly meta: { readonly liveSessionId: string }
  readonly n: number
  readonly version: number
  readonly columns: Readonly<Partial<Record<ColumnName, Buffer>>>
}

type StoredRow = Pick<LivePositionsRow, 'n' | 'version'> & PackedTrack

/** What is unpacked in one turn of the event loop: a few milliseconds. */
const POSITIONS_AT_ONCE = 10_000
const ROWS_AT_ONCE = 1_000

/** Long enough for the longest session to become an activity; after that nobody needs them. */
const LIVE_POSITIONS_SECONDS = 14 * 24 * 3600

/**
 * Positions of live sessions: a time-series collection that expires. It knows no unique index and no transaction, so a repeat may be
 * written twice and is left out when it is read.
 */
export const openLivePositions = (database: Database) => {
  const schema = rowSchema<LivePositionsRow>(
    {
      ts: { type: Date, required: true },
      meta: { type: Schema.Types.Mixed, required: true },
      n: { type: Number, required: true },
      version: { type: Number, required: true },
      columns: { type: Schema.Types.Mixed, required: true },
    },
    {
      collection: 'live_positions',
      versionKey: false,
      timeseries: { timeField: 'ts', metaField: 'meta', granularity: 'seconds' },
      expireAfterSeconds: LIVE_POSITIONS_SECONDS,
    },
  )
  // The track of a session, all of it or what came since; the sweep.
  schema.index({ 'meta.liveSessionId': 1, ts: 1 })
  const model = database.connection.model<LivePositionsRow>('LivePositions', schema)

  /** What came since a moment, the first first, by so much at once that whoever else is served by this process does not wait for it. */
  async function* inTurns(liveSessionId: string, sinceMs: number, wanted: readonly string[]): AsyncIterable<StoredRow[]> {
    const cursor = model.collection.find<StoredRow>(
      { 'meta.liveSessionId': liveSessionId, ts: { $gte: new Date(sinceMs) } },
      {
        projection: Object.fromEntries(['n', 'version', ...wanted].map((name) => [name, 1])),
        sort: { ts: 1 },
        promoteBuffers: true,
        batchSize: ROWS_AT_ONCE,
      },
    )
    let rows: StoredRow[] = []
    let positions = 0
    for await (const row of cursor) {
      rows.push(row)
      positions += row.n
      if (positions < POSITIONS_AT_ONCE && rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
      positions = 0
      await setImmediate()
    }
    if (rows.length > 0) yield rows
  }

  return {
    async write(liveSessionId: string, track: LiveTrack, nowMs: number): Promise<void> {
      const { n, version, columns } = packTrack(track)
      const buffers = Object.fromEntries(Object.entries(columns).map(([name, bytes]) => [name, Buffer.from(bytes)]))
      await model.insertMany([{ ts: new Date(nowMs), meta: { liveSessionId }, n, version, columns: buffers }])
    },
    /** Everything that came since `sinceMs`, in order of time, repeats left out: what came first counts. */
    async read(liveSessionId: string, sinceMs = 0): Promise<LiveTrack> {
      const tracks: LiveTrack[] = []
      for await (const rows of inTurns(liveSessionId, sinceMs, ['columns'])) tracks.push(joinTracks(rows.map(unpackTrack)))
      return joinTracks(tracks)
    },
    /** The moments of all that came since `sinceMs`, in any order and as often as they were written. */
    async *moments(liveSessionId: string, sinceMs: number): AsyncIterable<Float64Array> {
      for await (const rows of inTurns(liveSessionId, sinceMs, ['columns.timeSeconds']))
        for (const { columns, version, n } of rows)
          if (columns.timeSeconds) yield decodeColumn('timeSeconds', columns.timeSeconds, version).subarray(0, n)
    },
    async remove(liveSessionId: string): Promise<void> {
      await model.deleteMany({ 'meta.liveSessionId': liveSessionId })
    },
  }
}

export type LivePositions = ReturnType<typeof openLivePositions>
