import { at } from '../recording.ts'
import type { Stretch } from './stretches.ts'

/** The window for the speed around a sample. */
const WINDOW_SECONDS = 5

export interface Motion {
  /** Over the surrounding 5 s, within the stretch. NaN in a pause and without distance. */
  readonly speedMps: Float64Array
  /** 1 while moving, else 0. */
  readonly moving: Uint8Array
  /** Cumulative moving seconds at each sample. */
  readonly movingSeconds: Float64Array
}

/**
 * Finds the moving time. A sample is moving when the speed over the surrounding 5 s is at least `leastMps`; then the time to the
 * next sample of its stretch is moving time. Without distance (null), all time outside pauses is.
 */
export function findMotion(
  timeSeconds: Float64Array,
  distance: Float64Array | null,
  stretches: readonly Stretch[],
  leastMps: number,
): Motion {
  const count = timeSeconds.length
  const speedMps = new Float64Array(count).fill(Number.NaN)
  const moving = new Uint8Array(count)
  const movingSeconds = new Float64Array(count)
  let sum = 0
  let written = 0
  for (const { first, last } of stretches) {
    if (distance) windowSpeeds(timeSeconds, distance, first, last, speedMps)
    movingSeconds.fill(sum, written, first + 1)
    for (let i = first; i <= last; i++) {
      const isMoving = distance === null || at(speedMps, i) >= leastMps
      if (isMoving) moving[i] = 1
      movingSeconds[i] = sum
      if (isMoving && i < last) sum += at(timeSeconds, i + 1) - at(timeSeconds, i)
    }
    written = last + 1
  }
  movingSeconds.fill(sum, written)
  return { speedMps, moving, movingSeconds }
}

function windowSpeeds(time: Float64Array, distance: Float64Array, first: number, last: number, speedMps: Float64Array): void {
  const begin = at(time, first)
  const end = at(time, last)
  let low = first
  let high = first
  for (let i = first; i <= last; i++) {
    const from = Math.max(begin, at(time, i) - WINDOW_SECONDS / 2)
    const to = Math.min(end, at(time, i) + WINDOW_SECONDS / 2)
    while (low < last && at(time, low + 1) <= from) low++
    while (high < last && at(time, high + 1) <= to) high++
    if (to > from) speedMps[i] = (between(time, distance, high, to) - between(time, distance, low, from)) / (to - from)
  }
}

/** Returns the value of a column at a moment in [time[i], time[i + 1]), interpolated linearly. */
export function between(time: Float64Array, column: Float64Array, i: number, moment: number): number {
  const span = moment - at(time, i)
  if (span <= 0 || i + 1 >= time.length) return at(column, i)
  return at(column, i) + ((at(column, i + 1) - at(column, i)) * span) / (at(time, i + 1) - at(time, i))
}

/** Returns the last index whose value is at most `value`; 0 when there is none. For increasing columns. */
export function lastAtMost(column: Float64Array, value: number): number {
  let low = 0
  let high = column.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (at(column, middle) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Returns the highest speed held over 5 s of moving, limited by the sport's ceiling and by the highest speed of the device
 * (`device`, if it has a speed channel); null without distance. A single sample is not enough, since a jump of the position or
 * the first turn of a speed sensor can make it.
 */
export function maxSpeedMps(motion: Motion, ceilingMps: number, device: Float64Array | undefined): number | null {
  const most = highestUpTo(motion.speedMps, ceilingMps)
  const shown = device ? highestUpTo(device, ceilingMps) : 0
  if (most < 0) return null
  return shown > 0 ? Math.min(most, shown) : most
}

function highestUpTo(column: Float64Array, ceiling: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < column.length; i++) {
    const value = at(column, i)
    if (value > most && value <= ceiling) most = value
  }
  return most
}
