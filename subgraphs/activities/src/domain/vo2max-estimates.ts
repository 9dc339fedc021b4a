import { addDays } from '@gruppetto/graph'
import { median, type Vo2Max, type Vo2MaxMethod } from '@gruppetto/recordings'

/** The VO2max that one activity indicates, on its day. */
export interface Vo2MaxEstimate extends Vo2Max {
  readonly date: string
  readonly activityId: string
}

/** An estimate as it is shown. One that combines several activities names none. */
export interface ShownVo2Max {
  readonly date: string
  readonly mlPerKgPerMin: number
  readonly method: Vo2MaxMethod
  readonly activityId: string | null
}

/** Fitness of somebody who keeps training changes little within this many days. */
const PRESENT_DAYS = 90

/** The first day whose estimates count for a range that starts on `day`. */
export const daysBefore = (day: string): string => addDays(day, -PRESENT_DAYS)

/**
 * Returns the estimates from `since` on, in order. An effort that may have been an easy one counts only when no estimate of its
 * kind in the 90 days before is higher. `estimates` are in order and include those of the 90 days before.
 */
export const vo2MaxHistory = (estimates: readonly Vo2MaxEstimate[], since: string): readonly ShownVo2Max[] => {
  const counts = (estimate: Vo2MaxEstimate, index: number): boolean => {
    const from = daysBefore(estimate.date)
    for (let i = index - 1; i >= 0; i--) {
      const earlier = estimates[i]
      if (earlier === undefined || earlier.date < from) return true
      if (earlier.method === estimate.method && earlier.mlPerKgPerMin > estimate.mlPerKgPerMin) return false
    }
    return true
  }
  return estimates.filter((each, index) => each.date >= since && (!each.isAtLeast || counts(each, index))).map(toShown)
}

const toShown = ({ isAtLeast: _how, ...estimate }: Vo2MaxEstimate): ShownVo2Max => estimate

const best = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null =>
  estimates.reduce<ShownVo2Max | null>(
    (most, each) => (each.mlPerKgPerMin >= (most?.mlPerKgPerMin ?? 0) ? toShown(each) : most),
    null,
  )

const medianOfSteadyRuns = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null => {
  const middle = median(estimates.map(({ mlPerKgPerMin }) => mlPerKgPerMin))
  const last = estimates.at(-1)
  return middle === null || last === undefined
    ? null
    : { date: last.date, mlPerKgPerMin: middle, method: last.method, activityId: null }
}

/**
 * Returns the present VO2max from the estimates of 90 days, in order: the best race, or without races the median of the steady
 * runs. An effort whose intensity is not known counts when it is higher. Returns null without estimates.
 */
export const currentVo2Max = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null => {
  const sure = estimates.filter(({ isAtLeast }) => !isAtLeast)
  const known =
    best(sure.filter(({ method }) => method === 'RACE')) ??
    medianOfSteadyRuns(sure.filter(({ method }) => method === 'STEADY_RUN'))
  const least = best(estimates.filter(({ isAtLeast }) => isAtLeast))
  return known === null || (least !== null && least.mlPerKgPerMin > known.mlPerKgPerMin) ? least : known
}

/** Returns the present VO2max of running, from which races are predicted. */
export const currentRunningVo2Max = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null =>
  currentVo2Max(estimates.filter(({ method }) => method !== 'RIDE'))
