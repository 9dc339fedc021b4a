import { at } from '../recording.ts'
import type { SampleColumns } from '../store/chunks.ts'
import { COLUMNS, type ColumnName } from '../store/columns.ts'
import { hidesPlaces, type PrivacyRules, visibleRanges } from './visible-ranges.ts'

/** The samples of a recording that others may see. */
export interface VisibleColumns {
  readonly columns: SampleColumns
  /** Indices of the samples that come after a hidden stretch in the middle: nothing may be drawn from the sample before to one of them. */
  readonly gaps: readonly number[]
  /** When the samples' clock begins, in seconds of the recording: how long others may not know it had been going on. 0 where its first sample shows. */
  readonly sinceSeconds: number
  /** Whether some is hidden. */
  readonly isCut: boolean
  /** Whether it began before its first position or went on after its last one: hidden, and no route knows of it. */
  readonly isCutBesideRoute: boolean
}

/** The columns the rules look at. */
export const PLACE_COLUMNS = ['timeSeconds', 'distanceMeters', 'latitude', 'longitude'] as const satisfies readonly ColumnName[]

/**
 * Cuts the hidden samples out of all columns. `columns` must hold PLACE_COLUMNS as far as the recording has them. Seconds count from the first
 * sample that shows and metres along what shows: how long and how far somebody was inside a zone, set against where they came out of it, would
 * lead to where they began.
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
      // What the very first sample already shows was ridden in sight.
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
