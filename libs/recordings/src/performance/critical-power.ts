import type { CurvePoint } from '../measure/power.ts'

/** The power that an athlete can hold, and the work available above it. */
export interface CriticalPower {
  readonly watts: number
  readonly wPrimeJoules: number
  /** The coefficient of determination of the fitted line; 1 is an exact fit. */
  readonly r2: number
}

const SHORTEST_SECONDS = 180
const LONGEST_SECONDS = 1200
/** Bests with closer durations come from one kind of effort, and a line through them may have any slope. */
const LEAST_RATIO = 2
/** Nobody has less. Bests with a smaller W' were not maximal efforts. */
const LEAST_W_PRIME_JOULES = 1000

/**
 * Returns critical power and W' of a mean-maximal curve: the slope and intercept of a least-squares fit of work over time, with
 * the bests of 3 to 20 minutes (Monod and Scherrer 1965; the linear work-time form of Moritani et al. 1981). Returns null when
 * the longest of these durations is less than twice the shortest, and when hardly any work is left above the line, as for an
 * athlete who never made a maximal effort.
 */
export function criticalPower(curve: readonly CurvePoint[]): CriticalPower | null {
  const bests = curve.filter(({ seconds }) => seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)
  const durations = bests.map(({ seconds }) => seconds)
  if (bests.length < 2 || Math.max(...durations) < LEAST_RATIO * Math.min(...durations)) return null
  const meanTime = durations.reduce((sum, seconds) => sum + seconds, 0) / bests.length
  const meanWork = bests.reduce((sum, { seconds, value }) => sum + seconds * value, 0) / bests.length
  let [timeTime, timeWork, workWork] = [0, 0, 0]
  for (const { seconds, value } of bests) {
    const [time, work] = [seconds - meanTime, seconds * value - meanWork]
    timeTime += time * time
    timeWork += time * work
    workWork += work * work
  }
  const watts = timeWork / timeTime
  const wPrimeJoules = meanWork - watts * meanTime
  if (!(watts > 0 && wPrimeJoules >= LEAST_W_PRIME_JOULES)) return null
  return { watts, wPrimeJoules, r2: (timeWork * timeWork) / (timeTime * workWork) }
}

/**
 * Estimates FTP from a curve and its critical power: the lower of 95 % of the best 20 minutes (Allen and Coggan, Training and
 * Racing with a Power Meter) and critical power; critical power alone when the curve does not reach 20 minutes.
 */
export function estimatedFtpWatts(curve: readonly CurvePoint[], { watts }: CriticalPower): number {
  const twentyMinutes = curve.find(({ seconds }) => seconds === LONGEST_SECONDS)
  return twentyMinutes === undefined ? watts : Math.min(0.95 * twentyMinutes.value, watts)
}
