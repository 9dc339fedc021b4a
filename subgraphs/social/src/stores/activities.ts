import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { ActivityRow } from '../domain/subjects.ts'

/** Activities as their last event has them; a deleted one stays, so that an older event does not bring it back. */
export const openActivities = (database: Database) => {
  const schema = new Schema<ActivityRow>(
    {
      _id: String,
      ownerId: { type: String, required: true },
      visibility: { type: String, required: true },
      sport: { type: String, required: true },
      name: { type: String, default: '' },
      startedAtMs: { type: Number, required: true },
      deleted: { type: Boolean, required: true },
      revision: { type: Number, required: true },
    },
    { collection: 'activities', versionKey: false },
  )
  const model = database.connection.model<ActivityRow>('ActivityProjection', schema)
  return {
    async get(id: string, tx?: Tx): Promise<ActivityRow | null> {
      return model
        .findById(id)
        .session(tx?.session ?? null)
        .lean<ActivityRow>()
    },
    async put(row: ActivityRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ActivityRow>> {
      if (ids.length === 0) return new Map()
      const rows = await model.find({ _id: { $in: ids } }).lean<ActivityRow[]>()
      return new Map(rows.map((row) => [row._id, row]))
    },
  }
}

export type Activities = ReturnType<typeof openActivities>
