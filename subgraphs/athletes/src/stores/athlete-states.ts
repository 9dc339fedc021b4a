import { readRows, type Tx, type Where } from '@gruppetto/runtime'
import type { Model } from 'mongoose'

/** A store with one row for each athlete, under the athlete's id. Shard key: `_id`. */
export const openAthleteStates = <Row extends { readonly _id: string; readonly revision: number }>(model: Model<Row>) => {
  const read = readRows(model)
  return {
    async get(athleteId: string, tx?: Tx): Promise<Row | null> {
      return read.one({ _id: athleteId } as Where<Row>, { tx })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, Row>> {
      return read.byId(athleteIds)
    },
    /** Inserts the first revision, or replaces the revision that the same transaction has read by the next one. */
    async put(row: Row, tx: Tx): Promise<void> {
      const before = { _id: row._id, revision: row.revision - 1 }
      const { matchedCount, upsertedCount } = await model.replaceOne(before, row, {
        upsert: row.revision === 1,
        session: tx.session,
      })
      if (matchedCount + upsertedCount !== 1)
        throw new Error(`the row of ${row._id} is not at revision ${before.revision} in its own snapshot`)
    },
  }
}
