import { at } from '../recording.ts'
import { DEGREE_METERS, haversineMeters } from './distance.ts'
import { errantPositions } from './errant-positions.ts'

/** Cleaned positions: the columns with null instead of spikes, and the indexes of the positions that were kept. */
export interface KeptPositions {
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly kept: Int32Array
  readonly spikes: number
}

/** Receivers repeat positions and jitter within a second. A shorter interval would turn noise into spikes. */
export const LEAST_SECONDS = 1

/**
 * Drops each position that is unreachable, at `ceilingMps`, from both neighbours: the one kept before and the one after. At an
 * end there is only one neighbour, which counts if it agrees with its own next one. The first `alreadyKept` known positions are
 * kept unchecked: a live track can continue from the last two kept positions, and the decision about a position depends on no
 * more than the two positions after it.
 */
export function dropSpikes(
  timeSeconds: Float64Array,
  latitude: Float64Array,
  longitude: Float64Array,
  ceilingMps: number,
  alreadyKept = 0,
): KeptPositions {
  const known = knownIndexes(latitude)
  const count = known.length
  const isFast = speedCheck(timeSeconds, latitude, longitude, ceilingMps)
  const kept = new Int32Array(count)
  let keptCount = 0
  const sample = (k: number): number => known[k] as number
  for (let k = 0; k < count; k++) {
    const here = sample(k)
    const previous = keptCount > 0 ? (kept[keptCount - 1] as number) : -1
    const next = k + 1 < count ? sample(k + 1) : -1
    const fastFrom = previous >= 0 && isFast(previous, here)
    const fastTo = next >= 0 && (previous < 0 || fastFrom) && isFast(here, next)
    const isSpike =
      previous < 0
        ? fastTo && k + 2 < count && !isFast(next, sample(k + 2))
        : next < 0
          ? fastFrom && keptCount > 1 && !isFast(kept[keptCount - 2] as number, previous)
          : fastFrom && fastTo
    if (k < alreadyKept || !isSpike) kept[keptCount++] = here
  }
  return cleaned(latitude, longitude, known, kept.slice(0, keptCount))
}

/**
 * Returns the positions of a whole recording that are plausible: without runs that the receiver invented, without those before
 * the first fix, and without single spikes.
 */
export function keptPositions(
  timeSeconds: Float64Array,
  latitude: Float64Array,
  longitude: Float64Array,
  ceilingMps: number,
): KeptPositions {
  const known = knownIndexes(latitude)
  const index = (k: number): number => known[k] as number
  const seconds = (a: number, b: number): number => at(timeSeconds, index(b)) - at(timeSeconds, index(a))
  const meters = (a: number, b: number): number =>
    haversineMeters(at(latitude, index(a)), at(longitude, index(a)), at(latitude, index(b)), at(longitude, index(b)))
  const isFastBetween = speedCheck(timeSeconds, latitude, longitude, ceilingMps)
  const isFast = (a: number, b: number): boolean => isFastBetween(index(a), index(b))
  const errant = errantPositions({ count: known.length, seconds, meters, isFast })
  const kept = known.filter((_, k) => errant[k] === 0)
  const without = cleaned(latitude, longitude, known, kept)
  const finished = dropSpikes(timeSeconds, without.latitude, without.longitude, ceilingMps)
  return { ...finished, spikes: finished.spikes + without.spikes }
}

function knownIndexes(latitude: Float64Array): Int32Array {
  const known = new Int32Array(latitude.length)
  let count = 0
  for (let i = 0; i < latitude.length; i++) if (!Number.isNaN(at(latitude, i))) known[count++] = i
  return known.subarray(0, count)
}

/**
 * Returns a check whether nobody can get from one sample to another, given by their indexes. The way along a meridian and then
 * along the equator is never shorter than the great circle and cheap to compute, so most pairs need no more.
 */
function speedCheck(timeSeconds: Float64Array, latitude: Float64Array, longitude: Float64Array, ceilingMps: number) {
  return (a: number, b: number): boolean => {
    const reach = ceilingMps * Math.max(LEAST_SECONDS, Math.abs(at(timeSeconds, b) - at(timeSeconds, a)))
    const [latitude1, longitude1, latitude2, longitude2] = [at(latitude, a), at(longitude, a), at(latitude, b), at(longitude, b)]
    const most = (Math.abs(latitude2 - latitude1) + Math.abs(longitude2 - longitude1)) * DEGREE_METERS
    return most > reach && haversineMeters(latitude1, longitude1, latitude2, longitude2) > reach
  }
}

function cleaned(latitude: Float64Array, longitude: Float64Array, known: Int32Array, kept: Int32Array): KeptPositions {
  const spikes = known.length - kept.length
  if (spikes === 0) return { latitude, longitude, kept, spikes }
  const cleanLatitude = new Float64Array(latitude.length).fill(Number.NaN)
  const cleanLongitude = new Float64Array(latitude.length).fill(Number.NaN)
  for (const i of kept) {
    cleanLatitude[i] = at(latitude, i)
    cleanLongitude[i] = at(longitude, i)
  }
  return { latitude: cleanLatitude, longitude: cleanLongitude, kept, spikes }
}
