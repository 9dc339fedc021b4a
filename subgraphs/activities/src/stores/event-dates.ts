import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import { atDate, EARLY_MS, type EventTimes } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import type { ClubEventRow } from './club-events.ts'

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
    /** Returns when an event takes place for which a session was started at some time; null where it is cancelled, or was over by then. */
    async timesOf(event: ClubEventRow, startedAt: Date): Promise<EventTimes | null> {
      const times = event.isSeries === true ? atDate(event, await this.presentOf(event._id, startedAt.getTime())) : event
      return times.cancelled || startedAt >= times.overAt ? null : times
    },
    /** Returns the date of a series that a session was started for, also where the date was moved afterwards; null where none is known. */
    async startedFor({
      eventId,
      startedAt,
      eventStartsAt = null,
    }: Pick<LiveSessionRow, 'eventId' | 'startedAt' | 'eventStartsAt'>): Promise<EventDateRow | null> {
      if (eventId === null) return null
      const known =
        eventStartsAt === null
          ? null
          : // It begins when it began for the session, or was moved from there, where the rule of the series has it.
            ((await dates.one({ eventId, startsAt: eventStartsAt })) ??
            (await dates.one({ _id: `${eventId}:${eventStartsAt.getTime()}` })))
      return known ?? this.presentOf(eventId, startedAt.getTime())
    },
    /** Returns the last date of a series that has begun or is about to, or else the first to come. */
    async presentOf(eventId: string, nowMs: number): Promise<EventDateRow | null> {
      const begun = { eventId, cancelled: false, startsAt: { $lte: new Date(nowMs + EARLY_MS) } }
      const last = await dates.one(begun, { sort: { startsAt: -1 } })
      return last ?? dates.one({ eventId, cancelled: false }, { sort: { startsAt: 1 } })
    },
  }
}

export type EventDates = ReturnType<typeof openEventDates>
