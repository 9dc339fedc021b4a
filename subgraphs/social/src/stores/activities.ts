import { openProjection } from '@gruppetto/relations'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import type { ActivityRow } from '../domain/subjects.ts'

/** The projection of activities. A deleted one stays, so that an older event does not bring it back. */
export const openActivities = (database: Database) => {
  const schema = rowSchema<ActivityRow>(
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
  return openProjection(database.connection.model<ActivityRow>('ActivityProjection', schema))
}

export type Activities = ReturnType<typeof openActivities>
