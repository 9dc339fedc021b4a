import { valueAt } from '../measure/laps-and-splits.ts'
import { firstAtOrAfter, highest, spanMean } from '../measure/span-means.ts'
import { findPauses } from '../parse/pauses.ts'
import { at, type Span, type Sport } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'

/** What is written to a file: stored columns, or those of them that somebody may see, and what is said of them. */
export interface WrittenRecording {
  readonly name: string | null
  readonly sport: Sport
  readonly device: string | null
  /** The instant that `timeSeconds` counts from; the first sample may be later. */
  readonly startedAtMs: number
  readonly utcOffsetSeconds: number
  /** With at least `timeSeconds` of at least one sample, in order. */
  readonly columns: SampleColumns
  readonly pauses: readonly Span[]
  /** Indices of the samples that come after a hidden stretch: no line leads to them. */
  readonly gaps: readonly number[]
  /** When each lap began, in seconds as `timeSeconds`; none where nobody pressed the button. */
  readonly lapStarts: readonly number[]
  readonly elevationGainMeters: number | null
  readonly elevationLossMeters: number | null
  /** Null where nobody knows it. */
  readonly caloriesKcal: number | null
}

/** A run of samples, `afterLast` not included. */
export interface SampleRange {
  readonly first: number
  readonly afterLast: number
}

/** What a lap, or the whole, adds up to. Of the written samples alone, so that the sums say nothing that they do not; the energy is what is told of the whole. */
export interface Totals extends SampleRange {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly elapsedSeconds: number
  /** Without the pauses. */
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
  /** Whole; of a lap by its share of the time on the timer, so that the laps add up to the whole. */
  readonly caloriesKcal: number | null
}

/** The times of the samples; throws where there is none, since no format knows an activity without. */
export const timesOf = ({ columns: { timeSeconds } }: Pick<WrittenRecording, 'columns'>): Float64Array => {
  if (timeSeconds === undefined || timeSeconds.length === 0) throw new Error('a recording without samples cannot be written')
  return timeSeconds
}

/** The runs of samples that a track is broken into: at pauses, at hidden stretches, and at gaps that would be a pause in a file without a timer. */
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

/** Gives each lap of a whole its calories. */
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

/** Answers the totals of any run of samples. */
function totaller({ columns, pauses }: WrittenRecording, timeSeconds: Float64Array) {
  const { distanceMeters: distance, speedMps, heartRateBpm, cadenceRpm, powerWatts } = columns
  const heartRate = spanMean(heartRateBpm)
  const cadence = spanMean(cadenceRpm)
  const power = spanMean(powerWatts)
  return (range: SampleRange, startSeconds: number, endSeconds: number): Omit<Totals, 'caloriesKcal'> => {
    const { first, afterLast } = range
    const most = (column: Float64Array | undefined): number | null => highest(column?.subarray(first, afterLast))
    // What the very first sample already shows was covered in the first lap.
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

/** The whole and its laps: each until the next one's start, the first from the first sample on; one lap where none was pressed, and none without a sample. */
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
