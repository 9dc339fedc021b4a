import { at } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { COLUMNS, type ColumnName } from '../store/columns.ts'
import { hidesPlaces, type PrivacyRules, visibleRanges } from './visible-ranges.ts'

/** The samples of a recording that other people may see. */
export interface VisibleColumns {
  readonly columns: SampleColumns
  /** The indexes of the samples after a hidden range in the middle. Nothing may be drawn from the sample before to such a sample. */
  readonly gaps: readonly number[]
  /**
   * The start of the visible samples' clock, in seconds of the recording: the time before it is hidden. 0 when the first sample
   * is visible.
   */
  readonly sinceSeconds: number
  /** Whether any sample is hidden. */
  readonly isCut: boolean
  /** Whether samples before the first position or after the last one are hidden. The route does not contain them. */
  readonly isCutBesideRoute: boolean
}

/** The columns that the rules need. */
export const PLACE_COLUMNS = ['timeSeconds', 'distanceMeters', 'latitude', 'longitude'] as const satisfies readonly ColumnName[]

/**
 * Removes the hidden samples from all columns. `columns` must contain PLACE_COLUMNS as far as the recording has them. Seconds
 * count from the first visible sample, and metres along the visible part: the time and distance inside a zone, together with the
 * place where the athlete left it, would reveal where the athlete began.
 */
export function visibleColumns(columns: SampleColumns, rules: PrivacyRules): VisibleColumns {
  const { timeSeconds } = columns
  const whole = { columns, gaps: [], sinceSeconds: 0, isCut: false, isCutBesideRoute: false }
  if (!timeSeconds || !hidesPlaces(rules)) return whole
  const ranges = visibleRanges({ ...columns, timeSeconds }, rules)
  const [begin] = ranges
  const isWhole = ranges.length === 1 && begin?.first === 0 && begin.last === timeSeconds.length - 1
  if (isWhole) return whole
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  const cut: { [Name in ColumnName]?: Float64Array } = {}
  for (const name of COLUMNS) {
    const column = columns[name]
    if (!column) continue
    const kept = new Float64Array(count)
    let offset = 0
    for (const { first, last } of ranges) {
      kept.set(column.subarray(first, last + 1), offset)
      offset += last - first + 1
    }
    cut[name] = kept
  }
  const gaps: number[] = []
  const sinceSeconds = begin ? at(timeSeconds, begin.first) : 0
  let next = 0
  let shownMeters = 0
  for (const { first, last } of ranges) {
    const after = next + last - first + 1
    if (next > 0) gaps.push(next)
    if (cut.timeSeconds) shift(cut.timeSeconds, next, after, -sinceSeconds)
    if (cut.distanceMeters && columns.distanceMeters) {
      // The distance that the very first sample already shows was covered in the visible part.
      const from = first === 0 ? 0 : at(columns.distanceMeters, first)
      shift(cut.distanceMeters, next, after, shownMeters - from)
      shownMeters += at(columns.distanceMeters, last) - from
    }
    next = after
  }
  const { latitude } = columns
  const isCutBesideRoute = latitude !== undefined && (Number.isNaN(latitude[0]) || Number.isNaN(latitude.at(-1)))
  return { columns: cut, gaps, sinceSeconds, isCut: true, isCutBesideRoute }
}

function shift(column: Float64Array, from: number, to: number, by: number): void {
  for (let i = from; i < to; i++) column[i] = at(column, i) + by
}
