import type { EventData } from '@gruppetto/events'
import { addDays, instantOfHour, localDayOf, mondayOf } from '@gruppetto/graph'
import { type PeriodSumsRow, type Sums, sumsId, totalOf } from './period-sums.ts'
import { scoreOfUnits } from './scoring.ts'
import { SPORTS } from './values.ts'

/** When the next digest of an athlete is due, and the last one that was prepared. */
export interface DigestRow {
  /** The athlete's id. */
  readonly _id: string
  readonly lookAt: Date
  /** The Monday of the last digest, YYYY-MM-DD; null before the first. */
  readonly week: string | null
}

/** The local hour on Monday from which a digest is due. */
const DUE_HOUR = 7
/** A digest that could not be prepared until Wednesday is left out: news of a week ago is no news. */
const LATE_MS = 41 * 3_600_000

/** Returns the Monday of the present week in a time zone. */
export const weekAt = (nowMs: number, timeZone: string): string => mondayOf(localDayOf(nowMs, timeZone))

/**
 * Returns when the next digest is due. It may lie in the past: then it is due now. A week whose digest was prepared in another time
 * zone does not come again.
 */
export const nextDigestAt = (doneWeek: string | null, nowMs: number, timeZone: string): Date => {
  const week = weekAt(nowMs, timeZone)
  const dueMs = instantOfHour(week, DUE_HOUR, timeZone)
  const isOver = (doneWeek !== null && doneWeek >= week) || nowMs > dueMs + LATE_MS
  return new Date(isOver ? instantOfHour(addDays(week, 7), DUE_HOUR, timeZone) : dueMs)
}

type WeekSums = EventData<'digest.prepared'>['own']

const WEEKS_COMPARED = 4

const idsOfWeek = (athleteId: string, monday: string): readonly string[] =>
  SPORTS.map((sport) => sumsId(athleteId, 'WEEK', monday, sport))

/** The Mondays of the week that ended before `week`, and of the four before that. */
const mondaysBefore = (week: string): readonly string[] =>
  Array.from({ length: 1 + WEEKS_COMPARED }, (_, index) => addDays(week, -7 * (index + 1)))

/** Returns the ids of the sums that a digest compares. */
export const sumsOfDigest = (athleteId: string, week: string): readonly string[] =>
  mondaysBefore(week).flatMap((monday) => idsOfWeek(athleteId, monday))

const shown = (sums: Sums, divisor = 1): WeekSums => ({
  distanceMeters: scoreOfUnits('DISTANCE', sums.DISTANCE) / divisor,
  movingSeconds: scoreOfUnits('MOVING_TIME', sums.MOVING_TIME) / divisor,
  elevationGainMeters: scoreOfUnits('ELEVATION_GAIN', sums.ELEVATION_GAIN) / divisor,
  activities: Math.round(sums.ACTIVITY_COUNT / divisor),
})

/** Returns the week that has ended, and an average one of the four before, or null when nothing was done in these. */
export const compareWeeks = (
  athleteId: string,
  week: string,
  sums: ReadonlyMap<string, PeriodSumsRow>,
): { readonly own: WeekSums; readonly usual: WeekSums | null } => {
  const [last = '', ...before] = mondaysBefore(week)
  const rowsOf = (monday: string) => idsOfWeek(athleteId, monday).map((id) => sums.get(id))
  const earlier = totalOf(before.flatMap(rowsOf))
  return { own: shown(totalOf(rowsOf(last))), usual: earlier.ACTIVITY_COUNT === 0 ? null : shown(earlier, WEEKS_COMPARED) }
}
