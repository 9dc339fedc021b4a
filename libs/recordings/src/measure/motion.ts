import { at } from '../recording.ts'
import type { Stretch } from './stretches.ts'

/** Speed is looked at over this long around a sample. */
const WINDOW_SECONDS = 5

export interface Motion {
  /** Over the surrounding 5 s, within the stretch; NaN in a pause and without distance. */
  readonly speedMps: Float64Array
  /** 1 where moving, else 0. */
  readonly moving: Uint8Array
  /** Moving seconds until each sample. */
  readonly movingSeconds: Float64Array
}

/**
 * Who moves when: a sample moves when the speed over its surrounding 5 s is at least `leastMps`, and then the time to the next sample
 * of its stretch is moving time. Without distance (null) all time outside pauses is.
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

/** The value of a column at a moment that lies in [time[i], time[i + 1]), straight between the two. */
export function between(time: Float64Array, column: Float64Array, i: number, moment: number): number {
  const span = moment - at(time, i)
  if (span <= 0 || i + 1 >= time.length) return at(column, i)
  return at(column, i) + ((at(column, i + 1) - at(column, i)) * span) / (at(time, i + 1) - at(time, i))
}

/** The last index whose value is at most `value`, 0 when there is none; for rising columns. */
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
 * The highest speed held over 5 s of moving, at most the sport's ceiling and at most the highest the device itself showed (`device`, where it
 * has a speed channel); null without distance. Over 5 s and not of one sample, since a single one is what a jump of the position or the
 * first turn of a speed sensor makes.
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
