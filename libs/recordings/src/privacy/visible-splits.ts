import { smoothAltitude } from '../measure/elevation.ts'
import { gradeAdjustedDistance } from '../measure/grade-adjusted.ts'
import { measureSplits, type Split } from '../measure/laps-and-splits.ts'
import { findStretches, type Stretch } from '../measure/stretches.ts'
import { findPauses } from '../parse/pauses.ts'
import { at } from '../recording.ts'
import type { ColumnName } from '../store/columns.ts'
import type { VisibleColumns } from './visible-columns.ts'

/** The columns from which splits are measured. */
export const SPLIT_COLUMNS = [
  'timeSeconds',
  'distanceMeters',
  'altitudeMeters',
  'heartRateBpm',
  'gradient',
  'moving',
] as const satisfies readonly ColumnName[]

/**
 * Returns the splits of the visible part of a recording, from its first visible sample on. The splits of the whole would show
 * where in the visible part each kilometre ends, and so reveal the length of the hidden beginning. Pauses are gaps in time, as in
 * a file without timer events.
 */
export function visibleSplits({ columns, gaps }: VisibleColumns, unitMeters: number): Split[] {
  const { timeSeconds, distanceMeters: distance, altitudeMeters, heartRateBpm, gradient, moving } = columns
  if (!timeSeconds || timeSeconds.length === 0 || !distance) return []
  const stretches = apart(findStretches({ timeSeconds, pauses: findPauses(timeSeconds, [], false) }), gaps)
  const channels = heartRateBpm ? { heartRateBpm } : {}
  const smooth = altitudeMeters ? smoothAltitude(altitudeMeters, timeSeconds, distance, stretches) : null
  const line = {
    recording: { timeSeconds, channels },
    stretches,
    motion: { movingSeconds: movingUntil(timeSeconds, moving, stretches) },
    distance,
    smooth,
    adjustedDistance: gradeAdjustedDistance(distance, gradient ?? null),
  }
  return measureSplits(line, unitMeters)
}

/** Also cuts the stretches at each gap. Both lists are in increasing order. */
function apart(stretches: readonly Stretch[], gaps: readonly number[]): Stretch[] {
  let next = 0
  return stretches.flatMap(({ first, last }) => {
    const begins = [first]
    for (; next < gaps.length && (gaps[next] as number) <= last; next++)
      if ((gaps[next] as number) > first) begins.push(gaps[next] as number)
    return begins.map((begin, k) => ({ first: begin, last: (begins[k + 1] ?? last + 1) - 1 }))
  })
}

function movingUntil(timeSeconds: Float64Array, moving: Float64Array | undefined, stretches: readonly Stretch[]): Float64Array {
  const until = new Float64Array(timeSeconds.length)
  let sum = 0
  let written = 0
  for (const { first, last } of stretches) {
    until.fill(sum, written, first + 1)
    for (let i = first; i <= last; i++) {
      until[i] = sum
      const isMoving = moving === undefined || at(moving, i) === 1
      if (isMoving && i < last) sum += at(timeSeconds, i + 1) - at(timeSeconds, i)
    }
    written = last + 1
  }
  until.fill(sum, written)
  return until
}
