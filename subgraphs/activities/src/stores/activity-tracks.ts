import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { MatchKind } from '../domain/segments/segment.ts'

/** Where an activity went, and what of it has been matched with the segments. */
export interface TrackRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly kind: MatchKind
  readonly samplesRevision: number
  /** Those its track passes, in rising order. */
  readonly cells: readonly number[]
}

/** The cells of recorded activities. Shard key: _id, hashed. */
export const openActivityTracks = (database: Database) => {
  const schema = rowSchema<TrackRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      kind: { type: String, required: true },
      samplesRevision: { type: Number, required: true },
      cells: { type: [Number], required: true },
    },
    { collection: 'activity_tracks', versionKey: false },
  )
  // A new segment: the activities that pass its start, in the order of their ids.
  schema.index({ cells: 1, kind: 1, _id: 1 })
  const model = database.connection.model<TrackRow>('ActivityTrack', schema)
  const read = readRows(model)
  const whole = wholeRows(model)

  return {
    async get(id: string): Promise<Omit<TrackRow, 'cells'> | null> {
      return read.one<Omit<TrackRow, 'cells'>>({ _id: id }, { fields: { cells: 0 } })
    },
    async put(row: TrackRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
    },
    /** The activities of a kind that pass one of the cells, from an id on. */
    async passing(
      cells: readonly number[],
      kind: MatchKind,
      after: string | null,
      limit: number,
    ): Promise<readonly Omit<TrackRow, 'cells'>[]> {
      return read.many<Omit<TrackRow, 'cells'>>(
        { cells: { $in: cells }, kind, ...(after !== null && { _id: { $gt: after } }) },
        { fields: { cells: 0 }, sort: { _id: 1 }, limit },
      )
    },
  }
}

export type ActivityTracks = ReturnType<typeof openActivityTracks>
