import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'

/** Less is a record that was written late. */
const LEAST_FALL_MS = 60_000
/** Between two records of one moment nobody goes further. */
const MOST_METERS = 1000
/** A clock that is set more often than this is none. */
const MOST_MENDED = 10

/**
 * A clock that was set back while recording: the time falls and the counter of metres goes on, so the file's order is right and its times are
 * not. What was written before is moved to end a second before what came after, by the clock that was set last; in place. Without that
 * counter nothing tells it from files joined in any order, and times are believed. Returns the warning, where there is one.
 */
export function mendClock(table: SampleTable): readonly string[] {
  const { timeMs, columns, count } = table
  const distance = columns.distanceMeters
  if (!distance) return []
  let mended = 0
  let before = -1
  for (let row = 0; row < count && mended < MOST_MENDED; row++) {
    if (Number.isNaN(at(timeMs, row)) || Number.isNaN(at(distance, row))) continue
    if (before >= 0 && wasSetBack(timeMs, distance, before, row)) {
      const late = at(timeMs, before) - (at(timeMs, row) - 1000)
      for (let each = 0; each < row; each++) timeMs[each] = at(timeMs, each) - late
      mended++
    }
    before = row
  }
  return mended > 0 ? ['The clock of the device was set back on the way; the times before that were corrected.'] : []
}

function wasSetBack(timeMs: Float64Array, distance: Float64Array, before: number, row: number): boolean {
  const meters = at(distance, row) - at(distance, before)
  return at(timeMs, before) - at(timeMs, row) > LEAST_FALL_MS && at(distance, before) > 0 && meters >= 0 && meters <= MOST_METERS
}
