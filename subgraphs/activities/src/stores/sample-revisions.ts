import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'

/** A revision of samples that nobody may own: noted before it is written and when its activity goes, so that the sweep need not search. */
export interface SampleRevisionRow {
  readonly _id: string
  readonly activityId: string
  readonly revision: number
  readonly lookAt: Date
  /** The sweep has taken it: no commit may own these samples any more. */
  readonly sweeping: boolean
}

const idOf = (activityId: string, revision: number): string => `${activityId}:${revision}`

/** What the sweep of samples has to look at. */
export const openSampleRevisions = (database: Database) => {
  const schema = rowSchema<SampleRevisionRow>(
    {
      _id: String,
      activityId: { type: String, required: true },
      revision: { type: Number, required: true },
      lookAt: { type: Date, required: true },
      sweeping: { type: Boolean, required: true },
    },
    { collection: 'sample_revisions', versionKey: false },
  )
  // The sweep: what is due for a look.
  schema.index({ lookAt: 1 })
  const model = database.connection.model<SampleRevisionRow>('SampleRevision', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async note(revisions: readonly { activityId: string; revision: number }[], lookAt: Date, tx?: Tx): Promise<void> {
      const rows = revisions.map((revision) => ({
        _id: idOf(revision.activityId, revision.revision),
        ...revision,
        lookAt,
        sweeping: false,
      }))
      if (tx === undefined) await whole.insertNow(rows)
      else whole.insert(rows, tx)
    },
    /** They belong to an activity from now on; throws when the sweep has taken one, since its samples may be gone. */
    async adopt(revisions: readonly { activityId: string; revision: number }[], tx: Tx): Promise<void> {
      const ids = revisions.map(({ activityId, revision }) => idOf(activityId, revision))
      const swept = () => new Error(`the samples of ${ids.join(', ')} were swept before they were committed`)
      whole.remove(ids, { sweeping: false }, tx, swept)
    },
    /** Takes a revision to sweep it; false when it has just been adopted. */
    async claim(row: SampleRevisionRow): Promise<boolean> {
      return (await model.updateOne({ _id: row._id }, { $set: { sweeping: true } })).matchedCount === 1
    },
    async drop(row: SampleRevisionRow): Promise<void> {
      await model.deleteOne({ _id: row._id })
    },
    async due(now: Date, limit: number): Promise<readonly SampleRevisionRow[]> {
      return read.many({ lookAt: { $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
  }
}

export type SampleRevisions = ReturnType<typeof openSampleRevisions>
