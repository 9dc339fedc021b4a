import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'
import { MOST_STRAYS } from './stray-dates.ts'

/** Less is a record that was written late, or a gap like any other. */
const LEAST_FALL_MS = 60_000
const LEAST_LEAP_MS = 120_000
/** Nobody pauses for so long within a recording. */
const LONGEST_PAUSE_MS = 31 * 86_400_000
/** Between two records of one moment nobody goes further. */
const MOST_METERS = 1000
/** A clock that is set more often than this is none. */
const MOST_MENDED = 10
/** By how much the seconds that the device says, and what is left of its samples' time, may differ. */
const TOLD_SHARE = 0.02
const TOLD_MS = 30_000
const LONGEST_STEP_MS = 60_000

/** A clock that was set: everything that was written before `row` of the table is off, and right with `shiftMs` more. */
export interface ClockChange {
  readonly row: number
  readonly shiftMs: number
  /** What the clock said around it, before it is put right. */
  readonly beforeMs: number
  readonly afterMs: number
}

export interface WhatIsTold {
  /** How long the recording took by the device's own count, pauses included; null where it says nothing. */
  readonly elapsedMs: number | null
  /** Whether the timer stood when a row was written. */
  readonly isPausedAt: (row: number) => boolean
  /** Whether one leg ended before a moment and the next began until another: what lies between them is in no leg's count. */
  readonly isBetweenLegs: (fromMs: number, untilMs: number) => boolean
}
const NOTHING_TOLD: WhatIsTold = { elapsedMs: null, isPausedAt: () => false, isBetweenLegs: () => false }

interface Step {
  readonly before: number
  readonly row: number
  readonly gapMs: number
  /** What lay between two rows just before. */
  readonly usualMs: number
  readonly isContinued: boolean
}

/**
 * Puts right a clock that was set while recording, in place: what was written before is moved to end where what came after begins, by the clock that
 * was set last. Returns the changes in the order of the file, so that whatever else bears a time can be put right with them.
 *
 * Set back: the time falls and the counter of metres goes on. Without that counter nothing tells it from files joined in any order, and times are
 * believed. Set forward: a gap in which no timer stood, and which the device did not count: without it the samples take as long as it says. Nothing else tells
 * it from a pause, which stays one; but nobody pauses for a month.
 */
export function mendClock(table: SampleTable, told: WhatIsTold = NOTHING_TOLD): readonly ClockChange[] {
  const steps = stepsOf(table)
  const changes = steps.filter(isSetBack).slice(0, MOST_MENDED)
  const all = [...changes, ...leaps(table, steps, changes, told)].sort((a, b) => a.row - b.row)
  const { timeMs } = table
  return all.map(({ before, row, usualMs }) => {
    const [beforeMs, afterMs] = [at(timeMs, before), at(timeMs, row)]
    const shiftMs = afterMs - usualMs - beforeMs
    for (let each = 0; each < row; each++) timeMs[each] = at(timeMs, each) + shiftMs
    return { row, shiftMs, beforeMs, afterMs }
  })
}

export const clockWarnings = (changes: readonly ClockChange[]): readonly string[] =>
  changes.length > 0 ? ['The clock of the device was set on the way; the times before that were corrected.'] : []

/** What is to be added to a time that was written when the table had so many rows; where it was written between two clocks, the nearer one is its own. */
export function shiftAt(changes: readonly ClockChange[], rows: number, timeMs: number): number {
  let shift = 0
  for (const { row, shiftMs, beforeMs, afterMs } of changes) {
    const isBefore = rows < row || (rows === row && Math.abs(timeMs - beforeMs) <= Math.abs(timeMs - afterMs))
    if (isBefore) shift += shiftMs
  }
  return shift
}

/** From each dated row to the next that says how far it is, where anything does. */
function stepsOf({ timeMs, columns, count }: SampleTable): Step[] {
  const distance = columns.distanceMeters
  const steps: Step[] = []
  let before = -1
  let usualMs = 1000
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(at(timeMs, row)) || (distance && Number.isNaN(at(distance, row)))) continue
    if (before >= 0) {
      const gapMs = at(timeMs, row) - at(timeMs, before)
      const meters = distance ? at(distance, row) - at(distance, before) : Number.NaN
      const isContinued = distance !== undefined && at(distance, before) > 0 && meters >= 0 && meters <= MOST_METERS
      steps.push({ before, row, gapMs, usualMs, isContinued })
      if (gapMs > 0 && gapMs <= LONGEST_STEP_MS) usualMs = gapMs
    }
    before = row
  }
  return steps
}

const isSetBack = ({ gapMs, isContinued }: Step): boolean => gapMs < -LEAST_FALL_MS && isContinued

/** The gaps that the clock made by being set forward. */
function leaps({ timeMs }: SampleTable, steps: readonly Step[], setBack: readonly Step[], told: WhatIsTold): Step[] {
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last) return []
  const isEnough = ({ before, row }: Step): boolean => before - first.before >= MOST_STRAYS && last.row - row >= MOST_STRAYS
  const isBetween = ({ before, row }: Step): boolean => told.isBetweenLegs(at(timeMs, before), at(timeMs, row))
  const wide = steps.filter(({ gapMs }) => gapMs > LEAST_LEAP_MS)
  const between = wide.filter(isBetween)
  const gaps = wide.filter((step) => isEnough(step) && !told.isPausedAt(step.row) && !isBetween(step))
  const mended = setBack.reduce((sum, { gapMs, usualMs }) => sum + usualMs - gapMs, 0)
  const inLegs = at(timeMs, last.row) - at(timeMs, first.before) - between.reduce((sum, { gapMs }) => sum + gapMs, 0)
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
