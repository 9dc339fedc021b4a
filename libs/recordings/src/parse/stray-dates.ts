import { at } from '../recording.ts'
import type { SampleTable } from './samples.ts'

/** How late a record may be, and how far apart two neighbours may be, before their dates are checked. */
const LATE_MS = 60_000
const APART_MS = 120_000
/** More wrong dates than this are no strays: the clock was set, or the athlete paused. */
export const MOST_STRAYS = 5

/** Consecutive rows in order of time, from one index of `dated` up to another. */
interface Run {
  readonly from: number
  readonly until: number
}

/**
 * Removes the time from rows with a wrong date: a few in a row with another time, after which the rows continue where those
 * before them ended. Only these rows are lost, not the recording. In place; linear in the number of rows.
 */
export function dropStrayDates({ timeMs, count }: SampleTable): void {
  const dated: number[] = []
  for (let row = 0; row < count; row++) if (!Number.isNaN(at(timeMs, row))) dated.push(row)
  const time = (k: number): number => at(timeMs, dated[k] as number)
  const runs: Run[] = []
  for (let k = 0, from = 0; k < dated.length; k++) {
    const step = k + 1 < dated.length ? time(k + 1) - time(k) : Number.NaN
    if (step >= -LATE_MS && step <= APART_MS) continue
    runs.push({ from, until: k + 1 })
    from = k + 1
  }
  const lose = (from: number, until: number): void => {
    for (let k = from; k < until; k++) timeMs[dated[k] as number] = Number.NaN
  }
  const isSmall = ({ from, until }: Run): boolean => until - from <= MOST_STRAYS
  for (let i = 0; i < runs.length; i++) {
    const before = runs[i] as Run
    const lastMs = time(before.until - 1)
    let next = i + 1
    let strays = 0
    while (next < runs.length && strays <= MOST_STRAYS && !goesOn(lastMs, time((runs[next] as Run).from))) {
      if (!isSmall(runs[next] as Run)) break
      strays += (runs[next] as Run).until - (runs[next] as Run).from
      next++
    }
    if (strays === 0 || strays > MOST_STRAYS || next >= runs.length) continue
    if (!goesOn(lastMs, time((runs[next] as Run).from))) continue
    lose(before.until, (runs[next] as Run).from)
    i = next - 1
  }
  // The first few and the last: where the time falls, it cannot be a pause.
  const [first, second] = runs
  const [last, beforeLast] = [runs.at(-1), runs.at(-2)]
  if (first && second && isSmall(first) && !isSmall(second) && time(second.from) < time(first.until - 1) - LATE_MS)
    lose(first.from, first.until)
  if (last && beforeLast && isSmall(last) && !isSmall(beforeLast) && time(last.from) < time(beforeLast.until - 1) - LATE_MS)
    lose(last.from, last.until)
}

const goesOn = (lastMs: number, nextMs: number): boolean => nextMs - lastMs >= -LATE_MS && nextMs - lastMs <= APART_MS
