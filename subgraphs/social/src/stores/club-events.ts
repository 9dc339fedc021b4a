import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { ClubEventRow } from '../domain/cheers.ts'

export const openClubEvents = (database: Database) => {
  const rows = collection<ClubEventRow>(database, {
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
    indexes: [
      // The events of a club that is deleted.
      { keys: { clubId: 1, _id: 1 } },
    ],
  })
  return {
    ...openProjection(rows),
    /** Returns the ids of the events of a club after one of them. */
    async idsIn(clubId: string, afterId: string, limit: number): Promise<readonly string[]> {
      const found = await rows.many<Pick<ClubEventRow, '_id'>>(
        { clubId, _id: { $gt: afterId } },
        { fields: { _id: 1 }, sort: { _id: 1 }, limit },
      )
      return found.map(({ _id }) => _id)
    },
  }
}

export type ClubEvents = ReturnType<typeof openClubEvents>
