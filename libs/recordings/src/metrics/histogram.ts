import type { Stretch } from '../measure/stretches.ts'
import { at } from '../recording.ts'

/**
 * The seconds at each integer value of a channel, from the lowest one that occurs: `seconds[k]` is the time at `lowest + k`.
 * Plain JSON.
 */
export interface Histogram {
  readonly lowest: number
  readonly seconds: readonly number[]
}

/** For zones, a sample counts until the next one, up to this limit. */
const ZONE_SECONDS = 10
/** Smart recording leaves up to this much between two samples while the timer runs. */
const SMART_SECONDS = 60

/**
 * Returns the time at each integer value of a channel, for zones: each sample with a value counts until the next sample, up to 10
 * s. It is finer than any zones that may be applied later. Returns null for a channel that has no time with a value.
 */
export const histogram = (timeSeconds: Float64Array, channel: Float64Array | undefined): Histogram | null =>
  counted(timeSeconds, channel, [{ first: 0, last: timeSeconds.length - 1 }], ZONE_SECONDS)

/**
 * Returns the time at each integer value of a channel while the timer ran: each sample counts until the next sample of its
 * stretch, up to one minute.
 */
export const histogramWithin = (
  timeSeconds: Float64Array,
  channel: Float64Array | undefined,
  stretches: readonly Stretch[],
): Histogram | null => counted(timeSeconds, channel, stretches, SMART_SECONDS)

function counted(
  timeSeconds: Float64Array,
  channel: Float64Array | undefined,
  stretches: readonly Stretch[],
  longestSeconds: number,
): Histogram | null {
  if (!channel) return null
  const byValue = new Map<number, number>()
  for (const { first, last } of stretches)
    for (let i = first; i < last; i++) {
      const value = Math.round(at(channel, i))
      if (Number.isNaN(value)) continue
      const seconds = Math.min(longestSeconds, at(timeSeconds, i + 1) - at(timeSeconds, i))
      byValue.set(value, (byValue.get(value) ?? 0) + seconds)
    }
  if (byValue.size === 0) return null
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of byValue.keys()) {
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  // Rounded to milliseconds, the precision of stored samples. Otherwise the sums would have long tails of digits.
  const seconds = Array.from({ length: highest - lowest + 1 }, (_, k) => Math.round((byValue.get(lowest + k) ?? 0) * 1000) / 1000)
  return { lowest, seconds }
}

/** Returns the sum of `of(value) * seconds` over a histogram. */
export const sumOver = ({ lowest, seconds }: Histogram, of: (value: number) => number): number =>
  seconds.reduce((sum, each, k) => (each > 0 ? sum + of(lowest + k) * each : sum), 0)

/** Returns the seconds with a value. */
export const totalSeconds = (values: Histogram): number => sumOver(values, () => 1)
