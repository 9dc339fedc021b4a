import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { LiveSessionRow } from '../domain/cheers.ts'

export const openLiveSessions = (database: Database) => {
  const rows = collection<LiveSessionRow>(database, {
    name: 'live_sessions',
    fields: {
      _id: 'string',
      athleteId: 'string',
      visibility: 'string',
      isOver: 'boolean',
      eventId: 'string | null',
      sport: 'string?',
      startedAt: 'date?',
      activityId: 'string | null?',
      revision: 'number',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    // Serves those who are out in an event.
    indexes: [{ keys: { eventId: 1, isOver: 1 }, only: { eventId: { $gt: '' } } }],
  })
  return {
    ...openProjection(rows),
    /** Returns the sessions of an event that go on. */
    async goingOnIn(eventId: string, limit: number): Promise<readonly LiveSessionRow[]> {
      return rows.many({ eventId, isOver: false }, { limit })
    },
  }
}

export type LiveSessions = ReturnType<typeof openLiveSessions>
