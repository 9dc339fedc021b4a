import { collection, type Database, type Tx } from '@gruppetto/runtime'

/**
 * A revision of samples that may belong to no activity. A row is written before the samples are, and when their activity is deleted or
 * measured again, so that the sweep finds them without a search.
 */
export interface SampleRevisionRow {
  readonly _id: string
  readonly activityId: string
  readonly revision: number
  readonly lookAt: Date
  /** True once the sweep has claimed the row: no commit may adopt these samples any more. */
  readonly sweeping: boolean
}

type Revision = Pick<SampleRevisionRow, 'activityId' | 'revision'>

const idOf = ({ activityId, revision }: Revision): string => `${activityId}:${revision}`

const rowsOf = (revisions: readonly Revision[], lookAt: Date): readonly SampleRevisionRow[] =>
  revisions.map((revision) => ({ _id: idOf(revision), ...revision, lookAt, sweeping: false }))

/** The revisions of samples at which the sweep has to look. */
export const openSampleRevisions = (database: Database) => {
  const sampleRevisions = collection<SampleRevisionRow>(database, {
    name: 'sample_revisions',
    fields: { _id: 'string', activityId: 'string', revision: 'number', lookAt: 'date', sweeping: 'boolean' },
    athletes: { none: 'samples that a job deletes soon, by the ids of activities' },
    indexes: [
      // sweep-samples: those that are due for a look.
      { keys: { lookAt: 1 } },
    ],
  })
  return {
    /** Inserts rows for samples that are about to be written. */
    async insert(revisions: readonly Revision[], lookAt: Date): Promise<void> {
      await sampleRevisions.insert(rowsOf(revisions, lookAt))
    },
    /** Inserts rows for samples that lose their activity with the transaction. */
    insertAtCommit(revisions: readonly Revision[], lookAt: Date, tx: Tx): void {
      sampleRevisions.insertAtCommit(rowsOf(revisions, lookAt), tx)
    },
    /** Deletes the rows, since the samples belong to an activity from now on. The commit fails when the sweep has claimed one of them. */
    adoptAtCommit(revisions: readonly Revision[], tx: Tx): void {
      const ids = revisions.map(idOf)
      const swept = () => new Error(`the samples of ${ids.join(', ')} were swept before they were committed`)
      sampleRevisions.deleteAtCommit(ids, { sweeping: false }, tx, swept)
    },
    /** Claims a row for the sweep. Returns false when it has just been adopted. */
    async claim({ _id }: SampleRevisionRow): Promise<boolean> {
      return sampleRevisions.updateOne({ _id }, { $set: { sweeping: true } })
    },
    async remove({ _id }: SampleRevisionRow): Promise<void> {
      await sampleRevisions.deleteOne({ _id })
    },
    async due(now: Date, limit: number): Promise<readonly SampleRevisionRow[]> {
      return sampleRevisions.many({ lookAt: { $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
  }
}

export type SampleRevisions = ReturnType<typeof openSampleRevisions>
