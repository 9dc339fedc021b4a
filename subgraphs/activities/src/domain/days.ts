const DAY_MS = 86_400_000

/** The number of days from the epoch to a calendar day (YYYY-MM-DD). */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** The calendar day of such a number: the inverse of `dayNumber`. */
export const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** The number of the Monday of a day's week. */
export const mondayOf = (day: string): number => {
  const number = dayNumber(day)
  // The epoch was a Thursday.
  return number - ((((number + 3) % 7) + 7) % 7)
}

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** The year as its days begin with it. */
export const digitsOf = (year: number): string => String(year).padStart(4, '0')

/** Days before and after all activities. Databases do not know a year 0. */
export const FIRST_DAY = '0001-01-01'
export const LAST_DAY = '9999-12-01'

/**
 * Returns the values of a year's days, by MM-DD, when the days of `isCounted` have those in `values` and no others. `before` are the year's
 * values until now.
 */
export const replaceDays = <Value>(
  year: number,
  before: Readonly<Record<string, Value>>,
  values: ReadonlyMap<string, Value>,
  isCounted: (day: string) => boolean,
): Readonly<Record<string, Value>> => {
  const prefix = `${digitsOf(year)}-`
  const kept = Object.entries(before).filter(([day]) => !isCounted(prefix + day))
  const counted = [...values].filter(([day]) => yearOf(day) === year).map(([day, value]) => [day.slice(5), value] as const)
  return Object.fromEntries([...kept, ...counted])
}

/** A range of days, both ends included. */
export interface DayRange {
  readonly since: string
  readonly until: string
}

export const daysOfYear = (year: number): DayRange => ({ since: `${digitsOf(year)}-01-01`, until: `${digitsOf(year)}-12-31` })

const MAX_DAYS = 3660

/**
 * Returns what is wrong with a requested range and in which argument, or null when it is valid. A range is at most ten years
 * long.
 */
export const rangeProblem = ({ since, until }: DayRange): { readonly path: string; readonly message: string } | null => {
  if (since > until) return { path: 'until', message: 'must not be before since' }
  return dayNumber(until) - dayNumber(since) < MAX_DAYS
    ? null
    : { path: 'since', message: 'must be at most ten years before until' }
}

const EARLIEST = dayNumber(FIRST_DAY)

/**
 * The instants at which an activity of these days can have started anywhere on Earth: a day begins up to 14 hours before the day
 * in UTC and ends up to 12 hours after it.
 */
export const instantsOf = ({ since, until }: DayRange): { readonly from: Date; readonly to: Date } => ({
  from: new Date(Math.max(EARLIEST, dayNumber(since) - 1) * DAY_MS),
  to: new Date((dayNumber(until) + 2) * DAY_MS),
})
