const DAY_MS = 86_400_000

/** Returns the day in a time zone, such as 2026-11-30. */
export const dayIn = (timeZone: string, nowMs: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(nowMs)

/** Returns the day so many days after another, which may be before it. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Returns the Monday of the week of a day. */
export const mondayOf = (day: string): string => {
  // Day 0 of the epoch was a Thursday.
  const weekday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + 3) % 7
  return dayAfter(day, -weekday)
}

/** A range may have ten years. */
const ALL_DAYS = 3_650

/** Returns the longest range of days that may be asked for, up to the day that may have begun somewhere: the same all day long. */
export const allTime = (nowMs: number): { readonly allSince: string; readonly until: string } => {
  const until = dayAfter(new Date(nowMs).toISOString().slice(0, 10), 1)
  return { allSince: dayAfter(until, -ALL_DAYS), until }
}
