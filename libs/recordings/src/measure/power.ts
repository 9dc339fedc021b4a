import { at } from '../recording.ts'
import type { Stretch } from './stretches.ts'

/** A value is held this long. A longer gap is 0. */
const CARRY_SECONDS = 3
const WINDOW_SECONDS = 30

/**
 * Resamples a channel to one value per second for each stretch between pauses, from its first to its last sample. A gap of up to
 * 3 s holds the last value; a longer one is 0.
 */
export function oneHertz(timeSeconds: Float64Array, values: Float64Array, stretches: readonly Stretch[]): Float64Array[] {
  return stretches.map(({ first, last }) => {
    const begin = at(timeSeconds, first)
    const series = new Float64Array(Math.floor(at(timeSeconds, last) - begin) + 1)
    let next = first
    let value = 0
    let valueAt = Number.NEGATIVE_INFINITY
    for (let second = 0; second < series.length; second++) {
      const moment = begin + second
      for (; next <= last && at(timeSeconds, next) <= moment; next++) {
        if (Number.isNaN(at(values, next))) continue
        value = at(values, next)
        valueAt = at(timeSeconds, next)
      }
      series[second] = moment - valueAt <= CARRY_SECONDS ? value : 0
    }
    return series
  })
}

/**
 * Returns the normalized power (Coggan) in watts of one-second series: the fourth root of the mean fourth power of the 30 s
 * rolling means. Only full windows count, and none across a pause. Null when no window is full.
 */
export function normalizedPower(series: readonly Float64Array[]): number | null {
  let sum = 0
  let windows = 0
  for (const stretch of series) {
    let window = 0
    for (let i = 0; i < stretch.length; i++) {
      window += at(stretch, i)
      if (i >= WINDOW_SECONDS) window -= at(stretch, i - WINDOW_SECONDS)
      if (i < WINDOW_SECONDS - 1) continue
      const mean = window / WINDOW_SECONDS
      sum += mean * mean * mean * mean
      windows++
    }
  }
  return windows === 0 ? null : (sum / windows) ** 0.25
}

export interface CurvePoint {
  readonly seconds: number
  readonly value: number
}

/** The durations that people ask for. */
const ASKED_FOR: ReadonlySet<number> = new Set([5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600])

/**
 * Returns the durations of a mean-maximal curve up to `longest` seconds: every second from 1 to 10, then steps of 5 %, and always
 * those that people ask for.
 */
export function curveDurations(longest: number): number[] {
  const durations = new Set([...ASKED_FOR, 1, 2, 3, 4, 6, 7, 8, 9, 10])
  for (let seconds = 10; seconds <= longest; seconds *= 1.05) durations.add(Math.round(seconds))
  durations.add(Math.floor(longest))
  return [...durations].filter((seconds) => seconds >= 1 && seconds <= longest).sort((a, b) => a - b)
}

/**
 * Returns the best mean over each duration (whole seconds, increasing) in one-second series of non-negative values. No window
 * spans two series. Uses prefix sums and one pass for each duration. The result never increases with the duration. Durations
 * longer than every series are left out.
 */
export function meanMaximal(series: readonly Float64Array[], durations: readonly number[]): CurvePoint[] {
  const sums = series.map((stretch) => {
    const prefix = new Float64Array(stretch.length + 1)
    for (let i = 0; i < stretch.length; i++) prefix[i + 1] = at(prefix, i) + at(stretch, i)
    return prefix
  })
  const points: { seconds: number; value: number }[] = []
  for (const seconds of durations) {
    let best = Number.NEGATIVE_INFINITY
    for (const prefix of sums) best = greatestRise(prefix, seconds, best)
    if (best > Number.NEGATIVE_INFINITY) points.push({ seconds, value: best / seconds })
  }
  neverRising(points)
  return points
}

/**
 * The hottest loop of measuring, so it is a function of its own. Returns the greatest rise over `span` indexes, or `best` when
 * none is greater. Prefix sums of non-negative values never decrease, so all windows that begin in a block rise by at most the
 * difference between the end of its last window and its first index.
 */
function greatestRise(prefix: Float64Array, span: number, best: number): number {
  const block = Math.max(1, span >> 3)
  const last = prefix.length - 1 - span
  for (let begin = 0; begin <= last; begin += block) {
    const end = Math.min(last, begin + block - 1)
    if ((prefix[end + span] as number) - (prefix[begin] as number) <= best) continue
    for (let from = begin; from <= end; from++) {
      const rise = (prefix[from + span] as number) - (prefix[from] as number)
      if (rise > best) best = rise
    }
  }
  return best
}

/**
 * Makes a curve non-increasing. Bests sometimes increase with the duration by a few per cent (intervals fit a longer window
 * better). The durations that people ask for keep their exact value, and those between them are limited by their neighbours. When
 * two exact values contradict each other, the shorter duration gets the value of the longer one, since whoever held it for longer
 * also held it for the shorter time.
 */
function neverRising(points: { seconds: number; value: number }[]): void {
  let floor = Number.NEGATIVE_INFINITY
  for (const point of points.toReversed()) {
    point.value = Math.max(point.value, floor)
    if (ASKED_FOR.has(point.seconds)) floor = point.value
  }
  let ceiling = Number.POSITIVE_INFINITY
  for (const point of points) {
    point.value = Math.min(point.value, ceiling)
    ceiling = point.value
  }
}

/** Returns the work in kilojoules of one-second series of watts. */
export function workKilojoules(series: readonly Float64Array[]): number {
  let joules = 0
  for (const stretch of series) for (const watts of stretch) joules += watts
  return joules / 1000
}
