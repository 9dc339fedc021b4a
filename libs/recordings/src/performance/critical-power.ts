import type { CurvePoint } from '../measure/power.ts'

/** What an athlete can hold, and the work there is above it. */
export interface CriticalPower {
  readonly watts: number
  readonly wPrimeJoules: number
  /** How well the bests lie on the line: 1 is exactly. */
  readonly r2: number
}

const SHORTEST_SECONDS = 180
const LONGEST_SECONDS = 1200
/** Bests closer together than this are of one kind of effort: a line through them may have any slope. */
const LEAST_RATIO = 2
/** Nobody has less: bests that leave less were no one's best. */
const LEAST_W_PRIME_JOULES = 1000

/**
 * Critical power and W' of a mean-maximal curve: least squares of work against time over its bests of 3 to 20 minutes, the slope and the
 * intercept (Monod and Scherrer 1965; the linear work-time form of Moritani et al. 1981). Null where the bests span less than from one duration
 * to twice it, and where hardly any work is left above the line, as with an athlete who never went to the limit.
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
 * FTP by a curve and the critical power of it: the lower of 95 % of the best of 20 minutes (Allen and Coggan, Training and Racing with a Power
 * Meter) and critical power; critical power alone of who never went 20 minutes without a pause.
 */
export function estimatedFtpWatts(curve: readonly CurvePoint[], { watts }: CriticalPower): number {
  const twentyMinutes = curve.find(({ seconds }) => seconds === LONGEST_SECONDS)
  return twentyMinutes === undefined ? watts : Math.min(0.95 * twentyMinutes.value, watts)
}
