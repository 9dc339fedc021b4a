import type { EventData } from '@gruppetto/events'
import { broken, inThePast, isTimeZone, lineText, optionalLines, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import type { ClubRow } from './club.ts'
import { RecurrenceProblem, readRecurrence, writeRecurrence } from './recurrence.ts'
import { startsByRule } from './recurrence-dates.ts'
import { type EventStatus, SPORTS, type Sport, type TakenDown } from './values.ts'

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
  /** See event-route.ts. Absent in rows of earlier releases. */
  readonly routeId?: string | null
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
  /** The rule of a series, as `writeRecurrence` writes it. Absent in rows of earlier releases, which are single events. */
  readonly recurrence?: string | null
  /** The rule as it was before 'this and the following' were cancelled; null or absent when they were not. */
  readonly recurrenceBeforeCancel?: string | null
  /** Up to when its occurrences have been made; `ENDLESS` when all have been. Absent in rows of earlier releases, which have none. */
  readonly madeUntil?: Date | null
  readonly cancelledAt: Date | null
  readonly cancelReason: string | null
  readonly moderation?: TakenDown
  readonly createdById: string
  readonly createdAt: Date
  readonly revision: number
}

const HOUR_MS = 3_600_000
/** How long an event without an end lasts. */
const WITHOUT_END_MS = 12 * HOUR_MS
/** Long enough for a training camp. */
export const LONGEST_EVENT_MS = 31 * 24 * HOUR_MS
/** A date of a series may last an hour longer than its event, over a change of the clock. */
export const LONGEST_DATE_MS = LONGEST_EVENT_MS + HOUR_MS
/** The highest capacity of an event. */
const MOST_PLACES = 100_000
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

/** The event before a change, as far as its input depends on it. */
type Known = Pick<ClubEventRow, 'clubId' | 'startsAt' | 'recurrence'>

/** A series that has begun may begin so much earlier than before: enough to move it to another day of the week or the month. */
const EARLIER_MS = LONGEST_EVENT_MS

/** Reads the rule of a series and returns it as it is stored. Adds an issue when it is not sound, or does not name the first date. */
const storedRecurrence = (
  { recurrence, startsAt, timeZone }: { recurrence: string | null; startsAt: Date; timeZone: string },
  issues: z.core.$RefinementCtx,
): string | null => {
  if (recurrence === null) return null
  try {
    const read = readRecurrence(recurrence, { startsAt, timeZone })
    if (!startsByRule(read, { startsAt, timeZone })) throw new RecurrenceProblem('must name the day of startsAt')
    return writeRecurrence(read)
  } catch (error) {
    if (!(error instanceof RecurrenceProblem)) throw error
    issues.addIssue({ code: 'custom', path: ['recurrence'], message: error.message })
    return null
  }
}

const toSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000)

/**
 * Checks the input of an event. `known` is the event before the change, or null for a new event. An event that has begun may keep
 * its start, and a series that stays one may have begun. `isSeries` says whether the input has a rule.
 */
export const clubEventInput = (nowMs: number, known: Known | null, isSeries = false) => {
  const mayHaveBegun = isSeries && (known?.recurrence ?? null) !== null
  const isUnmoved = (startsAt: Date) =>
    (isSeries || (known?.recurrence ?? null) === null) && startsAt.getTime() === known?.startsAt.getTime()
  return z
    .object({
      clubId: z.string().refine((clubId) => known === null || clubId === known.clubId, "is not this event's club"),
      title: lineText(3, 100),
      description: optionalLines(2000),
      sport: z
        .enum(SPORTS)
        .nullish()
        .transform((sport) => sport ?? null),
      startsAt: z
        .date()
        .refine((startsAt) => startsAt.getTime() > nowMs || isUnmoved(startsAt) || mayHaveBegun, refusal(inThePast()))
        .refine(
          (startsAt) => startsAt.getTime() > nowMs || startsAt.getTime() >= (known?.startsAt.getTime() ?? 0) - EARLIER_MS,
          refusal(broken('TOO_EARLY', 'must be at most 31 days before the start until now')),
        ),
      endsAt: z
        .date()
        .refine((endsAt) => endsAt.getTime() > nowMs || mayHaveBegun, refusal(inThePast()))
        .nullish()
        .transform((endsAt) => endsAt ?? null),
      timeZone: z
        .string()
        .refine(
          isTimeZone,
          refusal(broken('WRONG_FORMAT', 'must be an IANA time zone such as Europe/Zurich', { format: 'TimeZone' })),
        ),
      recurrence: z
        .string()
        .nullish()
        .transform((recurrence) => recurrence?.trim() || null),
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
      ...refusal(broken('TOO_EARLY', 'must be after startsAt')),
    })
    .refine(({ startsAt, endsAt }) => endsAt === null || endsAt.getTime() - startsAt.getTime() <= LONGEST_EVENT_MS, {
      path: ['endsAt'],
      ...refusal(broken('TOO_LATE', 'must be at most 31 days after startsAt')),
    })
    .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
      path: ['latitude'],
      message: 'needs longitude beside it, and longitude latitude',
    })
    .transform(({ latitude, longitude, ...rest }, issues) => {
      // The dates of a rule are counted in whole seconds.
      const [startsAt, endsAt] = isSeries
        ? [toSecond(rest.startsAt), rest.endsAt && toSecond(rest.endsAt)]
        : [rest.startsAt, rest.endsAt]
      const meetingPoint = latitude === null || longitude === null ? null : { latitude, longitude }
      const recurrence = storedRecurrence({ ...rest, startsAt }, issues)
      return { ...rest, startsAt, endsAt, recurrence, overAt: overAtOf({ startsAt, endsAt }), meetingPoint }
    })
}

export const cancelReasonInput = optionalLines(500)

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
  recurrence: row.recurrence ?? null,
  place: row.place,
  isVirtual: row.isVirtual,
  capacity: row.capacity ?? null,
  cancelled: row.cancelledAt !== null,
  cancelReason: row.cancelReason,
  removed: row.moderation?.isTakenDown === true,
  description: row.description,
  at: nowMs,
})
