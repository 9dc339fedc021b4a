import { openProjection } from '@gruppetto/relations'
import { type Database, type Tx, wholeRows } from '@gruppetto/runtime'
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
  const whole = wholeRows(model)
  return {
    ...openProjection(model),
    async put(row: ActivityRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
  }
}

export type Activities = ReturnType<typeof openActivities>
