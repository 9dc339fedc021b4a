import type { Conflict } from '@gruppetto/graph'
import { liveDistanceMeters, type Span } from '@gruppetto/recordings'
import { type LiveSessionRow, LONGEST_MS } from './live-session.ts'

/** How long before the event a session may start: people warm up. */
export const EARLY_MS = 3_600_000

/** The fields of a club's event that these rules need. */
export interface EventTimes {
  readonly cancelled: boolean
  readonly startsAt: Date
  readonly overAt: Date
}

/** Returns a series with the times of one of its dates. Without a date nothing takes place. */
export const atDate = <Event extends EventTimes>(series: Event, date: EventTimes | null): Event => {
  if (date === null) return { ...series, cancelled: true }
  return { ...series, cancelled: series.cancelled || date.cancelled, startsAt: date.startsAt, overAt: date.overAt }
}

/** Returns the start of a date by the rule of its series, by which it is named, in epoch milliseconds. */
export const originalStartMs = ({ _id }: { readonly _id: string }): number => Number(_id.split(':').at(-1))

/**
 * Returns within which times the sessions began whose results change when an event is moved: those that were started for it when it was there, and
 * those that were when it was here. Null where nothing changes, or nobody can have started for it by now.
 */
export const movedWithin = (
  before: EventTimes | null,
  after: EventTimes,
  nowMs: number,
): { readonly fromMs: number; readonly untilMs: number } | null => {
  if (before === null || after.cancelled) return null
  const isSame =
    before.startsAt.getTime() === after.startsAt.getTime() &&
    before.overAt.getTime() === after.overAt.getTime() &&
    before.cancelled === after.cancelled
  const fromMs = Math.min(before.startsAt.getTime(), after.startsAt.getTime()) - EARLY_MS
  const untilMs = Math.max(before.overAt.getTime(), after.overAt.getTime())
  return isSame || fromMs > nowMs ? null : { fromMs, untilMs }
}

/** Returns why no session can be started for an event at this time, or null when one can. */
export const reasonNotOpen = ({ cancelled, startsAt, overAt }: EventTimes, nowMs: number): Conflict | null => {
  if (cancelled) return ['This event is cancelled.', 'EVENT_CANCELLED']
  if (nowMs < startsAt.getTime() - EARLY_MS)
    return ['This event is too far ahead: start from an hour before it.', 'EVENT_TOO_FAR']
  return nowMs < overAt.getTime() ? null : ['This event is over.', 'EVENT_OVER']
}

/**
 * Tells which of an event's sessions are listed: all while the event is on; those that are still going on after it or once it is
 * cancelled; none when no session can be going on any more.
 */
export const listedSessions = ({ cancelled, overAt }: EventTimes, nowMs: number): 'ALL' | 'GOING_ON' | 'NONE' => {
  const overAtMs = overAt.getTime()
  if (nowMs >= overAtMs + LONGEST_MS) return 'NONE'
  return cancelled || nowMs >= overAtMs ? 'GOING_ON' : 'ALL'
}

/** Returns from when to when a session takes part in an event, in seconds from the start of the session. */
export const spanInEvent = (
  { startedAt }: Pick<LiveSessionRow, 'startedAt'>,
  { startsAt, overAt }: Pick<EventTimes, 'startsAt' | 'overAt'>,
): Span => ({
  startSeconds: (startsAt.getTime() - startedAt.getTime()) / 1000,
  endSeconds: (overAt.getTime() - startedAt.getTime()) / 1000,
})

/** Returns the metres of a session within a span where its progress alone tells them, or null where that takes its track. */
export const metersByProgress = (
  { progress }: Pick<LiveSessionRow, 'progress'>,
  { startSeconds, endSeconds }: Span,
): number | null => {
  if (progress === null || progress.seconds > endSeconds) return null
  if (startSeconds <= 0) return liveDistanceMeters(progress)
  if (progress.seconds <= startSeconds) return 0
  const { mark } = progress
  return mark?.seconds === startSeconds ? Math.max(0, liveDistanceMeters(progress) - mark.meters) : null
}
