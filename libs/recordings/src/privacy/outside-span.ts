import { firstAtOrAfter } from '../measure/span-means.ts'
import { at, type Span } from '../recording.ts'
import type { VisibleColumns } from './visible-columns.ts'

/** What of the visible part of a recording was done before and after a span of time. */
export interface OutsideSpan {
  readonly meters: number
  readonly movingSeconds: number
}

/**
 * Returns what was done outside a span, in seconds of the recording. Between two samples the way is as long as the time. Needs the columns
 * `timeSeconds`, `distanceMeters` and `moving`; what a recording lacks is 0.
 */
export function outsideSpan(visible: VisibleColumns, { startSeconds, endSeconds }: Span): OutsideSpan {
  const { columns, gaps, sinceSeconds } = visible
  const { timeSeconds, distanceMeters, moving } = columns
  if (!timeSeconds || timeSeconds.length === 0) return { meters: 0, movingSeconds: 0 }
  const [from, to] = [startSeconds - sinceSeconds, endSeconds - sinceSeconds]
  const [first, last] = [at(timeSeconds, 0), at(timeSeconds, timeSeconds.length - 1)]
  const meters = distanceMeters
    ? (from > first ? valueAt(timeSeconds, distanceMeters, from) : 0) +
      (to < last ? at(distanceMeters, distanceMeters.length - 1) - valueAt(timeSeconds, distanceMeters, to) : 0)
    : 0
  let movingSeconds = 0
  const isAfterGap = new Set(gaps)
  for (let i = 0; moving && i + 1 < timeSeconds.length; i++) {
    if (at(moving, i) !== 1 || isAfterGap.has(i + 1)) continue
    const [begin, end] = [at(timeSeconds, i), at(timeSeconds, i + 1)]
    const inside = Math.max(0, Math.min(end, to) - Math.max(begin, from))
    movingSeconds += end - begin - inside
  }
  return { meters, movingSeconds }
}

function valueAt(timeSeconds: Float64Array, values: Float64Array, seconds: number): number {
  const after = firstAtOrAfter(timeSeconds, seconds)
  if (after === 0) return at(values, 0)
  if (after === values.length) return at(values, after - 1)
  const [before, next] = [at(timeSeconds, after - 1), at(timeSeconds, after)]
  return at(values, after - 1) + ((at(values, after) - at(values, after - 1)) * (seconds - before)) / (next - before)
}
