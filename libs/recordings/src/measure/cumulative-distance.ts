import { haversineMeters } from '../geometry/distance.ts'
import type { KeptPositions } from '../geometry/positions.ts'
import { at, type Recording } from '../recording.ts'
import { ceilingSpeedMps } from '../sports.ts'
import { firstAtOrAfter, highest } from './span-means.ts'

/** A larger fall that lasts is a reset of the counter. A smaller one is a correction. */
const RESET_METERS = 100
/** The longest glitch, in samples. */
const GLITCH_SAMPLES = 3
/** A larger first value was counted before the recording began, unless the device's total includes it. */
const CARRIED_METERS = 1000
/** When the counter exceeds the total by less, it was only counted differently. */
const LEAST_OVER_METERS = 10
/** The largest difference between a lap's own total and the counter. */
const LAP_SHARE = 0.03
const LAP_METERS = 5
/** The sample at a lap's end may be up to this many samples late. */
const LATE_SAMPLES = 2
/** Faster than anything that is recorded. */
const MOST_MPS = 100
/** A device that lost count for a while adds what it missed in one step. Up to this much is not a jump. */
const MADE_GOOD_METERS = 1000

export interface CumulativeDistance {
  /** Cumulative metres at each sample, never decreasing and without gaps: interpolated linearly between known values. */
  readonly meters: Float64Array
  /** Steps that are impossible and do not count. */
  readonly jumps: number
}

/**
 * Returns the cumulative metres: the device's own channel, repaired, if there is one; otherwise the haversine sum over the kept
 * positions. Returns null when there is neither, and for a counter that stayed at 0 while nothing else has positions.
 */
export function cumulativeDistance(recording: Recording, positions: KeptPositions | null): CumulativeDistance | null {
  const { timeSeconds, channels, sport } = recording
  const ceiling = ceilingSpeedMps(sport)
  const device = channels.distanceMeters
    ? repaired(lapsAddedUp(channels.distanceMeters, recording), recording.totals.distanceMeters)
    : null
  if (device?.some((meters) => meters > 0)) return finished(timeSeconds, device, ceiling)
  if (!positions || positions.kept.length < 2) return null
  return finished(timeSeconds, alongPositions(positions), ceiling)
}

function finished(timeSeconds: Float64Array, meters: Float64Array, ceilingMps: number): CumulativeDistance {
  const jumps = bridgeJumps(timeSeconds, meters)
  forgetStandstills(timeSeconds, meters, ceilingMps)
  return { meters: filled(timeSeconds, meters), jumps }
}

/**
 * Returns the metres counted before the first sample that do not belong to this recording: one leg of several, saved alone,
 * continues the counter of the legs before. They are subtracted when the device's total matches the gain of the counter and
 * clearly not its final value. Without a total, a large first value is subtracted.
 */
function carriedMeters(first: number, last: number, total: number | null): number {
  if (!total) return first > CARRIED_METERS ? first : 0
  const over = last - total
  if (over > LEAST_OVER_METERS && Math.abs(first - over) < over / 2) return Math.min(first, over)
  return first > CARRIED_METERS && Math.abs(over) >= Math.abs(first - over) ? first : 0
}

/**
 * Joins a counter that resets at each lap into a continuous one. The counter resets when it shows each lap's own total at the
 * lap's end and all totals together clearly exceed its maximum. When no lap has a total, the counter must fall at the start of
 * each. Otherwise it is returned unchanged.
 */
function lapsAddedUp(channel: Float64Array, { timeSeconds, laps }: Recording): Float64Array {
  const most = highest(channel) ?? 0
  const sum = laps.reduce((meters, lap) => meters + (lap.distanceMeters ?? 0), 0)
  const isMore = sum > most * (1 + LAP_SHARE) + LAP_METERS
  if (laps.length < 2 || (sum > 0 && !isMore)) return channel
  const begins = laps.map((lap) => beginOf(channel, firstAtOrAfter(timeSeconds, lap.startSeconds)))
  if (!isMore && !begins.every((begin, i) => i === 0 || at(channel, begin) < at(channel, begin - 1))) return channel
  const added = channel.slice()
  let before = 0
  let reachedBefore = Number.POSITIVE_INFINITY
  for (const [i, lap] of laps.entries()) {
    const [from, to] = [i === 0 ? 0 : (begins[i] ?? 0), begins[i + 1] ?? channel.length]
    const reached = highest(channel.subarray(from, to)) ?? 0
    const total = lap.distanceMeters || reached
    if (reached > total * (1 + LAP_SHARE) + LAP_METERS) return channel
    // The counter continues from the lap before and does not show the lap's metres: the laps are longer than the file.
    if (lowest(channel.subarray(from, to)) >= reachedBefore && reached * 2 < total) return channel
    reachedBefore = reached
    for (let k = from; k < to; k++) added[k] = at(channel, k) + before
    before += total
  }
  return added
}

/** Returns where the counter of a lap begins: where it falls, at the lap's start or slightly later; otherwise at the start. */
function beginOf(channel: Float64Array, start: number): number {
  let before = Number.NaN
  for (let i = Math.max(0, start - 1); i <= Math.min(channel.length - 1, start + LATE_SAMPLES); i++) {
    if (at(channel, i) < before) return i
    if (!Number.isNaN(at(channel, i))) before = at(channel, i)
  }
  return start
}

/** Returns the metres with resets bridged, increasing from 0; NaN where the channel has no value or a single outlier. */
function repaired(channel: Float64Array, total: number | null): Float64Array {
  const meters = new Float64Array(channel.length).fill(Number.NaN)
  const known: number[] = []
  for (let i = 0; i < channel.length; i++) if (!Number.isNaN(at(channel, i))) known.push(i)
  const value = (k: number): number => at(channel, known[k] as number)
  let offset = known.length > 0 ? -carriedMeters(value(0), value(known.length - 1), total) : 0
  let previous = Number.NEGATIVE_INFINITY
  let last = 0
  for (let k = 0; k < known.length; k++) {
    const here = value(k)
    if (here < previous) {
      const soon = Math.min(known.length - 1, k + GLITCH_SAMPLES)
      if (soon > k && recovers(value, k + 1, soon, previous)) continue
      if (here < previous - RESET_METERS && here < previous / 10) offset = last
      else if (offset + here < last) {
        meters[known[k] as number] = last
        continue
      }
    } else if (here > previous + RESET_METERS && k + 1 < known.length && previous >= 0 && value(k + 1) < here - RESET_METERS) {
      // Up and down again at once: the single value is the outlier, not what follows.
      if (value(k + 1) >= previous) continue
    }
    previous = here
    last = Math.max(last, offset + here)
    meters[known[k] as number] = last
  }
  return meters
}

const recovers = (value: (k: number) => number, from: number, to: number, level: number): boolean => {
  for (let k = from; k <= to; k++) if (value(k) >= level) return true
  return false
}

function alongPositions({ latitude, longitude, kept }: KeptPositions): Float64Array {
  const meters = new Float64Array(latitude.length).fill(Number.NaN)
  let sum = 0
  for (let k = 0; k < kept.length; k++) {
    const i = kept[k] as number
    const before = k > 0 ? (kept[k - 1] as number) : i
    sum += haversineMeters(at(latitude, before), at(longitude, before), at(latitude, i), at(longitude, i))
    meters[i] = sum
  }
  return meters
}

/**
 * Removes impossible steps from never-decreasing metres (NaN where unknown), in place, and returns their number. A standstill or
 * a gap allows 100 m for each of its seconds: the end of a tunnel counts fully, whether samples were missing or the metres did
 * not change.
 */
function bridgeJumps(timeSeconds: Float64Array, meters: Float64Array): number {
  let jumps = 0
  let leftOut = 0
  let before = Number.NaN
  let covered = 0
  let roseAt = 0
  let possible = MADE_GOOD_METERS
  for (let i = 0; i < meters.length; i++) {
    const here = at(meters, i)
    if (Number.isNaN(here)) continue
    const step = Number.isNaN(before) ? 0 : here - before
    if (step > 0) {
      possible = Math.min(possible, MADE_GOOD_METERS) + MOST_MPS * (at(timeSeconds, i) - roseAt)
      if (step <= possible) possible -= step
      else {
        leftOut += step
        jumps++
      }
    }
    if (step > 0 || Number.isNaN(before)) roseAt = at(timeSeconds, i)
    before = here
    // Differences of large numbers may be slightly too small.
    covered = Math.max(covered, here - leftOut)
    meters[i] = covered
  }
  return jumps
}

/**
 * Finds a standstill after which the athlete is suddenly farther than the fastest speed of the sport allows: the receiver
 * repeated its last position, or the counter waited. Makes it unknown (NaN), in place, so that its metres are spread over it.
 * After a stop at a traffic light the speed stays normal, so that stop is kept.
 */
function forgetStandstills(timeSeconds: Float64Array, meters: Float64Array, ceilingMps: number): void {
  let before = -1
  let roseAt = -1
  for (let i = 0; i < meters.length; i++) {
    if (Number.isNaN(at(meters, i))) continue
    const step = before < 0 ? 0 : at(meters, i) - at(meters, before)
    if (step > 0 && step > ceilingMps * (at(timeSeconds, i) - at(timeSeconds, before))) meters.fill(Number.NaN, roseAt + 1, i)
    if (step > 0 || before < 0) roseAt = i
    before = i
  }
}

/** Interpolates between known values linearly by time; 0 at the first sample when unknown, constant after the last known value. */
function filled(timeSeconds: Float64Array, values: Float64Array): Float64Array {
  if (values.length > 0 && Number.isNaN(at(values, 0))) values[0] = 0
  let known = 0
  for (let i = 1; i < values.length; i++) {
    if (Number.isNaN(at(values, i))) continue
    if (i > known + 1) interpolate(timeSeconds, values, known, i)
    known = i
  }
  values.fill(at(values, known), known)
  return values
}

function interpolate(timeSeconds: Float64Array, values: Float64Array, from: number, to: number): void {
  const span = at(timeSeconds, to) - at(timeSeconds, from)
  const slope = (at(values, to) - at(values, from)) / span
  for (let k = from + 1; k < to; k++) values[k] = at(values, from) + slope * (at(timeSeconds, k) - at(timeSeconds, from))
}

function lowest(column: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  for (const value of column) if (value < least) least = value
  return least
}
