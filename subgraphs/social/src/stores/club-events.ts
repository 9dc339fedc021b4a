import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { ClubEventRow } from '../domain/cheers.ts'

export const openClubEvents = (database: Database) =>
  openProjection(
    collection<ClubEventRow>(database, {
      name: 'club_events',
      fields: {
        _id: 'string',
        clubId: 'string',
        title: 'string',
        isPublic: 'boolean',
        cancelled: 'boolean',
        startsAt: 'date',
        overAt: 'date',
        revision: 'number',
      },
      athletes: { none: 'events of clubs without their creators' },
    }),
  )

export type ClubEvents = ReturnType<typeof openClubEvents>
