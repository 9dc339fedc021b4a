import type { Database, Tx } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

interface LockRow {
  /** See domain/locks.ts. */
  readonly _id: string
  readonly turns: number
  readonly at: Date
}

/** No transaction takes longer than a minute; after that nobody needs the row. */
const KEPT_SECONDS = 3600

/** Rows that transactions write to so that two that depend on each other conflict; then one of them runs again. */
export const openLocks = (database: Database) => {
  const schema = rowSchema<LockRow>(
    { _id: String, turns: { type: Number, required: true }, at: { type: Date, required: true } },
    { collection: 'turns', versionKey: false },
  )
  // Expires the rows that were not locked lately.
  schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })
  const model = database.connection.model<LockRow>('Turn', schema)
  return {
    async lock(keys: readonly string[], tx: Tx): Promise<void> {
      const at = new Date()
      const operations = [...new Set(keys)].map((_id) => ({
        updateOne: { filter: { _id }, update: { $inc: { turns: 1 }, $set: { at } }, upsert: true },
      }))
      await model.bulkWrite(operations, { session: tx.session })
    },
  }
}

export type Locks = ReturnType<typeof openLocks>
