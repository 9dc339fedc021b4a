import { allTime, dayAfter } from '../../texts/days.ts'

/** How far the form goes on beyond today, as if nothing more is done. */
const AHEAD_DAYS = 14
const FITNESS_DAYS = 180
const ZONE_WEEKS = 26
const VO2_DAYS = 365

/** The days of the screen's charts at an instant: the same all day long, so that an answer may be kept. Days of UTC, of which the last is tomorrow. */
export const rangesAt = (nowMs: number) => {
  const today = new Date(nowMs).toISOString().slice(0, 10)
  return {
    fitnessSince: dayAfter(today, -FITNESS_DAYS),
    fitnessUntil: dayAfter(today, AHEAD_DAYS),
    zonesSince: dayAfter(today, -7 * ZONE_WEEKS),
    vo2Since: dayAfter(today, -VO2_DAYS),
    ...allTime(nowMs),
  }
}

/** How much of the past a chart of form shows, in days. */
export const SPANS = { weeks6: 42, months3: 90, months6: 180, year: 365, years3: 1_095 } as const
export type Span = keyof typeof SPANS

/** Returns the range of a span, as `rangesAt` has that of the first one. */
export const fitnessRange = (span: Span, nowMs: number) => {
  const today = new Date(nowMs).toISOString().slice(0, 10)
  return { since: dayAfter(today, -SPANS[span]), until: dayAfter(today, AHEAD_DAYS) }
}
