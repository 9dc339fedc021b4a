import { isQuietMinute, minuteOf, type QuietHours, wallClockMs } from '@gruppetto/graph'

export const quietHoursOf = ({
  quietFrom,
  quietUntil,
}: Readonly<Record<'quietFrom' | 'quietUntil', string | null>>): QuietHours | null =>
  quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil }

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** No change of clocks moves them further. */
const CLOCK_CHANGE_MINUTES = 180

export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** The minute of the day on a clock in the zone. */
const localMinute = (atMs: number, timeZone: string): number => Math.floor(wallClockMs(atMs, timeZone) / MINUTE_MS) % DAY_MINUTES

/**
 * Returns the end of the quiet hours that an instant is in, or null when it is in none. On the night when the clocks change, the end is the
 * first minute that the clock on the wall does not call quiet.
 */
export const endOfQuietHours = (hours: QuietHours, nowMs: number, timeZone: string): number | null => {
  const now = localMinute(nowMs, timeZone)
  if (!isQuietMinute(now, hours)) return null
  const end = minuteOf(hours.until)
  const thisMinuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
  const ahead = (end - now + DAY_MINUTES) % DAY_MINUTES
  const expectedMs = thisMinuteMs + ahead * MINUTE_MS
  const first = Math.max(1, ahead - CLOCK_CHANGE_MINUTES)
  // Without a change of clocks, the expected minute is the one.
  if (
    localMinute(expectedMs, timeZone) === end &&
    localMinute(thisMinuteMs + first * MINUTE_MS, timeZone) === (now + first) % DAY_MINUTES
  )
    return expectedMs
  for (let minutes = first; minutes <= ahead + CLOCK_CHANGE_MINUTES; minutes += 1) {
    const atMs = thisMinuteMs + minutes * MINUTE_MS
    if (!isQuietMinute(localMinute(atMs, timeZone), hours)) return atMs
  }
  return expectedMs
}
