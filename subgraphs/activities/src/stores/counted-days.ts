import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

interface CountedDayRow {
  /** The activity's id. */
  readonly _id: string
  readonly day: string
}

/** The day on which each activity counts in its athlete's training: where it moves to another, or is deleted, this is the day it leaves. Shard key: _id, hashed. */
export const openCountedDays = (database: Database) => {
  const schema = new Schema<CountedDayRow>(
    { _id: String, day: { type: String, required: true } },
    { collection: 'counted_days', versionKey: false },
  )
  const model = database.connection.model<CountedDayRow>('CountedDay', schema)
  return {
    async get(activityId: string, tx: Tx): Promise<string | null> {
      return (await model.findById(activityId).session(tx.session).lean<CountedDayRow>())?.day ?? null
    },
    /** Null: on none. */
    async put(activityId: string, day: string | null, tx: Tx): Promise<void> {
      const session = { session: tx.session }
      if (day === null) await model.deleteOne({ _id: activityId }, session)
      else await model.updateOne({ _id: activityId }, { $set: { day } }, { ...session, upsert: true })
    },
  }
}

export type CountedDays = ReturnType<typeof openCountedDays>
