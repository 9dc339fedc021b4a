import type { CriticalPower } from './critical-power.ts'

/**
 * Returns W' after each second of a one-second series of watts, in joules. Above critical power it falls by the difference;
 * below, it recovers by (CP - P)(W' - w) / W' (the differential form of Skiba et al. 2015, Med Sci Sports Exerc 47). A negative
 * value means that critical power or W' is set too low.
 */
export function wPrimeBalance(
  powerWatts: Float64Array,
  { watts, wPrimeJoules }: Pick<CriticalPower, 'watts' | 'wPrimeJoules'>,
): Float64Array {
  let left = wPrimeJoules
  return powerWatts.map((power) => {
    left -= power > watts ? power - watts : ((power - watts) * (wPrimeJoules - left)) / wPrimeJoules
    return left
  })
}
