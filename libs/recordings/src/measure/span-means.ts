import { at } from '../recording.ts'

/** Answers the mean of a channel's values between two samples in constant time. */
export type SpanMean = (first: number, afterLast: number) => number | null

/** Prefix sums over a channel; nulls count for nothing. Null for an absent channel. */
export function spanMean(channel: Float64Array | undefined): SpanMean {
  if (!channel) return () => null
  const sums = new Float64Array(channel.length + 1)
  const counts = new Float64Array(channel.length + 1)
  for (let i = 0; i < channel.length; i++) {
    const value = at(channel, i)
    const known = !Number.isNaN(value)
    sums[i + 1] = at(sums, i) + (known ? value : 0)
    counts[i + 1] = at(counts, i) + (known ? 1 : 0)
  }
  return (first, afterLast) => {
    const count = at(counts, afterLast) - at(counts, first)
    return count > 0 ? (at(sums, afterLast) - at(sums, first)) / count : null
  }
}

/** The highest value of a channel; null when it has none. */
export function highest(channel: Float64Array | undefined): number | null {
  let most = Number.NEGATIVE_INFINITY
  for (const value of channel ?? []) if (value > most) most = value
  return most === Number.NEGATIVE_INFINITY ? null : most
}

/** The index of the first sample at or after a moment; the length when there is none. */
export function firstAtOrAfter(timeSeconds: Float64Array, moment: number): number {
  let low = 0
  let high = timeSeconds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(timeSeconds, middle) < moment) low = middle + 1
    else high = middle
  }
  return low
}
