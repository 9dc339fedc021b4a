import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { ActivityDetailsRow } from '../domain/activity.ts'

/** Route, laps and splits, one row an activity, read by id only. Shard key: _id, hashed. */
export const openActivityDetails = (database: Database) => {
  const schema = new Schema<ActivityDetailsRow>(
    {
      _id: String,
      route: { type: Schema.Types.Mixed, default: null },
      laps: { type: Schema.Types.Mixed, required: true },
      splits: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'activity_details', versionKey: false, minimize: false },
  )
  const model = database.connection.model<ActivityDetailsRow>('ActivityDetails', schema)
  return {
    async many(ids: readonly string[]): Promise<readonly ActivityDetailsRow[]> {
      return model.find({ _id: { $in: ids } }).lean<ActivityDetailsRow[]>()
    },
    /** Lists draw the route and nothing else of the details. */
    async routes(ids: readonly string[]): Promise<readonly Pick<ActivityDetailsRow, '_id' | 'route'>[]> {
      return model.find({ _id: { $in: ids } }, { route: 1 }).lean<Pick<ActivityDetailsRow, '_id' | 'route'>[]>()
    },
    async insert(rows: readonly ActivityDetailsRow[], tx: Tx): Promise<void> {
      await model.insertMany(rows, { session: tx.session })
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
    },
  }
}

export type ActivityDetails = ReturnType<typeof openActivityDetails>
