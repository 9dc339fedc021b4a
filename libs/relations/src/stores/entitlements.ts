import type { EventData } from '@gruppetto/events'
import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** What an athlete's plan allows: the last entitlement.changed. */
export interface EntitlementRow extends Omit<EventData<'entitlement.changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** The one place a subgraph asks what an athlete has paid for. */
export const openEntitlements = (database: Database) => {
  const schema = new Schema<EntitlementRow>(
    { _id: String, revision: { type: Number, required: true }, premium: { type: Boolean, required: true } },
    { collection: 'relations_entitlements', versionKey: false },
  )
  const model = database.connection.model<EntitlementRow>('RelationsEntitlement', schema)
  return {
    async get(athleteId: string, tx: Tx): Promise<EntitlementRow | null> {
      return model.findById(athleteId).session(tx.session).lean<EntitlementRow>()
    },
    async put(row: EntitlementRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** Those of the athletes who have premium now. */
    async premiumAmong(athleteIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (athleteIds.length === 0) return new Set()
      const rows = await model.find({ _id: { $in: athleteIds }, premium: true }, { _id: 1 }).lean<{ _id: string }[]>()
      return new Set(rows.map((row) => row._id))
    },
  }
}

export type Entitlements = ReturnType<typeof openEntitlements>
