import { wallClockMs } from '@gruppetto/graph'

const DAY_MS = 24 * 3_600_000

/**
 * Returns the instant at which the clocks of a zone show this time, given as milliseconds whose UTC fields are the local ones. A time
 * that comes twice is the first of the two. One that a change of the clock leaves out counts with the offset from before the change,
 * as RFC 5545 says: 02:30 is then what the clocks call 03:30.
 */
export const instantOfWallClock = (wallMs: number, timeZone: string): number => {
  const [before, after] = [wallMs - DAY_MS, wallMs + DAY_MS].map(
    (nearMs) => wallMs - (wallClockMs(nearMs, timeZone) - nearMs),
  ) as [number, number]
  const shown = [before, after].filter((instantMs) => wallClockMs(instantMs, timeZone) === wallMs)
  return shown.length === 0 ? before : Math.min(...shown)
}
