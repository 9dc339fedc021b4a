import { at, type Recording } from '../recording.ts'
import type { LapSum } from './course.ts'
import { deviceSeconds } from './device-seconds.ts'
import { climbingWithin } from './elevation.ts'
import { between, lastAtMost, type Motion } from './motion.ts'
import { firstAtOrAfter, spanMean } from './span-means.ts'
import type { Stretch } from './stretches.ts'

export const KILOMETER_METERS = 1000
export const MILE_METERS = 1609.344

/** A lap, as the API's Lap. */
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

/** A kilometre or a mile, as the API's Split; the last is what remains. */
export interface Split {
  readonly index: number
  readonly distanceMeters: number
  readonly movingSeconds: number
  readonly elevationChangeMeters: number | null
  readonly averageHeartRateBpm: number | null
  readonly averageSpeedMps: number
  readonly gradeAdjustedSpeedMps: number | null
}

/** What splits are cut from. */
export interface SplitLine {
  readonly recording: Pick<Recording, 'timeSeconds' | 'channels'>
  readonly stretches: readonly Stretch[]
  readonly motion: Pick<Motion, 'movingSeconds'>
  readonly distance: Float64Array | null
  readonly smooth: Float64Array | null
  readonly adjustedDistance: Float64Array | null
}

/** What laps are cut from, too. */
export interface Line extends SplitLine {
  readonly recording: Recording
  /** Of each lap, where its metres are known apart from the samples. */
  readonly lapSums: readonly LapSum[] | null
}

/** The value of a column at a moment of the recording, straight between samples. */
export const valueAt = (timeSeconds: Float64Array, column: Float64Array, moment: number): number =>
  between(timeSeconds, column, lastAtMost(timeSeconds, moment), moment)

/**
 * The device's laps, measured like the whole: from the samples, so that they agree with it; where that moved by the timer's word, so did they. Elapsed
 * time is the device's own where it wrote one, since it knows the parts of a second. No lap moved for longer than it lasted, or than the whole.
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

/** Nobody covers 10,000 km at once, and reads as many splits. */
const FARTHEST_SPLIT_METERS = 10_000_000
/** A remainder shorter than this is no split of its own but the end of the last. */
const LEAST_REMAINDER_METERS = 1

/** The whole cut at every `unitMeters` of distance, at moments straight between samples; the splits' distances and moving times sum to the whole's. Empty without distance, and for more than 10,000 km. */
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
    // Somewhere nobody moved by the rule, metres can still add up (drift): over the elapsed time then, since a speed must be finite.
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

/** When a distance was first reached. */
function timeAtDistance(timeSeconds: Float64Array, distance: Float64Array, meters: number): number {
  const i = firstAtOrAfter(distance, meters)
  if (i === 0) return 0
  const share = (meters - at(distance, i - 1)) / (at(distance, i) - at(distance, i - 1))
  return at(timeSeconds, i - 1) + share * (at(timeSeconds, i) - at(timeSeconds, i - 1))
}

/** A column without gaps: the last known value carried on, the first one back to the start. */
function carried(column: Float64Array): Float64Array {
  const full = column.slice()
  let known = full.find((value) => !Number.isNaN(value)) ?? 0
  for (let i = 0; i < full.length; i++) {
    if (Number.isNaN(at(full, i))) full[i] = known
    else known = at(full, i)
  }
  return full
}
