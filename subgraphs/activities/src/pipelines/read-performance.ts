import { addDays, badUserInput, premiumRequired } from '@gruppetto/graph'
import { type CriticalPower, criticalPower, estimatedFtpWatts, type RacePrediction, racePredictions } from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import { dayOf } from '../domain/activity.ts'
import { type DayRange, instantsOf, rangeProblem, yearOf } from '../domain/days.ts'
import type { ShownPoint } from '../domain/show-measurements.ts'
import { type FitnessDay, fitnessOver } from '../domain/training-years.ts'
import { currentRunningVo2Max, currentVo2Max, daysBefore, type ShownVo2Max, vo2MaxHistory } from '../domain/vo2max-estimates.ts'
import { type WeekOfZones, weeksOfZones, wholeWeeks } from '../domain/weeks-of-zones.ts'
import type { ZoneKind } from '../generated/resolvers.ts'
import { isFeatureOn } from './is-feature-on.ts'

/** The athlete whose performance is read. It is only made for an athlete who asks for their own and has premium. */
export interface PerformanceOf {
  readonly athleteId: string
}

/**
 * Returns the viewer's own performance; null for any other athlete, and where the feature is off. Throws PREMIUM_REQUIRED when the
 * viewer has no premium.
 */
export const openPerformance = async (context: Context, athleteId: string): Promise<PerformanceOf | null> => {
  const { viewerId, loaders } = context
  if (athleteId !== viewerId) return null
  const isPremium = await loaders.performance.isPremium.load(athleteId)
  if (!(await isFeatureOn(context, 'performance-page', isPremium))) return null
  if (!isPremium) throw premiumRequired('performance')
  return { athleteId }
}

const requireValidRange = <Range extends DayRange>(range: Range): Range => {
  const problem = rangeProblem(range)
  if (problem !== null) throw badUserInput([problem])
  return range
}

interface GivenRange {
  readonly since?: string | null | undefined
  readonly until?: string | null | undefined
}

/**
 * Completes a range of days. It ends tomorrow by default, since the day may have begun elsewhere that is still tomorrow at the
 * athlete's home, and covers the given number of days up to then.
 */
const completeRange = async ({ loaders }: Context, { athleteId }: PerformanceOf, given: GivenRange, days: number) => {
  const until = given.until ?? addDays(await loaders.performance.today.load(athleteId), 1)
  return requireValidRange({ athleteId, since: given.since ?? addDays(until, -days), until })
}

export const readFitness = async (
  { stores }: Context,
  { athleteId }: PerformanceOf,
  given: DayRange,
): Promise<readonly FitnessDay[]> => {
  const range = requireValidRange(given)
  return fitnessOver(range, await stores.trainingYears.over(athleteId, yearOf(range.since), yearOf(range.until)))
}

const SEASON_DAYS = 365

export const readPowerCurve = async (context: Context, of: PerformanceOf, given: GivenRange): Promise<readonly ShownPoint[]> => {
  const season = await context.loaders.performance.powerCurve.load(await completeRange(context, of, given, SEASON_DAYS))
  return season.map(({ seconds, value, source }) => ({
    seconds,
    watts: value,
    activityId: source.activityId,
    at: source.startedAt,
  }))
}

/** Power from half a year ago says little about what the athlete can hold now. */
const CRITICAL_POWER_DAYS = 90

export const readCriticalPower = async (
  context: Context,
  of: PerformanceOf,
  given: GivenRange,
): Promise<(CriticalPower & { readonly estimatedFtpWatts: number }) | null> => {
  const range = await completeRange(context, of, given, CRITICAL_POWER_DAYS)
  const season = await context.loaders.performance.powerCurve.load(range)
  const fit = criticalPower(season)
  return fit && { ...fit, estimatedFtpWatts: estimatedFtpWatts(season, fit) }
}

/** Reads the estimates that today's VO2max is computed from. */
const readCurrentEstimates = async ({ loaders }: Context, { athleteId }: PerformanceOf) => {
  const today = await loaders.performance.today.load(athleteId)
  return loaders.performance.vo2Max.load({ athleteId, since: daysBefore(today), until: addDays(today, 1) })
}

export const readVo2Max = async (context: Context, of: PerformanceOf): Promise<ShownVo2Max | null> =>
  currentVo2Max(await readCurrentEstimates(context, of))

export const readVo2MaxHistory = async (
  { loaders }: Context,
  { athleteId }: PerformanceOf,
  given: DayRange,
): Promise<readonly ShownVo2Max[]> => {
  const { since, until } = requireValidRange(given)
  return vo2MaxHistory(await loaders.performance.vo2Max.load({ athleteId, since: daysBefore(since), until }), since)
}

export const readRacePredictions = async (context: Context, of: PerformanceOf): Promise<readonly RacePrediction[]> => {
  const present = currentRunningVo2Max(await readCurrentEstimates(context, of))
  return present === null ? [] : racePredictions(present.mlPerKgPerMin)
}

export const readZoneHistory = async (
  { stores: { activities } }: Context,
  { athleteId }: PerformanceOf,
  { kind, since, until }: DayRange & { readonly kind: ZoneKind },
): Promise<readonly WeekOfZones[]> => {
  const weeks = wholeWeeks(requireValidRange({ since, until }))
  const rows =
    kind === 'POWER'
      ? (await activities.metricIn(athleteId, instantsOf(weeks), 'powerZones')).map((row) => ({
          day: dayOf(row),
          zones: row.metrics.powerZones,
        }))
      : (await activities.metricIn(athleteId, instantsOf(weeks), 'heartRateZones')).map((row) => ({
          day: dayOf(row),
          zones: row.metrics.heartRateZones,
        }))
  return weeksOfZones(
    weeks,
    rows.map(({ day, zones }) => ({ day, zones: zones ?? [] })),
  )
}
