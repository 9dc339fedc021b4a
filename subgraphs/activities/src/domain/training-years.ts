import { afterDay, afterRest, formAfter, type TrainingBalance, UNTRAINED } from '@gruppetto/recordings'
import { type ActivityRow, dayOf } from './activity.ts'
import { type DayRange, dayAt, dayNumber, digitsOf, replaceDays, yearOf } from './days.ts'

/** A calendar year of an athlete's training: the balance at its beginning, and the load of each day that has one. */
export interface TrainingYearRow {
  /** `<athleteId>:<year>` */
  readonly _id: string
  readonly athleteId: string
  readonly year: number
  /** The balance at the end of the year before. */
  readonly before: TrainingBalance
  /** By MM-DD. */
  readonly loads: Readonly<Record<string, number>>
}

export interface FitnessDay extends TrainingBalance {
  readonly date: string
  readonly load: number
  readonly form: number
}

/** The fields of an activity that count. */
interface Training extends Pick<ActivityRow, 'startedAt' | 'timeZone'> {
  readonly metrics?: { readonly trainingLoad?: number } | null
}

/** Sums the loads of each day for which `isCounted` is true. An activity that was measured without a load counts as 0. */
export const loadsByDay = (training: readonly Training[], isCounted: (day: string) => boolean): ReadonlyMap<string, number> => {
  const loads = new Map<string, number>()
  for (const activity of training) {
    const day = dayOf(activity)
    if (isCounted(day)) loads.set(day, (loads.get(day) ?? 0) + (activity.metrics?.trainingLoad ?? 0))
  }
  return loads
}

const firstDayOf = (year: number): number => dayNumber(`${digitsOf(year)}-01-01`)

/**
 * Returns what is left of the balance at the end of the year `after` at the end of the year `until`, when there was no training
 * in between.
 */
const restBalance = (balance: TrainingBalance, after: number, until: number): TrainingBalance =>
  until > after ? afterRest(balance, firstDayOf(until + 1) - firstDayOf(after + 1)) : balance

const balanceAfter = ({ year, before, loads }: TrainingYearRow): TrainingBalance => {
  let balance = before
  const end = firstDayOf(year + 1)
  for (let number = firstDayOf(year); number < end; number++) balance = afterDay(balance, loads[dayAt(number).slice(5)] ?? 0)
  return balance
}

const areSameLoads = (a: TrainingYearRow['loads'], b: TrainingYearRow['loads']): boolean => {
  const days = Object.keys(a)
  return days.length === Object.keys(b).length && days.every((day) => a[day] === b[day])
}

/**
 * Returns the years that change when the days of `isCounted` have the loads in `loads` and no others. `known` are the athlete's
 * rows from the first such year on, in order, and the last row before it where that year has none.
 */
export const recountYears = (
  athleteId: string,
  known: readonly TrainingYearRow[],
  loads: ReadonlyMap<string, number>,
  isCounted: (day: string) => boolean,
): readonly TrainingYearRow[] => {
  const rows = new Map(known.map((row) => [row.year, row]))
  const years = new Set([...rows.keys(), ...[...loads.keys()].map(yearOf)])
  const positive = new Map([...loads].filter(([, load]) => load > 0))
  const changed: TrainingYearRow[] = []
  let previous: TrainingYearRow | null = null
  for (const year of [...years].sort((a, b) => a - b)) {
    const row = rows.get(year)
    const carried = previous === null ? null : restBalance(balanceAfter(previous), previous.year, year - 1)
    const next: TrainingYearRow = {
      _id: `${athleteId}:${year}`,
      athleteId,
      year,
      before: carried ?? row?.before ?? UNTRAINED,
      loads: replaceDays(year, row?.loads ?? {}, positive, isCounted),
    }
    previous = next
    const same = row && areSameLoads(row.loads, next.loads) && isSame(row.before, next.before)
    if (!same) changed.push(next)
  }
  return changed
}

const isSame = (a: TrainingBalance, b: TrainingBalance): boolean => a.fitness === b.fitness && a.fatigue === b.fatigue

/**
 * Returns each day of the range without a gap; after the last load, and beyond today, fitness declines. `rows` are the years of
 * the range and the last one before it.
 */
export const fitnessOver = ({ since, until }: DayRange, rows: readonly TrainingYearRow[]): readonly FitnessDay[] => {
  const [first, last] = [dayNumber(since), dayNumber(until)]
  const byYear = new Map(rows.map((row) => [row.year, row]))
  const years = [...byYear.keys()].filter((year) => year <= yearOf(since))
  const began = years.length === 0 ? yearOf(since) : Math.max(...years)
  const days: FitnessDay[] = []
  let balance = byYear.get(began)?.before ?? UNTRAINED
  for (let number = firstDayOf(began); number <= last; number++) {
    const date = dayAt(number)
    const load = byYear.get(yearOf(date))?.loads[date.slice(5)] ?? 0
    const form = formAfter(balance)
    balance = afterDay(balance, load)
    if (number >= first) days.push({ date, load, ...balance, form })
  }
  return days
}
