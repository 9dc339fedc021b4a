import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'
import { MOST_STRAYS } from './stray-dates.ts'
import { type Warning, warning } from './warning.ts'

/** A smaller fall is a record that was written late, or a normal gap. */
const LEAST_FALL_MS = 60_000
const LEAST_LEAP_MS = 120_000
/** Nobody pauses this long within a recording. */
const LONGEST_PAUSE_MS = 31 * 86_400_000
/** The largest distance between two records of the same moment. */
const MOST_METERS = 1000
/** A clock that is set more often than this cannot be repaired. */
const MOST_MENDED = 10
/** The largest relative difference between the duration that the device states and the repaired time of its samples. */
const TOLD_SHARE = 0.02
const TOLD_MS = 30_000
const LONGEST_STEP_MS = 60_000

/**
 * A moment when the clock was set. Everything that was written before `row` of the table is wrong, and correct after adding
 * `shiftMs`.
 */
export interface ClockChange {
  readonly row: number
  readonly shiftMs: number
  /** The original times around the change. */
  readonly beforeMs: number
  readonly afterMs: number
}

export interface WhatIsTold {
  /** The elapsed time by the device's own count, pauses included; null when the device does not state one. */
  readonly elapsedMs: number | null
  /** Whether the timer was paused when a row was written. */
  readonly isPausedAt: (row: number) => boolean
  /**
   * Whether one leg ended before the first moment and the next one began before the second. The time between legs is in no leg's
   * elapsed time.
   */
  readonly isBetweenLegs: (fromMs: number, untilMs: number) => boolean
}
const NOTHING_TOLD: WhatIsTold = { elapsedMs: null, isPausedAt: () => false, isBetweenLegs: () => false }

interface Step {
  readonly before: number
  readonly row: number
  readonly gapMs: number
  /** The usual interval between two rows just before. */
  readonly usualMs: number
  readonly isContinued: boolean
}

/**
 * Repairs, in place, a clock that was set during the recording. What was written before is shifted so that it ends where the rest
 * begins, by the clock as it was set last. Returns the changes in the order of the file, so that all other times can be repaired
 * with them.
 *
 * Set back: the time falls while the distance counter continues. Without that counter it looks the same as files joined in any
 * order, and the times are believed. Set forward: a gap in which the timer did not stop and which the device did not count, so
 * that the samples without it last as long as the device states. In all other cases it looks the same as a pause and stays one,
 * except that nobody pauses for a month.
 */
export function mendClock(table: SampleTable, told: WhatIsTold = NOTHING_TOLD): readonly ClockChange[] {
  const dated = datedRows(table)
  if (dated === null) return []
  const changes = dated.steps.filter(isSetBack).slice(0, MOST_MENDED)
  const all = [...changes, ...leaps(table, dated, changes, told)].sort((a, b) => a.row - b.row)
  const { timeMs } = table
  return all.map(({ before, row, usualMs }) => {
    const [beforeMs, afterMs] = [at(timeMs, before), at(timeMs, row)]
    const shiftMs = afterMs - usualMs - beforeMs
    for (let each = 0; each < row; each++) timeMs[each] = at(timeMs, each) + shiftMs
    return { row, shiftMs, beforeMs, afterMs }
  })
}

export const clockWarnings = (changes: readonly ClockChange[]): readonly Warning[] =>
  changes.length > 0
    ? [warning('CLOCK_SET', 'The clock of the device was set on the way; the times before that were corrected.')]
    : []

/**
 * Returns what to add to a time that was written when the table had `rows` rows. A time written between two clocks belongs to the
 * nearer one.
 */
export function shiftAt(changes: readonly ClockChange[], rows: number, timeMs: number): number {
  let shift = 0
  for (const { row, shiftMs, beforeMs, afterMs } of changes) {
    const isBefore = rows < row || (rows === row && Math.abs(timeMs - beforeMs) <= Math.abs(timeMs - afterMs))
    if (isBefore) shift += shiftMs
  }
  return shift
}

/** The rows with a time, and with a distance if any row has one. */
interface DatedRows {
  readonly first: number
  readonly last: number
  /** The steps from one of them to the next that are too large, back or forth, for a clock that nobody set. */
  readonly steps: readonly Step[]
}

/** Returns null when fewer than two rows have a time. */
function datedRows({ timeMs, columns, count }: SampleTable): DatedRows | null {
  const distance = columns.distanceMeters
  const steps: Step[] = []
  let first = -1
  let before = -1
  let usualMs = 1000
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(at(timeMs, row)) || (distance && Number.isNaN(at(distance, row)))) continue
    if (before >= 0) {
      const gapMs = at(timeMs, row) - at(timeMs, before)
      if (gapMs < -LEAST_FALL_MS || gapMs > LEAST_LEAP_MS) {
        const meters = distance ? at(distance, row) - at(distance, before) : Number.NaN
        const isContinued = distance !== undefined && at(distance, before) > 0 && meters >= 0 && meters <= MOST_METERS
        steps.push({ before, row, gapMs, usualMs, isContinued })
      }
      if (gapMs > 0 && gapMs <= LONGEST_STEP_MS) usualMs = gapMs
    } else first = row
    before = row
  }
  return before > first ? { first, last: before, steps } : null
}

const isSetBack = ({ gapMs, isContinued }: Step): boolean => gapMs < -LEAST_FALL_MS && isContinued

/** Returns the gaps where the clock was set forward. */
function leaps({ timeMs }: SampleTable, { first, last, steps }: DatedRows, setBack: readonly Step[], told: WhatIsTold): Step[] {
  const isEnough = ({ before, row }: Step): boolean => before - first >= MOST_STRAYS && last - row >= MOST_STRAYS
  const isBetween = ({ before, row }: Step): boolean => told.isBetweenLegs(at(timeMs, before), at(timeMs, row))
  const wide = steps.filter(({ gapMs }) => gapMs > LEAST_LEAP_MS)
  const between = wide.filter(isBetween)
  const gaps = wide.filter((step) => isEnough(step) && !told.isPausedAt(step.row) && !isBetween(step))
  const mended = setBack.reduce((sum, { gapMs, usualMs }) => sum + usualMs - gapMs, 0)
  const inLegs = at(timeMs, last) - at(timeMs, first) - between.reduce((sum, { gapMs }) => sum + gapMs, 0)
  let left = inLegs + mended - (told.elapsedMs ?? Number.NaN)
  const found: Step[] = []
  for (const step of [...gaps].sort((a, b) => b.gapMs - a.gapMs)) {
    const over = step.gapMs - step.usualMs
    if (over > left + toleranceOf(told) || found.length >= MOST_MENDED) continue
    found.push(step)
    left -= over
  }
  if (Math.abs(left) <= toleranceOf(told)) return found
  return gaps.filter(({ gapMs, isContinued }) => gapMs > LONGEST_PAUSE_MS && isContinued).slice(0, MOST_MENDED)
}

const toleranceOf = ({ elapsedMs }: WhatIsTold): number => Math.max(TOLD_MS, TOLD_SHARE * (elapsedMs ?? 0))
