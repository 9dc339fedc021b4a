import type { EventData } from '@gruppetto/events'
import { isTimeZone, lineText } from '@gruppetto/graph'
import { z } from 'zod'
import type { ClubRow } from './club.ts'
import { paragraph } from './text.ts'
import { type EventStatus, SPORTS, type Sport } from './values.ts'

/** What is told of an event, besides when it takes place. One date of a series may have its own. */
export interface EventDetails {
  readonly title: string
  readonly description: string | null
  readonly sport: Sport | null
  readonly meetingPoint: { readonly latitude: number; readonly longitude: number } | null
  readonly place: string | null
  readonly isVirtual: boolean
  /** How many may take part. Absent in rows of earlier releases. */
  readonly capacity?: number | null
  /** How many guests each athlete may bring. Absent in rows of earlier releases: none. */
  readonly guestsAllowed?: number
  /** Answers close so many minutes before the start; null or absent: at the end. */
  readonly answersCloseMinutes?: number | null
}

export interface ClubEventRow extends EventDetails {
  readonly _id: string
  readonly clubId: string
  /** Of a series: the first date of its rule. */
  readonly startsAt: Date
  readonly endsAt: Date | null
  /** When all of it is over: the result of `overAtOf`, or, of a series, `ENDLESS` until its last date is known. */
  readonly overAt: Date
  /** The time zone of the event, not of an athlete. */
  readonly timeZone: string
  /** Up to when its occurrences have been made; `ENDLESS` when all have been. Absent in rows of earlier releases, which have none. */
  readonly madeUntil?: Date | null
  readonly cancelledAt: Date | null
  readonly cancelReason: string | null
  readonly createdById: string
  readonly createdAt: Date
  readonly revision: number
}

const HOUR_MS = 3_600_000
/** How long an event without an end lasts. */
const WITHOUT_END_MS = 12 * HOUR_MS
/** Long enough for a training camp. */
export const LONGEST_EVENT_MS = 31 * 24 * HOUR_MS
/** The highest capacity of an event. */
export const MOST_PLACES = 100_000
/** The most guests that an event may allow each athlete. */
export const MOST_GUESTS = 10
/** The longest time before the start at which answers may close. */
const MOST_CLOSE_MINUTES = 31 * 24 * 60
/** The most events of one club that are not over. */
export const MOST_EVENTS_TO_COME = 100

/** Later than everything, for what does not end. */
export const ENDLESS = new Date('9999-12-31T00:00:00Z')

/** Returns when something with these times is over. */
export const overAtOf = ({ startsAt, endsAt }: Pick<ClubEventRow, 'startsAt' | 'endsAt'>): Date =>
  endsAt ?? new Date(startsAt.getTime() + WITHOUT_END_MS)

export const eventStatusAt = (event: Pick<ClubEventRow, 'cancelledAt' | 'overAt'>, nowMs: number): EventStatus => {
  if (event.cancelledAt !== null) return 'CANCELLED'
  return nowMs < event.overAt.getTime() ? 'SCHEDULED' : 'PAST'
}

const degrees = (max: number) =>
  z
    .number()
    .min(-max, `must be at least -${max}`)
    .max(max, `must be at most ${max}`)
    .nullish()
    .transform((value) => value ?? null)

/**
 * Checks the input of an event. `known` is the event before the change, or null for a new event. An event that has begun may keep
 * its start.
 */
export const clubEventInput = (nowMs: number, known: Pick<ClubEventRow, 'clubId' | 'startsAt'> | null) =>
  z
    .object({
      clubId: z.string().refine((clubId) => known === null || clubId === known.clubId, "is not this event's club"),
      title: lineText(3, 100),
      description: paragraph(2000),
      sport: z
        .enum(SPORTS)
        .nullish()
        .transform((sport) => sport ?? null),
      startsAt: z
        .date()
        .refine(
          (startsAt) => startsAt.getTime() > nowMs || startsAt.getTime() === known?.startsAt.getTime(),
          'must lie in the future',
        ),
      endsAt: z
        .date()
        .refine((endsAt) => endsAt.getTime() > nowMs, 'must lie in the future')
        .nullish()
        .transform((endsAt) => endsAt ?? null),
      timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Zurich'),
      latitude: degrees(90),
      longitude: degrees(180),
      place: lineText(0, 200)
        .nullish()
        .transform((place) => place || null),
      isVirtual: z
        .boolean()
        .nullish()
        .transform((isVirtual) => isVirtual ?? false),
      capacity: z
        .number()
        .int()
        .min(1, 'must be at least 1')
        .max(MOST_PLACES, `must be at most ${MOST_PLACES}`)
        .nullish()
        .transform((capacity) => capacity ?? null),
      guestsAllowed: z
        .number()
        .int()
        .min(0, 'must be at least 0')
        .max(MOST_GUESTS, `must be at most ${MOST_GUESTS}`)
        .nullish()
        .transform((guests) => guests ?? 0),
      answersCloseMinutes: z
        .number()
        .int()
        .min(0, 'must be at least 0')
        .max(MOST_CLOSE_MINUTES, 'must be at most 31 days')
        .nullish()
        .transform((minutes) => minutes ?? null),
    })
    .refine(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt, {
      path: ['endsAt'],
      message: 'must be after startsAt',
    })
    .refine(({ startsAt, endsAt }) => endsAt === null || endsAt.getTime() - startsAt.getTime() <= LONGEST_EVENT_MS, {
      path: ['endsAt'],
      message: 'must be at most 31 days after startsAt',
    })
    .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
      path: ['latitude'],
      message: 'needs longitude beside it, and longitude latitude',
    })
    .transform(({ startsAt, endsAt, latitude, longitude, ...rest }) => {
      const meetingPoint = latitude === null || longitude === null ? null : { latitude, longitude }
      return { ...rest, startsAt, endsAt, overAt: overAtOf({ startsAt, endsAt }), meetingPoint }
    })

export const cancelReasonInput = paragraph(500)

export const clubEventState = (
  row: ClubEventRow,
  club: Pick<ClubRow, 'access'>,
  nowMs: number,
): EventData<'club-event.changed'> => ({
  clubEventId: row._id,
  clubId: row.clubId,
  revision: row.revision,
  createdById: row.createdById,
  access: club.access,
  title: row.title,
  sport: row.sport,
  startsAtMs: row.startsAt.getTime(),
  endsAtMs: row.endsAt?.getTime() ?? null,
  overAtMs: row.overAt.getTime(),
  timeZone: row.timeZone,
  recurrence: null,
  place: row.place,
  isVirtual: row.isVirtual,
  capacity: row.capacity ?? null,
  cancelled: row.cancelledAt !== null,
  cancelReason: row.cancelReason,
  at: nowMs,
})
