import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { ActivityRow } from '../domain/subjects.ts'

/** The projection of activities. A deleted one stays, so that an older event does not bring it back. */
export const openActivities = (database: Database) =>
  openProjection(
    collection<ActivityRow>(database, {
      name: 'activities',
      fields: {
        _id: 'string',
        ownerId: 'string',
        visibility: 'string',
        sport: 'string',
        name: 'string',
        uploadId: 'string | null?',
        leftTogether: 'boolean?',
        deleted: 'boolean',
        revision: 'number',
      },
      athletes: { ids: { ownerId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    }),
  )

export type Activities = ReturnType<typeof openActivities>
