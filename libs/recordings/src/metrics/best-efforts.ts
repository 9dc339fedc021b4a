import { MILE_METERS } from '../measure/laps-and-splits.ts'
import { at } from '../recording.ts'

/** The shortest time over a distance. */
export interface BestEffort {
  readonly distanceMeters: number
  readonly elapsedSeconds: number
  /** Seconds from the first sample. */
  readonly startSeconds: number
}

/** The distances that people race and compare, with their names. */
export const EFFORT_DISTANCES: readonly { readonly name: string; readonly distanceMeters: number }[] = [
  { name: '400 m', distanceMeters: 400 },
  { name: '1/2 mile', distanceMeters: MILE_METERS / 2 },
  { name: '1 km', distanceMeters: 1000 },
  { name: '1 mile', distanceMeters: MILE_METERS },
  { name: '2 miles', distanceMeters: 2 * MILE_METERS },
  { name: '5 km', distanceMeters: 5000 },
  { name: '10 km', distanceMeters: 10_000 },
  { name: '15 km', distanceMeters: 15_000 },
  { name: '10 miles', distanceMeters: 10 * MILE_METERS },
  { name: '20 km', distanceMeters: 20_000 },
  { name: 'Half marathon', distanceMeters: 21_097.5 },
  { name: '30 km', distanceMeters: 30_000 },
  { name: 'Marathon', distanceMeters: 42_195 },
  { name: '50 km', distanceMeters: 50_000 },
]

/** Returns the name of one of these distances; for any other distance, its metres. */
export const effortName = (distanceMeters: number): string =>
  EFFORT_DISTANCES.find((distance) => distance.distanceMeters === distanceMeters)?.name ?? `${Math.round(distanceMeters)} m`

/** Nobody runs faster. A faster window crosses a jump of the distance. */
const CEILING_MPS = 12

/**
 * Returns the best effort over each covered distance, by elapsed time between two places, so pauses count. Two pointers move over
 * the cumulative distance, which never decreases. Time is linear in distance between samples, so the best effort begins or ends
 * at a sample, and its other end lies between two samples. A start is the last moment at its place; an end is the first.
 */
export function bestEfforts(timeSeconds: Float64Array, distance: Float64Array | null): BestEffort[] {
  if (!distance || distance.length < 2) return []
  const covered = at(distance, distance.length - 1) - at(distance, 0)
  return EFFORT_DISTANCES.flatMap(({ distanceMeters }) => {
    if (distanceMeters > covered) return []
    const effort = leastTime(timeSeconds, distance, distanceMeters)
    return effort ? [effort] : []
  })
}

function leastTime(time: Float64Array, distance: Float64Array, meters: number): BestEffort | null {
  const leastPossible = meters / CEILING_MPS
  const last = distance.length - 1
  let best: BestEffort | null = null
  let least = Number.POSITIVE_INFINITY
  const offer = (startSeconds: number, endSeconds: number): void => {
    const elapsedSeconds = endSeconds - startSeconds
    if (elapsedSeconds < leastPossible || elapsedSeconds >= least) return
    least = elapsedSeconds
    best = { distanceMeters: meters, elapsedSeconds, startSeconds }
  }
  // Efforts that begin at a sample. `end` is the first sample that is far enough away. When the time up to the sample before is
  // already too long, no division is needed.
  for (let start = 0, end = 1; start <= last; start++) {
    while (end <= last && at(distance, end) < at(distance, start) + meters) end++
    if (end > last) break
    if (at(time, end - 1) - at(time, start) >= least) continue
    offer(at(time, start), whenAt(time, distance, end - 1, at(distance, start) + meters))
  }
  // Efforts that end at a sample. `start` is the last sample that is far enough behind.
  for (let start = 0, end = 1; end <= last; end++) {
    if (at(distance, end) - meters < at(distance, 0)) continue
    while (start + 1 <= last && at(distance, start + 1) <= at(distance, end) - meters) start++
    if (at(time, end) - at(time, start + 1) >= least) continue
    offer(whenAt(time, distance, start, at(distance, end) - meters), at(time, end))
  }
  return best
}

/** Returns when a place between samples i and i + 1 was reached, interpolated linearly. */
function whenAt(time: Float64Array, distance: Float64Array, i: number, place: number): number {
  const span = at(distance, i + 1) - at(distance, i)
  return span > 0 ? at(time, i) + ((at(time, i + 1) - at(time, i)) * (place - at(distance, i))) / span : at(time, i)
}
