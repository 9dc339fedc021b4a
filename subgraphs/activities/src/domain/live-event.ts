import { LONGEST_MS } from './live-session.ts'

/** Sessions may start so long before the event does: people warm up. */
const EARLY_MS = 3_600_000

/** What the rules need of a club's event. */
export interface EventTimes {
  readonly cancelled: boolean
  readonly startsAtMs: number
  readonly overAtMs: number
}

/** Why no session may be started for an event now; null where one may. */
export const reasonNotOpen = ({ cancelled, startsAtMs, overAtMs }: EventTimes, nowMs: number): string | null => {
  if (cancelled) return 'This event is cancelled.'
  if (nowMs < startsAtMs - EARLY_MS) return 'This event is too far ahead: start from an hour before it.'
  return nowMs < overAtMs ? null : 'This event is over.'
}

/** Which of its sessions are listed: all while it is on, those that go on still after it or once it is cancelled, none where there can't be any. */
export const listedSessions = ({ cancelled, overAtMs }: EventTimes, nowMs: number): 'ALL' | 'GOING_ON' | 'NONE' => {
  if (nowMs >= overAtMs + LONGEST_MS) return 'NONE'
  return cancelled || nowMs >= overAtMs ? 'GOING_ON' : 'ALL'
}
