import { LONGEST_MS } from './live-session.ts'

/** How long before the event a session may start: people warm up. */
const EARLY_MS = 3_600_000

/** The fields of a club's event that these rules need. */
export interface EventTimes {
  readonly cancelled: boolean
  readonly startsAtMs: number
  readonly overAtMs: number
}

/** Returns why no session can be started for an event at this time, or null when one can. */
export const reasonNotOpen = ({ cancelled, startsAtMs, overAtMs }: EventTimes, nowMs: number): string | null => {
  if (cancelled) return 'This event is cancelled.'
  if (nowMs < startsAtMs - EARLY_MS) return 'This event is too far ahead: start from an hour before it.'
  return nowMs < overAtMs ? null : 'This event is over.'
}

/**
 * Tells which of an event's sessions are listed: all while the event is on; those that are still going on after it or once it is
 * cancelled; none when no session can be going on any more.
 */
export const listedSessions = ({ cancelled, overAtMs }: EventTimes, nowMs: number): 'ALL' | 'GOING_ON' | 'NONE' => {
  if (nowMs >= overAtMs + LONGEST_MS) return 'NONE'
  return cancelled || nowMs >= overAtMs ? 'GOING_ON' : 'ALL'
}
