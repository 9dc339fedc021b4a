import { firstAtOrAfter } from '../measure/span-means.ts'
import { at } from '../recording.ts'

/** Returns the mean of a channel over a span of the recording, both ends included, ignoring nulls; null without a value. */
export function meanBetween(
  timeSeconds: Float64Array,
  channel: Float64Array | undefined,
  startSeconds: number,
  endSeconds: number,
): number | null {
  if (!channel) return null
  let sum = 0
  let count = 0
  for (let i = firstAtOrAfter(timeSeconds, startSeconds); i < timeSeconds.length && at(timeSeconds, i) <= endSeconds; i++) {
    if (Number.isNaN(at(channel, i))) continue
    sum += at(channel, i)
    count++
  }
  return count === 0 ? null : sum / count
}
