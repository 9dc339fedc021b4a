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
        isSeries: 'boolean?',
        isTakenDown: 'boolean?',
        createdById: 'string | null?',
        description: 'string | null?',
        place: 'string | null?',
        revision: 'number',
      },
      athletes: { ids: { createdById: 'forget' }, exported: { not: 'a copy of what clubs exports' } },
    }),
  )

export type ClubEvents = ReturnType<typeof openClubEvents>
