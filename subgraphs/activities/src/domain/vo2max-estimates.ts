import { median, type Vo2Max, type Vo2MaxMethod } from '@gruppetto/recordings'
import { addDays } from './days.ts'

/** What one activity says of VO2max, on its day. */
export interface Vo2MaxEstimate extends Vo2Max {
  readonly date: string
  readonly activityId: string
}

/** An estimate as it is shown; of several activities together it names none. */
export interface ShownVo2Max {
  readonly date: string
  readonly mlPerKgPerMin: number
  readonly method: Vo2MaxMethod
  readonly activityId: string | null
}

/** Who trains on is about as fit as this many days ago. */
const PRESENT_DAYS = 90

/** The days whose estimates have a say in those of a range. */
export const daysBefore = (day: string): string => addDays(day, -PRESENT_DAYS)

/**
 * Estimates of `since` on, in order: where an effort may have been an easy one, it counts only if none of its kind in the 90 days before says more.
 * `estimates`: oldest first, those of the 90 days before too.
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
 * VO2max by the estimates of 90 days, oldest first: the best race, where there is none the median of the steady runs; more where an effort, of which
 * nothing says how hard it was, shows that there is more. Null without any.
 */
export const currentVo2Max = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null => {
  const sure = estimates.filter(({ isAtLeast }) => !isAtLeast)
  const known =
    best(sure.filter(({ method }) => method === 'RACE')) ??
    medianOfSteadyRuns(sure.filter(({ method }) => method === 'STEADY_RUN'))
  const least = best(estimates.filter(({ isAtLeast }) => isAtLeast))
  return known === null || (least !== null && least.mlPerKgPerMin > known.mlPerKgPerMin) ? least : known
}

/** VO2max as running says it, which races are predicted from. */
export const currentRunningVo2Max = (estimates: readonly Vo2MaxEstimate[]): ShownVo2Max | null =>
  currentVo2Max(estimates.filter(({ method }) => method !== 'RIDE'))
