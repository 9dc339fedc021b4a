import { at } from '../recording.ts'
import type { Stretch } from './stretches.ts'

const HALF_METERS = 25
const HALF_SECONDS = 7.5
/** A turn counts when it exceeds this. */
const TURN_METERS = 3

/**
 * Returns the altitude averaged over the 50 m around each sample (25 m on each side; over 15 s when there is no distance), within
 * its stretch. NaN where none is known.
 */
export const smoothAltitude = (
  altitude: Float64Array,
  timeSeconds: Float64Array,
  distance: Float64Array | null,
  stretches: readonly Stretch[],
): Float64Array =>
  distance ? averaged(altitude, distance, HALF_METERS, stretches) : averaged(altitude, timeSeconds, HALF_SECONDS, stretches)

/** Returns the mean of the known values within `half` on both sides of each sample that has a value, within its stretch. */
function averaged(values: Float64Array, along: Float64Array, half: number, stretches: readonly Stretch[]): Float64Array {
  const smooth = new Float64Array(values.length).fill(Number.NaN)
  for (const { first, last } of stretches) {
    let low = first
    let high = first
    let sum = 0
    let count = 0
    for (let i = first; i <= last; i++) {
      const here = at(along, i)
      for (; high <= last && at(along, high) <= here + half; high++) {
        if (Number.isNaN(at(values, high))) continue
        sum += at(values, high)
        count++
      }
      for (; at(along, low) < here - half; low++) {
        if (Number.isNaN(at(values, low))) continue
        sum -= at(values, low)
        count--
      }
      if (count > 0 && !Number.isNaN(at(values, i))) smooth[i] = sum / count
    }
  }
  return smooth
}

export interface Climbing {
  readonly gainMeters: number
  readonly lossMeters: number
}

/**
 * Returns the ascent and descent between two samples: a zigzag whose turns count when they exceed 3 m, each rise in full. NaN is
 * skipped.
 */
export function climbing(altitude: Float64Array, first: number, last: number): Climbing {
  let gainMeters = 0
  let lossMeters = 0
  /** The lowest and highest altitude of the current leg. Its direction is undecided until one of them passes the threshold. */
  let low = Number.NaN
  let high = Number.NaN
  let direction = 0
  for (let i = first; i <= last; i++) {
    const here = at(altitude, i)
    if (Number.isNaN(here)) continue
    if (Number.isNaN(low)) {
      low = here
      high = here
    } else if (direction >= 0 && here > high) high = here
    else if (direction <= 0 && here < low) low = here
    if (direction <= 0 && here - low > TURN_METERS) {
      if (direction < 0) lossMeters += high - low
      direction = 1
      high = here
    } else if (direction >= 0 && high - here > TURN_METERS) {
      if (direction > 0) gainMeters += high - low
      direction = -1
      low = here
    }
  }
  if (direction > 0) gainMeters += high - low
  if (direction < 0) lossMeters += high - low
  return { gainMeters, lossMeters }
}

/** Returns the climbing over the parts of the stretches between two samples, each part separately. */
export function climbingWithin(altitude: Float64Array, stretches: readonly Stretch[], first: number, last: number): Climbing {
  let gainMeters = 0
  let lossMeters = 0
  // There are many laps and many stretches, so we start at the lap by binary search.
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle] as Stretch).last < first) low = middle + 1
    else high = middle
  }
  for (let i = low; i < stretches.length && (stretches[i] as Stretch).first <= last; i++) {
    const stretch = stretches[i] as Stretch
    const part = climbing(altitude, Math.max(first, stretch.first), Math.min(last, stretch.last))
    gainMeters += part.gainMeters
    lossMeters += part.lossMeters
  }
  return { gainMeters, lossMeters }
}

const STEEPEST = 1

/**
 * Returns rise over run across the 50 m around each sample, from the averaged altitude (`smooth`); NaN when the run is less than
 * 5 m. In [-1, 1]. The run is averaged like the altitude: near the ends of a stretch, where one side is shorter, a mean belongs
 * to a place further inside.
 */
export function gradients(
  altitude: Float64Array,
  smooth: Float64Array,
  distance: Float64Array,
  stretches: readonly Stretch[],
): Float64Array {
  const places = altitude.map((meters, i) => (Number.isNaN(meters) ? Number.NaN : at(distance, i)))
  const place = averaged(places, distance, HALF_METERS, stretches)
  const gradient = new Float64Array(smooth.length).fill(Number.NaN)
  for (const { first, last } of stretches) {
    let low = first
    let high = first
    for (let i = first; i <= last; i++) {
      const here = at(distance, i)
      while (at(distance, low) < here - HALF_METERS) low++
      while (high < last && at(distance, high) < here + HALF_METERS) high++
      const run = at(place, high) - at(place, low)
      const rise = at(smooth, high) - at(smooth, low)
      if (run >= 5) gradient[i] = Math.max(-STEEPEST, Math.min(STEEPEST, rise / run))
    }
  }
  return gradient
}
