import { valueAt } from '../measure/laps-and-splits.ts'
import { firstAtOrAfter, highest, spanMean } from '../measure/span-means.ts'
import { findPauses } from '../parse/pauses.ts'
import { at, type Span, type Sport } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'

/** The content of a file: stored columns, or the visible part of them, and their description. */
export interface WrittenRecording {
  readonly name: string | null
  readonly sport: Sport
  readonly device: string | null
  /** The moment that `timeSeconds` counts from. The first sample may be later. */
  readonly startedAtMs: number
  readonly utcOffsetSeconds: number
  /** Contains at least `timeSeconds` with at least one sample, in order. */
  readonly columns: SampleColumns
  readonly pauses: readonly Span[]
  /** The indexes of the samples after a hidden range. No line leads to them. */
  readonly gaps: readonly number[]
  /** The start of each lap, in the seconds of `timeSeconds`. Empty when the lap button was not pressed. */
  readonly lapStarts: readonly number[]
  readonly elevationGainMeters: number | null
  readonly elevationLossMeters: number | null
  /** Null when unknown. */
  readonly caloriesKcal: number | null
}

/** The samples from `first` up to `afterLast`, which is not included. */
export interface SampleRange {
  readonly first: number
  readonly afterLast: number
}

/**
 * The totals of a lap or of the whole, computed only from the written samples, so that they reveal nothing else. The energy is
 * the one of the whole activity.
 */
export interface Totals extends SampleRange {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly elapsedSeconds: number
  /** Without pauses. */
  readonly timerSeconds: number
  readonly distanceMeters: number | null
  readonly averageSpeedMps: number | null
  readonly maxSpeedMps: number | null
  readonly averageHeartRateBpm: number | null
  readonly maxHeartRateBpm: number | null
  readonly averageCadenceRpm: number | null
  readonly maxCadenceRpm: number | null
  readonly averagePowerWatts: number | null
  readonly maxPowerWatts: number | null
  /** An integer. A lap gets its share by timer time, so that the laps add up to the whole. */
  readonly caloriesKcal: number | null
}

/** Returns the times of the samples. Throws when there is none, since no format allows an activity without samples. */
export const timesOf = ({ columns: { timeSeconds } }: Pick<WrittenRecording, 'columns'>): Float64Array => {
  if (timeSeconds === undefined || timeSeconds.length === 0) throw new Error('a recording without samples cannot be written')
  return timeSeconds
}

/**
 * Returns the sample ranges into which a track is split: at pauses, at hidden ranges, and at gaps that would be a pause in a file
 * without timer events.
 */
export function trackRanges({ pauses, gaps }: WrittenRecording, timeSeconds: Float64Array): SampleRange[] {
  const isAt = (i: number, moment: number): boolean => i < timeSeconds.length && at(timeSeconds, i) === moment
  const ends = [...pauses, ...findPauses(timeSeconds, [], false)].flatMap(({ startSeconds, endSeconds }) => {
    const stop = firstAtOrAfter(timeSeconds, startSeconds)
    return [isAt(stop, startSeconds) ? stop + 1 : stop, firstAtOrAfter(timeSeconds, endSeconds)]
  })
  const ranges: SampleRange[] = []
  let first = 0
  for (const afterLast of [...ends, ...gaps, timeSeconds.length].sort((a, b) => a - b)) {
    if (afterLast <= first) continue
    ranges.push({ first, afterLast })
    first = afterLast
  }
  return ranges
}

const secondsWithin = (pauses: readonly Span[], from: number, to: number): number =>
  pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause.endSeconds) - Math.max(from, pause.startSeconds)), 0)

/** Distributes the calories of the whole to its laps. */
function withCalories(caloriesKcal: number | null, laps: readonly Omit<Totals, 'caloriesKcal'>[]): Totals[] {
  if (caloriesKcal === null) return laps.map((lap) => ({ ...lap, caloriesKcal }))
  const whole = laps.reduce((sum, lap) => sum + lap.timerSeconds, 0)
  let seconds = 0
  let given = 0
  return laps.map((lap, i) => {
    seconds += lap.timerSeconds
    const until = i === laps.length - 1 || whole === 0 ? caloriesKcal : Math.round((caloriesKcal * seconds) / whole)
    const own = until - given
    given = until
    return { ...lap, caloriesKcal: own }
  })
}

/** Returns a function that computes the totals of a range of samples. */
function totaller({ columns, pauses }: WrittenRecording, timeSeconds: Float64Array) {
  const { distanceMeters: distance, speedMps, heartRateBpm, cadenceRpm, powerWatts } = columns
  const heartRate = spanMean(heartRateBpm)
  const cadence = spanMean(cadenceRpm)
  const power = spanMean(powerWatts)
  return (range: SampleRange, startSeconds: number, endSeconds: number): Omit<Totals, 'caloriesKcal'> => {
    const { first, afterLast } = range
    const most = (column: Float64Array | undefined): number | null => highest(column?.subarray(first, afterLast))
    // The distance that the very first sample already shows was covered in the first lap.
    const shown = distance && first === 0 && at(timeSeconds, 0) === 0 ? at(distance, 0) : 0
    const meters = distance
      ? valueAt(timeSeconds, distance, endSeconds) - valueAt(timeSeconds, distance, startSeconds) + shown
      : Number.NaN
    const elapsedSeconds = endSeconds - startSeconds
    const timerSeconds = elapsedSeconds - secondsWithin(pauses, startSeconds, endSeconds)
    const distanceMeters = Number.isNaN(meters) ? null : Math.max(0, meters)
    return {
      ...range,
      startSeconds,
      endSeconds,
      elapsedSeconds,
      timerSeconds,
      distanceMeters,
      averageSpeedMps: distanceMeters !== null && timerSeconds > 0 ? distanceMeters / timerSeconds : null,
      maxSpeedMps: most(speedMps),
      averageHeartRateBpm: heartRate(first, afterLast),
      maxHeartRateBpm: most(heartRateBpm),
      averageCadenceRpm: cadence(first, afterLast),
      maxCadenceRpm: most(cadenceRpm),
      averagePowerWatts: power(first, afterLast),
      maxPowerWatts: most(powerWatts),
    }
  }
}

/**
 * Returns the totals of the whole and of its laps. Each lap ends at the start of the next one, and the first lap begins at the
 * first sample. There is one lap when the lap button was not pressed. Laps without a sample are left out.
 */
export function writtenTotals(written: WrittenRecording): { readonly whole: Totals; readonly laps: readonly Totals[] } {
  const timeSeconds = timesOf(written)
  const total = totaller(written, timeSeconds)
  const [begin, end] = [at(timeSeconds, 0), at(timeSeconds, timeSeconds.length - 1)]
  const later = [...new Set(written.lapStarts.slice(1))].filter((start) => start > begin && start <= end)
  const starts = [begin, ...later.sort((a, b) => a - b)]
  const laps = starts.flatMap((start, i) => {
    const next = starts[i + 1]
    const range = {
      first: i === 0 ? 0 : firstAtOrAfter(timeSeconds, start),
      afterLast: next === undefined ? timeSeconds.length : firstAtOrAfter(timeSeconds, next),
    }
    return range.afterLast > range.first ? [total(range, start, next ?? end)] : []
  })
  const caloriesKcal = written.caloriesKcal === null ? null : Math.round(written.caloriesKcal)
  const whole = { ...total({ first: 0, afterLast: timeSeconds.length }, begin, end), caloriesKcal }
  return { whole, laps: withCalories(caloriesKcal, laps) }
}
