import { at } from '../recording.ts'

const STEEPEST = 0.45
/** J/kg/m on the flat. */
export const FLAT_COST = 3.6

/** Cost of running or walking a metre on a gradient (rise over run), J/kg/m; beyond 45 % as at 45 %. Source: Minetti et al. 2002, J Appl Physiol 93. */
export function gradientCost(gradient: number): number {
  const i = Math.max(-STEEPEST, Math.min(STEEPEST, gradient))
  return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + FLAT_COST
}

/** Metres on the flat that would have cost as much as those covered until each sample; an unknown gradient, or none at all, is flat. */
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
