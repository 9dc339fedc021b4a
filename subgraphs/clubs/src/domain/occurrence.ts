import type { EventData } from '@gruppetto/events'
import type { ClubEventRow, EventDetails } from './club-event.ts'

/** What one date of a series may have of its own. */
export type OwnField = 'time' | keyof EventDetails

/** One date of an event. A single event has one, a series one for each date of the coming year and of the past. */
export interface OccurrenceRow extends EventDetails {
  /** See `occurrenceId`. */
  readonly _id: string
  readonly eventId: string
  readonly clubId: string
  /** When it was first to begin. Names the occurrence for good, whatever is moved later. */
  readonly originalStartsAt: Date
  /** When it begins by the rule of its series; null when an edit of the series has left no place for it. */
  readonly slotAt: Date | null
  readonly startsAt: Date
  readonly endsAt: Date | null
  /** The result of `overAtOf`. */
  readonly overAt: Date
  readonly timeZone: string
  /** What was changed for this date alone. An edit of the series leaves it as it is. */
  readonly own: readonly OwnField[]
  readonly cancelledAt: Date | null
  readonly cancelReason: string | null
  /** Whether it was cancelled together with others of the series, and so comes back with them. */
  readonly cancelledWithSeries: boolean
  /** How many places are taken, those of guests too. Changed by answers alone. */
  readonly goingCount: number
  /** How many places are waited for. Changed by answers alone. */
  readonly waitlistedCount: number
  /** How often an answer was changed. Absent: never. Changed by answers alone. */
  readonly changesOfAnswers?: number
  readonly revision: number
}

export const occurrenceId = (eventId: string, originalStartsAt: Date): string => `${eventId}:${originalStartsAt.getTime()}`

/** Returns the id of the date that an event of the platform is about. */
export const occurrenceIdOf = (
  data: Pick<EventData<'club-event.occurrence-changed'>, 'clubEventId' | 'originalStartsAtMs'>,
): string => occurrenceId(data.clubEventId, new Date(data.originalStartsAtMs))

/** Whether it does not take place. */
export const isCalledOff = ({ cancelledAt, slotAt }: Pick<OccurrenceRow, 'cancelledAt' | 'slotAt'>): boolean =>
  cancelledAt !== null || slotAt === null

export const occurrenceState = (row: OccurrenceRow, nowMs: number): EventData<'club-event.occurrence-changed'> => ({
  clubEventId: row.eventId,
  clubId: row.clubId,
  originalStartsAtMs: row.originalStartsAt.getTime(),
  revision: row.revision,
  title: row.title,
  startsAtMs: row.startsAt.getTime(),
  endsAtMs: row.endsAt?.getTime() ?? null,
  overAtMs: row.overAt.getTime(),
  timeZone: row.timeZone,
  place: row.place,
  isVirtual: row.isVirtual,
  routeId: row.routeId ?? null,
  cancelled: isCalledOff(row),
  cancelReason: row.cancelReason,
  at: nowMs,
})

/** Returns what an occurrence has from its event. */
export const detailsOf = (event: ClubEventRow): EventDetails => ({
  title: event.title,
  description: event.description,
  sport: event.sport,
  meetingPoint: event.meetingPoint,
  place: event.place,
  isVirtual: event.isVirtual,
  capacity: event.capacity ?? null,
  guestsAllowed: event.guestsAllowed ?? 0,
  answersCloseMinutes: event.answersCloseMinutes ?? null,
  routeId: event.routeId ?? null,
})
