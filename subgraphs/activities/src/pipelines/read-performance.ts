import { badUserInput, premiumRequired } from '@gruppetto/graph'
import { type CriticalPower, criticalPower, estimatedFtpWatts, type RacePrediction, racePredictions } from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import { dayOf } from '../domain/activity.ts'
import { addDays, type DayRange, instantsOf, rangeProblem, yearOf } from '../domain/days.ts'
import type { ShownPoint } from '../domain/show-measurements.ts'
import { type FitnessDay, fitnessOver } from '../domain/training-years.ts'
import { currentRunningVo2Max, currentVo2Max, daysBefore, type ShownVo2Max, vo2MaxHistory } from '../domain/vo2max-estimates.ts'
import { type WeekOfZones, weeksOfZones, wholeWeeks } from '../domain/weeks-of-zones.ts'
import type { ZoneKind } from '../generated/resolvers.ts'

/** Whose performance it is: only ever made for the athlete who asks, and has premium. */
export interface PerformanceOf {
  readonly athleteId: string
}

/** The athlete's own performance: PREMIUM_REQUIRED without premium; of anybody else null, which says nothing of them. */
export const openPerformance = async (athleteId: string, { viewerId, loaders }: Context): Promise<PerformanceOf | null> => {
  if (athleteId !== viewerId) return null
  if (!(await loaders.performance.isPremium.load(athleteId))) throw premiumRequired('performance')
  return { athleteId }
}

const checked = <Range extends DayRange>(range: Range): Range => {
  const problem = rangeProblem(range)
  if (problem !== null) throw badUserInput([problem])
  return range
}

interface GivenRange {
  readonly since?: string | null | undefined
  readonly until?: string | null | undefined
}

/** A range of days that may be open: until now, where a day may have begun that is tomorrow at home; and so many days up to then. */
const openRange = async ({ athleteId }: PerformanceOf, given: GivenRange, days: number, { loaders }: Context) => {
  const until = given.until ?? addDays(await loaders.performance.today.load(athleteId), 1)
  return checked({ athleteId, since: given.since ?? addDays(until, -days), until })
}

export const readFitness = async (
  { athleteId }: PerformanceOf,
  given: DayRange,
  { services }: Context,
): Promise<readonly FitnessDay[]> => {
  const range = checked(given)
  return fitnessOver(range, await services.stores.trainingYears.over(athleteId, yearOf(range.since), yearOf(range.until)))
}

const SEASON_DAYS = 365

export const readPowerCurve = async (of: PerformanceOf, given: GivenRange, context: Context): Promise<readonly ShownPoint[]> => {
  const season = await context.loaders.performance.powerCurve.load(await openRange(of, given, SEASON_DAYS, context))
  return season.map(({ seconds, value, source }) => ({
    seconds,
    watts: value,
    activityId: source.activityId,
    at: source.startedAt,
  }))
}

/** What was held half a year ago says little of what can be held now. */
const CRITICAL_POWER_DAYS = 90

export const readCriticalPower = async (
  of: PerformanceOf,
  given: GivenRange,
  context: Context,
): Promise<(CriticalPower & { readonly estimatedFtpWatts: number }) | null> => {
  const range = await openRange(of, given, CRITICAL_POWER_DAYS, context)
  const season = await context.loaders.performance.powerCurve.load(range)
  const fit = criticalPower(season)
  return fit && { ...fit, estimatedFtpWatts: estimatedFtpWatts(season, fit) }
}

/** The estimates that say what VO2max is now. */
const presentEstimates = async ({ athleteId }: PerformanceOf, { loaders }: Context) => {
  const today = await loaders.performance.today.load(athleteId)
  return loaders.performance.vo2Max.load({ athleteId, since: daysBefore(today), until: addDays(today, 1) })
}

export const readVo2Max = async (of: PerformanceOf, context: Context): Promise<ShownVo2Max | null> =>
  currentVo2Max(await presentEstimates(of, context))

export const readVo2MaxHistory = async (
  { athleteId }: PerformanceOf,
  given: DayRange,
  { loaders }: Context,
): Promise<readonly ShownVo2Max[]> => {
  const { since, until } = checked(given)
  return vo2MaxHistory(await loaders.performance.vo2Max.load({ athleteId, since: daysBefore(since), until }), since)
}

export const readRacePredictions = async (of: PerformanceOf, context: Context): Promise<readonly RacePrediction[]> => {
  const present = currentRunningVo2Max(await presentEstimates(of, context))
  return present === null ? [] : racePredictions(present.mlPerKgPerMin)
}

export const readZoneHistory = async (
  { athleteId }: PerformanceOf,
  kind: ZoneKind,
  given: DayRange,
  { services }: Context,
): Promise<readonly WeekOfZones[]> => {
  const weeks = wholeWeeks(checked(given))
  const { activities } = services.stores
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
