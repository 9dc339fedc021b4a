import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type MatchKind, VIRTUAL_KINDS } from '../domain/segments/segment.ts'

/** The cells that an activity passes. The row says with which samples, and as which kind, it was matched with the segments. */
export interface TrackRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly kind: MatchKind
  readonly samplesRevision: number
  /** In rising order. */
  readonly cells: readonly number[]
}

export const openActivityTracks = (database: Database) => {
  const tracks = collection<TrackRow>(database, {
    name: 'activity_tracks',
    fields: { _id: 'string', athleteId: 'string', kind: 'string', samplesRevision: 'number', cells: 'array' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'an index of the recordings' } },
    indexes: [
      // A new segment: the activities that pass its start, in the order of their ids.
      { keys: { cells: 1, kind: 1, _id: 1 } },
    ],
  })

  return {
    async get(id: string): Promise<Omit<TrackRow, 'cells'> | null> {
      return tracks.one<Omit<TrackRow, 'cells'>>({ _id: id }, { fields: { cells: 0 } })
    },
    putAtCommit(row: TrackRow, tx: Tx): void {
      tracks.putAtCommit([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await tracks.deleteOne({ _id: id }, tx)
    },
    /** Returns the cells that some activities pass, each once. What was done in a virtual world passes none. */
    async cellsOf(ids: readonly string[]): Promise<ReadonlySet<number>> {
      const where = { _id: { $in: ids }, kind: { $nin: VIRTUAL_KINDS } }
      const rows = await tracks.many<Pick<TrackRow, 'cells'>>(where, { fields: { cells: 1 } })
      return new Set(rows.flatMap(({ cells }) => cells))
    },
    /** Returns the activities of a kind that pass one of the cells, after an id. */
    async passing(
      cells: readonly number[],
      kind: MatchKind,
      after: string | null,
      limit: number,
    ): Promise<readonly Omit<TrackRow, 'cells'>[]> {
      return tracks.many<Omit<TrackRow, 'cells'>>(
        { cells: { $in: cells }, kind, ...(after !== null && { _id: { $gt: after } }) },
        { fields: { cells: 0 }, sort: { _id: 1 }, limit },
      )
    },
  }
}

export type ActivityTracks = ReturnType<typeof openActivityTracks>
