import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { EntitlementRow } from '../domain/entitlement.ts'

/** What athletes' plans allow, under the athlete's id. Shard key: `_id`. */
export const openEntitlements = (database: Database) => {
  const schema = rowSchema<EntitlementRow>(
    { _id: String, revision: { type: Number, required: true }, premium: { type: Boolean, required: true } },
    { collection: 'entitlements', versionKey: false },
  )
  const model = database.connection.model<EntitlementRow>('Entitlement', schema)
  const read = readRows(model)
  return {
    async get(athleteId: string, tx: Tx): Promise<EntitlementRow | null> {
      return read.one({ _id: athleteId }, { tx })
    },
    /** Puts the next revision in the place of the one just read in the same transaction, or the first where there was none. */
    async put(row: EntitlementRow, tx: Tx): Promise<void> {
      const before = { _id: row._id, revision: row.revision - 1 }
      await model.replaceOne(before, row, { upsert: true, session: tx.session })
    },
  }
}

export type Entitlements = ReturnType<typeof openEntitlements>
