import { at } from '../recording.ts'

/** Returns the mean of a channel between two samples in constant time. */
export type SpanMean = (first: number, afterLast: number) => number | null

/** Builds prefix sums over a channel, ignoring nulls. The mean of an absent channel is null. */
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

/** Returns the highest value of a channel; null when it has none. */
export function highest(channel: Float64Array | undefined): number | null {
  let most = Number.NEGATIVE_INFINITY
  for (const value of channel ?? []) if (value > most) most = value
  return most === Number.NEGATIVE_INFINITY ? null : most
}

/** Returns the index of the first sample at or after a moment; the length when there is none. */
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
