const DAY_MS = 86_400_000

/** Days since the epoch of a calendar day, YYYY-MM-DD. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** The calendar day of a number: `dayNumber` the other way round. */
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

export const addDays = (day: string, days: number): string => dayAt(dayNumber(day) + days)

/** The Monday of a day's week, as a number. */
export const mondayOf = (day: string): number => {
  const number = dayNumber(day)
  // The epoch was a Thursday.
  return number - ((((number + 3) % 7) + 7) % 7)
}

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** From a day to another, both included. */
export interface DayRange {
  readonly since: string
  readonly until: string
}

const MOST_DAYS = 3660

/** What is wrong with a range that was asked for, by the argument; null when nothing is. At most ten years. */
export const rangeProblem = ({ since, until }: DayRange): { readonly path: string; readonly message: string } | null => {
  if (since > until) return { path: 'until', message: 'must not be before since' }
  return dayNumber(until) - dayNumber(since) < MOST_DAYS
    ? null
    : { path: 'since', message: 'must be at most ten years before until' }
}

/** Databases know no year 0. */
const EARLIEST = dayNumber('0001-01-01')

/** The instants on which an activity of these days may have begun, wherever that was: a day begins 14 hours before UTC's and ends 12 after. */
export const instantsOf = ({ since, until }: DayRange): { readonly from: Date; readonly to: Date } => ({
  from: new Date(Math.max(EARLIEST, dayNumber(since) - 1) * DAY_MS),
  to: new Date((dayNumber(until) + 2) * DAY_MS),
})
