import { at } from '../recording.ts'

/** A speed above this multiple of the mean speed makes up for the time before, when the watch saw no satellite. */
const CATCHING_UP_SHARE = 1.6
const LEAST_CATCHING_UP_MPS = 1
/** A slower speed counts as standing, because a counter may creep. */
const CREEPING_MPS = 0.4
/** A longer burst is real swimming. */
const LONGEST_BURST_SECONDS = 10

/**
 * Returns the metres of an open-water swim as they were swum. A watch under water sees no satellite, so its counter stands still
 * and then catches up. Each burst is spread over the standstill before it. The metres must never decrease. Use the result for the
 * moving time, not for positions.
 */
export function asSwum(timeSeconds: Float64Array, meters: Float64Array): Float64Array {
  const last = meters.length - 1
  if (last < 1) return meters
  const mean = (at(meters, last) - at(meters, 0)) / (at(timeSeconds, last) - at(timeSeconds, 0))
  const fastest = Math.max(LEAST_CATCHING_UP_MPS, CATCHING_UP_SHARE * mean)
  const swum = meters.slice()
  /** Where the metres last increased at swimming speed, and where the current burst began. */
  let stoodAt = 0
  let burstAt = -1
  for (let i = 1; i <= last; i++) {
    const step = at(meters, i) - at(meters, i - 1)
    const isFast = step > fastest * (at(timeSeconds, i) - at(timeSeconds, i - 1))
    if (isFast && burstAt < 0) burstAt = i - 1
    if (burstAt >= 0 && (!isFast || i === last)) {
      const end = isFast ? i : i - 1
      if (at(timeSeconds, end) - at(timeSeconds, burstAt) <= LONGEST_BURST_SECONDS) spread(timeSeconds, swum, stoodAt, end)
      burstAt = -1
      stoodAt = end
    }
    if (!isFast && step >= CREEPING_MPS * (at(timeSeconds, i) - at(timeSeconds, i - 1))) stoodAt = i
  }
  return swum
}

/** Interpolates linearly by time between two samples. */
function spread(timeSeconds: Float64Array, column: Float64Array, from: number, to: number): void {
  const seconds = at(timeSeconds, to) - at(timeSeconds, from)
  const [begin, end] = [at(column, from), at(column, to)]
  for (let i = from + 1; i < to; i++) column[i] = begin + ((end - begin) * (at(timeSeconds, i) - at(timeSeconds, from))) / seconds
}
