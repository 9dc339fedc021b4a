import { wallClockMs } from '@gruppetto/graph'
import { type ClubEventRow, ENDLESS, LONGEST_DATE_MS, overAtOf } from './club-event.ts'
import { cancelOccurrences, NOT_CANCELLED } from './edit-occurrence.ts'
import { isCalledOff, type OccurrenceRow } from './occurrence.ts'
import { planOccurrences, timesAt, withDetails } from './plan-occurrences.ts'
import { type Recurrence, RecurrenceProblem, readRecurrence, writeRecurrence } from './recurrence.ts'
import { endingBefore, goingOnFrom, hasDateAfter, slotsBetween, withDate } from './recurrence-dates.ts'

const DAY_MS = 24 * 3_600_000
/** For so long ahead a series has occurrences. */
const HORIZON_MS = 366 * DAY_MS
/** How far ahead the first date of a series is looked for. */
const FAR_MS = 10 * HORIZON_MS
/** How long before the end of its occurrences a series gets more of them. */
export const RENEWED_BEFORE_MS = HORIZON_MS - 7 * DAY_MS

export interface EventPlan {
  readonly event: ClubEventRow
  /** The occurrences that are new or have changed. */
  readonly occurrences: readonly OccurrenceRow[]
}

/** Returns the rule of a stored event, which is sound; null for a single event. */
const recurrenceOf = (event: ClubEventRow): Recurrence | null =>
  (event.recurrence ?? null) === null ? null : readRecurrence(event.recurrence ?? '', event)

/** Returns when the dates of a series that are not over begin, at least one and all of the coming year. */
const slotsToCome = (recurrence: Recurrence, event: ClubEventRow, nowMs: number): readonly Date[] => {
  const isToCome = (slotAt: Date) => overAtOf(timesAt(event, slotAt)).getTime() > nowMs
  const within = (toMs: number) => slotsBetween(recurrence, event, nowMs - LONGEST_DATE_MS, toMs).filter(isToCome)
  const slots = within(nowMs + HORIZON_MS)
  return slots.length > 0 ? slots : within(nowMs + FAR_MS).slice(0, 1)
}

/** How much later on the clock of an event `after` is than `before`. */
const shiftOf = ({ timeZone }: ClubEventRow, before: Date, after: Date): number =>
  wallClockMs(after.getTime(), timeZone) - wallClockMs(before.getTime(), timeZone)

/**
 * Plans the occurrences of an event by its present rule. `known` are those that follow this rule and are not over, and `shiftMs` is
 * how much later on the clock the series is than it was for them.
 */
export const planEvent = (event: ClubEventRow, known: readonly OccurrenceRow[], nowMs: number, shiftMs = 0): EventPlan => {
  const recurrence = recurrenceOf(event)
  if (recurrence === null) {
    const planned = { ...event, overAt: overAtOf(event), madeUntil: ENDLESS }
    return { event: planned, occurrences: planOccurrences({ event: planned, slots: [event.startsAt], known }) }
  }
  const slots = slotsToCome(recurrence, event, nowMs)
  const lastAt = slots.at(-1)
  const madeMs = Math.max(nowMs + HORIZON_MS, lastAt?.getTime() ?? 0)
  const isWhole = !hasDateAfter(recurrence, event, madeMs)
  const ends = [event.startsAt, ...(lastAt === undefined ? [] : [lastAt])].map((at) => overAtOf(timesAt(event, at)).getTime())
  const planned = {
    ...event,
    overAt: isWhole ? new Date(Math.max(...ends)) : ENDLESS,
    madeUntil: isWhole ? ENDLESS : new Date(madeMs),
  }
  return { event: planned, occurrences: planOccurrences({ event: planned, slots, known, shiftMs }) }
}

/** Whether a date of a series belongs to a rule from before an edit of 'this and the following'. */
const isOfEarlierRule = ({ slotAt, originalStartsAt }: OccurrenceRow, { startsAt }: ClubEventRow): boolean =>
  (slotAt ?? originalStartsAt) < startsAt

/** Returns the occurrences that follow the present rule of an event. */
export const followingRule = (event: ClubEventRow, known: readonly OccurrenceRow[]): readonly OccurrenceRow[] =>
  known.filter((row) => !isOfEarlierRule(row, event))

const SCHEDULE = ['startsAt', 'endsAt', 'timeZone', 'recurrence'] as const

const hasSameSchedule = (a: ClubEventRow, b: ClubEventRow): boolean =>
  SCHEDULE.every((field) => JSON.stringify(a[field] ?? null) === JSON.stringify(b[field] ?? null))

/**
 * Lets a series begin with its first date that is not over, since what is over took place by the rule before. COUNT is then what is
 * left of it.
 */
const anchorAtNext = (event: ClubEventRow, nowMs: number): ClubEventRow => {
  const recurrence = recurrenceOf(event)
  if (recurrence === null) return event
  const next = slotsToCome(recurrence, event, nowMs)[0]
  if (next === undefined) throw new RecurrenceProblem('has no date to come')
  const anchored = { ...event, startsAt: next, endsAt: timesAt(event, next).endsAt }
  return { ...anchored, recurrence: writeRecurrence(goingOnFrom(recurrence, event, next)) }
}

/** An event of which something is to be changed. */
export interface ChangedEvent {
  readonly event: ClubEventRow
  /** The occurrences that are not over. */
  readonly known: readonly OccurrenceRow[]
  readonly nowMs: number
}

/**
 * Edits a whole event: what is over stays as it was. Dates of an earlier rule keep their times and get the new details. Throws
 * RecurrenceProblem when nothing would be left to come.
 */
export const editAll = ({ event: before, known, nowMs }: ChangedEvent, after: ClubEventRow): EventPlan => {
  const earlier = known.filter((row) => isOfEarlierRule(row, before))
  const next = hasSameSchedule(before, after) ? after : anchorAtNext(after, nowMs)
  const shiftMs = shiftOf(after, before.startsAt, after.startsAt)
  const plan = planEvent(next, followingRule(before, known), nowMs, shiftMs)
  return { event: plan.event, occurrences: [...withDetails(next, earlier), ...plan.occurrences] }
}

/** Edits one date and those after it: from there the series goes on by the new rule. What is before stays as it is. */
export const editFollowing = ({ known, nowMs }: ChangedEvent, first: OccurrenceRow, after: ClubEventRow): EventPlan => {
  const from = first.slotAt ?? first.originalStartsAt
  const following = known.filter((row) => (row.slotAt ?? row.originalStartsAt) >= from)
  // What the input says holds for the first date too, whatever that had of its own.
  const rows = following.map((row) => (row._id === first._id ? { ...row, own: [] } : row))
  return planEvent(anchorAtNext(after, nowMs), rows, nowMs, shiftOf(after, from, after.startsAt))
}

/** Returns the event with a rule that ends before a date. Before the first date of the rule it cannot end. */
const endBefore = (event: ClubEventRow, first: OccurrenceRow): ClubEventRow => {
  const recurrence = recurrenceOf(event)
  const from = first.slotAt ?? first.originalStartsAt
  if (recurrence === null || from <= event.startsAt) return event
  return { ...event, recurrence: writeRecurrence(endingBefore(recurrence, event, from)) }
}

const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map((date) => date.getTime())))

/**
 * Cancels an event from a date on, or all of it where `first` is null or nothing before it is to come. Returns null when there is
 * nothing to cancel.
 */
export const cancelFrom = (
  { event, known, nowMs }: ChangedEvent,
  first: OccurrenceRow | null,
  cancelReason: string | null,
): EventPlan | null => {
  const isBefore = (row: OccurrenceRow) => first !== null && row.startsAt < first.startsAt
  const cancelled = cancelOccurrences(
    known.filter((row) => !isBefore(row)),
    { cancelledAt: new Date(nowMs), cancelReason, cancelledWithSeries: true },
  )
  const before = known.filter((row) => isBefore(row) && !isCalledOff(row))
  if (event.cancelledAt !== null || (cancelled.length === 0 && before.length > 0)) return null
  const overAt = latest([event.startsAt, ...known.map((row) => row.overAt)])
  const stopped = { ...event, overAt: event.recurrence ? overAt : event.overAt, madeUntil: ENDLESS }
  if (first === null || before.length === 0) {
    return { event: { ...stopped, cancelledAt: new Date(nowMs), cancelReason }, occurrences: cancelled }
  }
  const recurrenceBeforeCancel = event.recurrenceBeforeCancel ?? event.recurrence ?? null
  return { event: { ...endBefore(stopped, first), recurrenceBeforeCancel }, occurrences: cancelled }
}

/** Takes back that an event was cancelled, from the first date or from a later one. Null when there is nothing to take back. */
export const restoreAll = ({ event, known, nowMs }: ChangedEvent): EventPlan | null => {
  const earlierRule = event.recurrenceBeforeCancel ?? null
  if (event.cancelledAt === null && earlierRule === null) return null
  const recurrence = earlierRule ?? event.recurrence ?? null
  const next = { ...event, cancelledAt: null, cancelReason: null, recurrence, recurrenceBeforeCancel: null }
  const restored = known.map((row) => (row.cancelledWithSeries ? { ...row, ...NOT_CANCELLED } : row))
  const plan = planEvent(next, followingRule(next, restored), nowMs)
  const planned = new Set(plan.occurrences.map((row) => row._id))
  const others = restored.filter((row, index) => row !== known[index] && !planned.has(row._id))
  return {
    event: plan.event,
    occurrences: [...plan.occurrences, ...others.map((row) => ({ ...row, revision: row.revision + 1 }))],
  }
}

/** Takes back that one date was cancelled. A date that was cancelled with those after it is one besides the rule from now on. */
export const restoreOne = (event: ClubEventRow, row: OccurrenceRow): EventPlan => {
  const occurrences = [{ ...row, ...NOT_CANCELLED, revision: row.revision + 1 }]
  const recurrence = recurrenceOf(event)
  if (!row.cancelledWithSeries || recurrence === null || row.slotAt === null) return { event, occurrences }
  const besides = writeRecurrence(withDate(recurrence, event, row.slotAt))
  return { event: { ...event, recurrence: besides, overAt: latest([event.overAt, row.overAt]) }, occurrences }
}
