import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type MatchKind, VIRTUAL_KINDS } from '../domain/segments/segment.ts'

/** The cells that an activity passes. The row says with which samples, and as which kind, it was matched with the segments. */
export interface TrackRow {
  /** The activity's id. */
  readonly _id: string
  readonly athleteId: string
  readonly kind: MatchKind
  readonly samplesRevision: number
  /** The year in which its cells count as explored. Absent where they are not counted yet. */
  readonly year?: number
  /** In rising order. */
  readonly cells: readonly number[]
}

/** A driver's own batch would be 16 MB, which is most tracks of a life. */
const YEAR_BATCH = 100

export const openActivityTracks = (database: Database) => {
  const tracks = collection<TrackRow>(database, {
    name: 'activity_tracks',
    fields: { _id: 'string', athleteId: 'string', kind: 'string', samplesRevision: 'number', year: 'number?', cells: 'array' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'an index of the recordings' } },
    indexes: [
      // A new segment: the activities that pass its start, in the order of their ids.
      { keys: { cells: 1, kind: 1, _id: 1 } },
      // What an athlete has explored: all of an athlete, and those of one year.
      { keys: { athleteId: 1, year: 1 } },
    ],
  })

  return {
    async get(id: string): Promise<Omit<TrackRow, 'cells'> | null> {
      return tracks.one<Omit<TrackRow, 'cells'>>({ _id: id }, { fields: { cells: 0 } })
    },
    async whole(id: string, tx: Tx): Promise<TrackRow | null> {
      return tracks.one({ _id: id }, { tx })
    },
    putAtCommit(row: TrackRow, tx: Tx): void {
      tracks.putAtCommit([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await tracks.deleteOne({ _id: id }, tx)
    },
    /** Returns the cells that an athlete's tracks of a year pass, save one; what was done in a virtual world passes none. */
    async cellsIn(athleteId: string, year: number, exceptId: string, tx: Tx): Promise<ReadonlySet<number>> {
      const where = { athleteId, year, _id: { $ne: exceptId }, kind: { $nin: VIRTUAL_KINDS } }
      const cells = new Set<number>()
      for await (const row of tracks.each<Pick<TrackRow, 'cells'>>(where, { fields: { cells: 1 }, batchSize: YEAR_BATCH, tx }))
        for (const cell of row.cells) cells.add(cell)
      return cells
    },
    /** Reads all tracks of an athlete, at most `batchSize` at a time. */
    ofAthlete(athleteId: string, batchSize: number, tx?: Tx): AsyncIterable<TrackRow> {
      return tracks.each({ athleteId }, { batchSize, tx })
    },
    /** Says in which years tracks count. */
    async setYears(years: ReadonlyMap<string, number>, tx: Tx): Promise<void> {
      await tracks.writeAll(
        [...years].map(([_id, year]) => ({ updateOne: { filter: { _id }, update: { $set: { year } } } })),
        tx,
      )
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
