import { at, type Recording } from '../recording.ts'
import type { LapSum } from './course.ts'
import { deviceSeconds } from './device-seconds.ts'
import { climbingWithin } from './elevation.ts'
import { between, lastAtMost, type Motion } from './motion.ts'
import { firstAtOrAfter, spanMean } from './span-means.ts'
import type { Stretch } from './stretches.ts'

export const KILOMETER_METERS = 1000
export const MILE_METERS = 1609.344

/** A lap of the API. */
export interface Lap {
  readonly index: number
  readonly startSeconds: number
  readonly elapsedSeconds: number
  readonly movingSeconds: number
  readonly distanceMeters: number
  readonly averageHeartRateBpm: number | null
  readonly averagePowerWatts: number | null
  readonly averageSpeedMps: number | null
  readonly elevationGainMeters: number | null
}

/** A split of the API: a kilometre or a mile. The last one is the remainder. */
export interface Split {
  readonly index: number
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationChangeMeters: number | null
  readonly averageHeartRateBpm: number | null
  readonly averageSpeedMps: number
  readonly gradeAdjustedSpeedMps: number | null
}

/** The data from which splits are cut. */
export interface SplitLine {
  readonly recording: Pick<Recording, 'timeSeconds' | 'channels'>
  readonly stretches: readonly Stretch[]
  readonly motion: Pick<Motion, 'movingSeconds'>
  readonly distance: Float64Array | null
  readonly smooth: Float64Array | null
  readonly adjustedDistance: Float64Array | null
}

/** The data from which laps are cut. */
export interface Line extends SplitLine {
  readonly recording: Recording
  /** One for each lap, when its metres are known apart from the samples. */
  readonly lapSums: readonly LapSum[] | null
}

/** Returns the value of a column at a moment of the recording, interpolated linearly between samples. */
export const valueAt = (timeSeconds: Float64Array, column: Float64Array, moment: number): number =>
  between(timeSeconds, column, lastAtMost(timeSeconds, moment), moment)

/**
 * Measures the laps of the device from the samples, like the whole recording, so that both agree; when the moving time of the
 * whole comes from the timer, theirs does too. The elapsed time is the device's own if it wrote one, since it includes fractions
 * of a second. The moving time of a lap never exceeds its elapsed time, nor that of the whole recording.
 */
export function measureLaps(
  { recording, stretches, motion, distance, smooth, lapSums }: Line,
  wholeMovingSeconds: number,
): Lap[] {
  const { timeSeconds, channels } = recording
  const heartRate = spanMean(channels.heartRateBpm)
  const power = spanMean(channels.powerWatts)
  return recording.laps.map((lap, i) => {
    const within = (column: Float64Array): number =>
      valueAt(timeSeconds, column, lap.endSeconds) - valueAt(timeSeconds, column, lap.startSeconds)
    const first = firstAtOrAfter(timeSeconds, lap.startSeconds)
    const isToTheEnd = lap.endSeconds >= at(timeSeconds, timeSeconds.length - 1)
    const afterLast = isToTheEnd ? timeSeconds.length : firstAtOrAfter(timeSeconds, lap.endSeconds)
    // The distance that the first sample already shows was covered in the first lap.
    const shown = distance && i === 0 && first === 0 ? at(distance, 0) : 0
    const sum = lapSums?.[i]
    const distanceMeters = sum?.distanceMeters ?? (distance ? within(distance) + shown : 0)
    const lapSeconds = lap.endSeconds - lap.startSeconds
    const timed = distance ? null : deviceSeconds(lap.timerSeconds, lapSeconds)
    const elapsedSeconds = deviceSeconds(lap.elapsedSeconds, lapSeconds) ?? lapSeconds
    const movingSeconds = Math.min(
      wholeMovingSeconds,
      elapsedSeconds,
      sum?.movingSeconds ?? timed ?? within(motion.movingSeconds),
    )
    return {
      index: i,
      startSeconds: lap.startSeconds,
      elapsedSeconds,
      movingSeconds,
      distanceMeters,
      averageHeartRateBpm: heartRate(first, afterLast),
      averagePowerWatts: power(first, afterLast),
      averageSpeedMps: distance && movingSeconds > 0 ? distanceMeters / movingSeconds : null,
      elevationGainMeters: smooth && climbingWithin(smooth, stretches, first, Math.max(first, afterLast - 1)).gainMeters,
    }
  })
}

/** Nobody covers 10,000 km in one activity or reads as many splits. */
const FARTHEST_SPLIT_METERS = 10_000_000
/** A shorter remainder is not a split but belongs to the last one. */
const LEAST_REMAINDER_METERS = 1

/**
 * Cuts the recording at every `unitMeters` of distance, at moments interpolated between samples. The distances and moving times
 * of the splits add up to the whole. Returns an empty list without distance, and for more than 10,000 km.
 */
export function measureSplits(line: SplitLine, unitMeters: number): Split[] {
  const { recording, motion, distance, smooth, adjustedDistance } = line
  const { timeSeconds, channels } = recording
  const last = timeSeconds.length - 1
  const total = distance ? at(distance, last) : 0
  if (!distance || total <= 0 || total > FARTHEST_SPLIT_METERS) return []
  const heartRate = spanMean(channels.heartRateBpm)
  const altitude = smooth && carried(smooth)
  const count = Math.max(1, Math.ceil((total - LEAST_REMAINDER_METERS) / unitMeters))
  const splits: Split[] = []
  let from = 0
  let first = 0
  for (let index = 0; index < count; index++) {
    const isLast = index === count - 1
    const to = isLast ? at(timeSeconds, last) : timeAtDistance(timeSeconds, distance, (index + 1) * unitMeters)
    const afterLast = isLast ? last + 1 : firstAtOrAfter(timeSeconds, to)
    const within = (column: Float64Array): number => valueAt(timeSeconds, column, to) - valueAt(timeSeconds, column, from)
    const distanceMeters = isLast ? total - index * unitMeters : unitMeters
    const movingSeconds = within(motion.movingSeconds)
    // Metres can add up by drift where nobody counts as moving. Then we use the elapsed time, since a speed must be finite.
    const seconds = movingSeconds > 0 ? movingSeconds : to - from
    splits.push({
      index,
      distanceMeters,
      movingSeconds,
      elevationChangeMeters: altitude && within(altitude),
      averageHeartRateBpm: heartRate(first, afterLast),
      averageSpeedMps: seconds > 0 ? distanceMeters / seconds : 0,
      gradeAdjustedSpeedMps: smooth && adjustedDistance && seconds > 0 ? within(adjustedDistance) / seconds : null,
    })
    from = to
    first = afterLast
  }
  return splits
}

/** Returns the moment when a distance was first reached. */
function timeAtDistance(timeSeconds: Float64Array, distance: Float64Array, meters: number): number {
  const i = firstAtOrAfter(distance, meters)
  if (i === 0) return 0
  const share = (meters - at(distance, i - 1)) / (at(distance, i) - at(distance, i - 1))
  return at(timeSeconds, i - 1) + share * (at(timeSeconds, i) - at(timeSeconds, i - 1))
}

/** Fills the gaps of a column: with the last known value, and before the first known value with that. */
function carried(column: Float64Array): Float64Array {
  const full = column.slice()
  let known = full.find((value) => !Number.isNaN(value)) ?? 0
  for (let i = 0; i < full.length; i++) {
    if (Number.isNaN(at(full, i))) full[i] = known
    else known = at(full, i)
  }
  return full
}
