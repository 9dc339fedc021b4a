import { at } from '../recording.ts'

const STEEPEST = 0.45
/** J/kg/m on flat ground. */
export const FLAT_COST = 3.6

/**
 * Returns the energy cost of running or walking one metre at a gradient (rise over run), in J/kg/m. Gradients beyond 45 % count
 * as 45 %. Source: Minetti et al. 2002, J Appl Physiol 93.
 */
export function gradientCost(gradient: number): number {
  const i = Math.max(-STEEPEST, Math.min(STEEPEST, gradient))
  return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + FLAT_COST
}

/**
 * Returns, for each sample, the metres on flat ground with the same energy cost as the metres so far. An unknown gradient counts
 * as flat.
 */
export function gradeAdjustedDistance(distance: Float64Array, gradient: Float64Array | null): Float64Array {
  if (!gradient) return distance
  const adjusted = new Float64Array(distance.length)
  adjusted[0] = at(distance, 0)
  for (let i = 1; i < distance.length; i++) {
    const slope = at(gradient, i)
    const factor = Number.isNaN(slope) ? 1 : gradientCost(slope) / FLAT_COST
    adjusted[i] = at(adjusted, i - 1) + (at(distance, i) - at(distance, i - 1)) * factor
  }
  return adjusted
}
