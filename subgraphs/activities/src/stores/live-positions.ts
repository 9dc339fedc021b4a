import { type ColumnName, joinTracks, type LiveTrack, type PackedTrack, packTrack, unpackTrack } from '@gruppetto/recordings'
import type { Database } from '@gruppetto/runtime'
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

/** Long enough for the longest session to become an activity; after that nobody needs them. */
export const LIVE_POSITIONS_SECONDS = 14 * 24 * 3600

/**
 * Positions of live sessions: a time-series collection that expires. It knows no unique index and no transaction, so a repeat may be
 * written twice and is left out when it is read.
 */
export const openLivePositions = (database: Database) => {
  const schema = new Schema<LivePositionsRow>(
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

  return {
    async write(liveSessionId: string, track: LiveTrack, nowMs: number): Promise<void> {
      const { n, version, columns } = packTrack(track)
      const buffers = Object.fromEntries(Object.entries(columns).map(([name, bytes]) => [name, Buffer.from(bytes)]))
      await model.insertMany([{ ts: new Date(nowMs), meta: { liveSessionId }, n, version, columns: buffers }])
    },
    /** Everything that came since `sinceMs`, in order of time, repeats left out: what came first counts. */
    async read(liveSessionId: string, sinceMs = 0): Promise<LiveTrack> {
      const rows = await model.collection
        .find<LivePositionsRow & PackedTrack>(
          { 'meta.liveSessionId': liveSessionId, ts: { $gte: new Date(sinceMs) } },
          { sort: { ts: 1 }, promoteBuffers: true },
        )
        .toArray()
      return joinTracks(rows.map(unpackTrack))
    },
    async remove(liveSessionId: string): Promise<void> {
      await model.deleteMany({ 'meta.liveSessionId': liveSessionId })
    },
  }
}

export type LivePositions = ReturnType<typeof openLivePositions>
