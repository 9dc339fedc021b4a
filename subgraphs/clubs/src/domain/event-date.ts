import type { EventData } from '@gruppetto/events'
import { occurrenceIdOf } from './occurrence.ts'

/** What athletes know of one date of an event. */
export interface ToldDate {
  readonly startsAt: Date
  readonly place: string | null
  readonly cancelled: boolean
  /** Absent in rows of earlier releases: none. */
  readonly routeId?: string | null
}

/** One date of an event as it is, what of it was told, and when something has to be told again. */
export interface EventDateRow extends ToldDate {
  /** That of the occurrence. */
  readonly _id: string
  readonly clubEventId: string
  readonly clubId: string
  readonly originalStartsAt: Date
  readonly overAt: Date
  readonly cancelReason: string | null
  /** What was told last, or was true before anybody could have known. */
  readonly told: ToldDate
  /** The first change that nobody was told of yet. */
  readonly changedAt: Date | null
  readonly tellChangeAt: Date | null
  readonly remindAt: Date | null
  /** The beginning of which athletes were reminded a day and an hour before. */
  readonly remindedOf: Readonly<Record<Lead, Date | null>>
  /** The next time at which a job has to look at this row. */
  readonly lookAt: Date
  /** Of the occurrence. */
  readonly revision: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long before the beginning athletes are reminded. */
const LEADS = { day: 24 * HOUR_MS, hour: HOUR_MS } as const
export type Lead = keyof typeof LEADS

/** A burst of changes is told once it has been quiet for so long, */
const QUIET_MS = 2 * MINUTE_MS
/** but not later than this after the first of them. */
const LONGEST_BURST_MS = 10 * MINUTE_MS
/** How long a row is kept after its date. */
const KEPT_MS = 24 * HOUR_MS

/** Returns what athletes learn of a date when it is told as it is. */
export const toldAs = ({ startsAt, place, cancelled, routeId = null }: ToldDate): ToldDate => ({
  startsAt,
  place,
  cancelled,
  routeId,
})

/** Whether two states of a date are the same to those who go. */
export const isSameToAthletes = (one: ToldDate, other: ToldDate): boolean =>
  one.cancelled === other.cancelled &&
  // Of what does not take place, it does not matter when and where.
  (one.cancelled ||
    (one.startsAt.getTime() === other.startsAt.getTime() &&
      one.place === other.place &&
      (one.routeId ?? null) === (other.routeId ?? null)))

/**
 * Whether athletes were reminded of this date already. A move by less than the lead brings no second reminder, since those who go
 * are told of the move.
 */
const wasReminded = ({ remindedOf, startsAt }: EventDateRow, lead: Lead): boolean => {
  const of = remindedOf[lead]
  return of !== null && Math.abs(startsAt.getTime() - of.getTime()) < LEADS[lead]
}

/** Returns when the next reminder of a date is due, after an instant. */
const nextReminderAt = (row: EventDateRow, afterMs: number): Date | null => {
  if (row.cancelled) return null
  const due = (['day', 'hour'] as const)
    .filter((lead) => !wasReminded(row, lead))
    .map((lead) => row.startsAt.getTime() - LEADS[lead])
    .filter((dueMs) => dueMs > afterMs)
  return due.length === 0 ? null : new Date(Math.min(...due))
}

/** Sets when a job has to look at the row: at what is due first, and at last to remove it. */
const withNextLook = (row: EventDateRow): EventDateRow => {
  const due = [row.tellChangeAt, row.remindAt].flatMap((at) => at?.getTime() ?? [])
  const lastMs = Math.max(row.overAt.getTime(), row.startsAt.getTime()) + KEPT_MS
  return { ...row, lookAt: new Date(Math.min(lastMs, ...due)) }
}

/** Returns the row after a new state of its date, or null when the state is not newer. */
export const followDate = (
  known: EventDateRow | null,
  state: EventData<'club-event.occurrence-changed'>,
): EventDateRow | null => {
  if (known !== null && known.revision >= state.revision) return null
  const { clubEventId, clubId, revision, place, routeId = null, cancelled, cancelReason, at } = state
  const [originalStartsAt, startsAt] = [new Date(state.originalStartsAtMs), new Date(state.startsAtMs)]
  const now: ToldDate = { startsAt, place, cancelled, routeId }
  const told = known?.told ?? now
  const changedAt = isSameToAthletes(told, now) ? null : (known?.changedAt ?? new Date(at))
  const tellChangeMs = changedAt === null ? null : Math.min(at + QUIET_MS, changedAt.getTime() + LONGEST_BURST_MS)
  const row: EventDateRow = {
    _id: occurrenceIdOf(state),
    clubEventId,
    clubId,
    originalStartsAt,
    ...now,
    overAt: new Date(state.overAtMs),
    cancelReason,
    told,
    changedAt,
    tellChangeAt: tellChangeMs === null ? null : new Date(tellChangeMs),
    remindAt: null,
    remindedOf: known?.remindedOf ?? { day: null, hour: null },
    lookAt: startsAt,
    revision,
  }
  return withNextLook({ ...row, remindAt: nextReminderAt(row, at) })
}

export const isChangeDue = ({ tellChangeAt }: EventDateRow, nowMs: number): boolean =>
  tellChangeAt !== null && tellChangeAt.getTime() <= nowMs

/** Whether a change of the date is of any use to those who have answered. What is over is not told. */
export const isWorthTelling = ({ overAt, told }: EventDateRow, nowMs: number): boolean =>
  Math.max(overAt.getTime(), told.startsAt.getTime()) > nowMs

/** Returns the reminder that is due, or null. One that comes too late is left out: an hour before, nobody is told of tomorrow. */
export const reminderDue = (row: EventDateRow, nowMs: number): Lead | null => {
  const beginsMs = row.startsAt.getTime()
  if (row.cancelled || row.remindAt === null || row.remindAt.getTime() > nowMs || beginsMs <= nowMs) return null
  const lead: Lead = nowMs >= beginsMs - LEADS.hour ? 'hour' : 'day'
  return wasReminded(row, lead) ? null : lead
}

/** Returns the row after its change was told, or was left out. */
export const afterChange = (row: EventDateRow): EventDateRow =>
  withNextLook({ ...row, told: toldAs(row), changedAt: null, tellChangeAt: null })

/** Returns the row after a reminder, or after it was left out. */
export const afterReminder = (row: EventDateRow, lead: Lead | null, nowMs: number): EventDateRow => {
  const reminded = lead === null ? row : { ...row, remindedOf: { ...row.remindedOf, [lead]: row.startsAt } }
  return withNextLook({ ...reminded, remindAt: nextReminderAt(reminded, nowMs) })
}

export const isForgotten = ({ lookAt, tellChangeAt, remindAt }: EventDateRow, nowMs: number): boolean =>
  lookAt.getTime() <= nowMs && tellChangeAt === null && remindAt === null
