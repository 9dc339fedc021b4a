import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import type { ClubEventDateRow } from '../domain/cheers.ts'

const KEPT_SECONDS = 7 * 24 * 3600

/** The dates of events of clubs, until a week after them. */
export const openClubEventDates = (database: Database) => {
  const rows = collection<ClubEventDateRow>(database, {
    name: 'club_event_dates',
    fields: {
      _id: 'string',
      eventId: 'string',
      cancelled: 'boolean',
      startsAt: 'date',
      overAt: 'date',
      revision: 'number',
    },
    athletes: { none: 'dates of events' },
    indexes: [
      // Serves the next date of an event.
      { keys: { eventId: 1, cancelled: 1, overAt: 1 } },
      // Forgets what is over.
      { keys: { overAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
  })
  return {
    ...openProjection(rows),
    /** Returns the date of an event that takes place next, or now. */
    async next(eventId: string, now: Date): Promise<ClubEventDateRow | null> {
      return rows.one({ eventId, cancelled: false, overAt: { $gt: now } }, { sort: { overAt: 1 } })
    },
  }
}

export type ClubEventDates = ReturnType<typeof openClubEventDates>
