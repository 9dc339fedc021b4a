const MINUTE_MS = 60_000

/** Returns the wall clock of a time zone as a field has it, such as 2026-11-30T07:30. */
export const wallClockIn = (timeZone: string, nowMs: number): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(nowMs)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

/**
 * Returns the instant of a wall clock in a time zone. Of an hour that comes twice it is the first; one that does not come is moved on by the hour that
 * was left out.
 */
export const instantOf = (wallClock: string, timeZone: string): string => {
  const wished = Date.parse(`${wallClock}Z`)
  const offsetAt = (instantMs: number) =>
    Date.parse(`${wallClockIn(timeZone, instantMs)}Z`) - Math.floor(instantMs / MINUTE_MS) * MINUTE_MS
  // The offsets of the day before and the day after: around a change of the clock they differ.
  const candidates = [offsetAt(wished - 86_400_000), offsetAt(wished + 86_400_000)].map((offset) => wished - offset)
  const fits = candidates.filter((instant) => wallClockIn(timeZone, instant) === wallClock)
  const [first, second] = candidates as [number, number]
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(first, second)).toISOString()
}

/** Returns the seconds of hours and minutes as they are typed; what is no number counts nothing. */
export const secondsOf = (hours: string, minutes: string): number => {
  const [h, m] = [hours, minutes].map((text) => (/^\d+$/.test(text) ? Number(text) : 0)) as [number, number]
  return h * 3_600 + m * 60
}
