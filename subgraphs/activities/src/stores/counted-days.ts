import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'

interface CountedDayRow {
  /** The activity's id. */
  readonly _id: string
  readonly day: string
}

/** The day on which each activity counts in its athlete's training: where it moves to another, or is deleted, this is the day it leaves. Shard key: _id, hashed. */
export const openCountedDays = (database: Database) => {
  const schema = rowSchema<CountedDayRow>(
    { _id: String, day: { type: String, required: true } },
    { collection: 'counted_days', versionKey: false },
  )
  const model = database.connection.model<CountedDayRow>('CountedDay', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async get(activityId: string, tx: Tx): Promise<string | null> {
      return (await read.one({ _id: activityId }, { tx }))?.day ?? null
    },
    /** Null: on none. */
    async put(activityId: string, day: string | null, tx: Tx): Promise<void> {
      if (day === null) await model.deleteOne({ _id: activityId }, { session: tx.session })
      else whole.put([{ _id: activityId, day }], tx)
    },
  }
}

export type CountedDays = ReturnType<typeof openCountedDays>
