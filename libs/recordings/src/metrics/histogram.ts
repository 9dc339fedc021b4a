import type { Stretch } from '../measure/stretches.ts'
import { at } from '../recording.ts'

/** Seconds at each whole value of a channel, from the lowest one that occurs: `seconds[k]` were spent at `lowest + k`. Plain JSON. */
export interface Histogram {
  readonly lowest: number
  readonly seconds: readonly number[]
}

/** In zones a sample speaks for the time until the next one, at most this long. */
const ZONE_SECONDS = 10
/** Smart recording leaves this much between two samples while the timer runs. */
const SMART_SECONDS = 60

/**
 * How long a channel stood at each whole value, for zones: each sample with a value counts until the next sample, at most 10 s. Finer than any
 * zones that may be laid over it later. Null for a channel that never spoke for any time.
 */
export const histogram = (timeSeconds: Float64Array, channel: Float64Array | undefined): Histogram | null =>
  counted(timeSeconds, channel, [{ first: 0, last: timeSeconds.length - 1 }], ZONE_SECONDS)

/** How long a channel stood at each whole value while the timer ran: until the next sample of its stretch, at most a minute. */
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
  // To the millisecond, which is what samples are stored in; sums of fractions would drag a tail of digits along.
  const seconds = Array.from({ length: highest - lowest + 1 }, (_, k) => Math.round((byValue.get(lowest + k) ?? 0) * 1000) / 1000)
  return { lowest, seconds }
}

/** Sums `of(value) * seconds` over a histogram. */
export const sumOver = ({ lowest, seconds }: Histogram, of: (value: number) => number): number =>
  seconds.reduce((sum, each, k) => (each > 0 ? sum + of(lowest + k) * each : sum), 0)

/** Seconds with a value. */
export const totalSeconds = (values: Histogram): number => sumOver(values, () => 1)
