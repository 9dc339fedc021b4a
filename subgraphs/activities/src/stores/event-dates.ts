import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import { EARLY_MS, type EventTimes } from '../domain/live-event.ts'

/** One date of a club's event, from the last club-event.occurrence-changed. */
export interface EventDateRow extends EventTimes {
  /** `<eventId>:<originalStartsAt>` */
  readonly _id: string
  readonly eventId: string
  readonly revision: number
}

/** A projection of the dates of clubs' events. */
export const openEventDates = (database: Database) => {
  const dates = collection<EventDateRow>(database, {
    name: 'event_dates',
    fields: { _id: 'string', eventId: 'string', revision: 'number', cancelled: 'boolean', startsAt: 'date', overAt: 'date' },
    athletes: { none: 'dates of events of clubs' },
    // Finds the present date of an event.
    indexes: [{ keys: { eventId: 1, startsAt: 1 } }],
  })
  return {
    ...openProjection(dates),
    /** Returns the last date of a series that has begun or is about to, or else the first to come. */
    async presentOf(eventId: string, nowMs: number): Promise<EventDateRow | null> {
      const begun = { eventId, cancelled: false, startsAt: { $lte: new Date(nowMs + EARLY_MS) } }
      const last = await dates.one(begun, { sort: { startsAt: -1 } })
      return last ?? dates.one({ eventId, cancelled: false }, { sort: { startsAt: 1 } })
    },
  }
}

export type EventDates = ReturnType<typeof openEventDates>
