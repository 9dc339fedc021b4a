const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

/** The wall clock of a zone at an instant, as milliseconds whose UTC fields are the local ones. */
export const wallClockMs = (instantMs: number, timeZone: string): number => {
  const part: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(instantMs)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Returns the calendar day of an instant in a time zone, as YYYY-MM-DD. */
export const localDayOf = (instantMs: number, timeZone: string): string =>
  new Date(wallClockMs(instantMs, timeZone)).toISOString().slice(0, 10)

/** Returns the hour of the day in a time zone, 0 to 23. */
export const localHourOf = (instantMs: number, timeZone: string): number =>
  new Date(wallClockMs(instantMs, timeZone)).getUTCHours()

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Returns the Monday of the week of a day. */
export const mondayOf = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/**
 * Returns the instant at which the clocks of a zone show this hour of a day. An hour that a change of the clock leaves out begins
 * when the clocks have moved; of one that comes twice it is one of the two.
 */
export const instantOfHour = (day: string, hour: number, timeZone: string): number => {
  const wantedMs = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
  // The offset may differ before and after the first correction, so it is corrected twice.
  let instantMs = wantedMs
  for (let correction = 0; correction < 2; correction++) instantMs += wantedMs - wallClockMs(instantMs, timeZone)
  return instantMs
}
