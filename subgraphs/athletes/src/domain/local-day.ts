const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** Returns the wall clock in a time zone as `YYYY-MM-DD HH:MM:SS`, which is the Swedish format. */
const wallClock = (instantMs: number, timeZone: string): string => formatOf(timeZone).format(instantMs)

/** Returns the calendar day in a time zone as YYYY-MM-DD. */
export const localDay = (instantMs: number, timeZone: string): string => wallClock(instantMs, timeZone).slice(0, 10)

/** Returns the hour of the day in a time zone, 0 to 23. */
export const localHour = (instantMs: number, timeZone: string): number => Number(wallClock(instantMs, timeZone).slice(11, 13))

/**
 * Returns the instant at which the clocks of a time zone show an hour of a day. Where they skip it in spring, it is an hour later; where
 * it comes twice in autumn, it is either of the two.
 */
export const instantAt = (day: string, hour: number, timeZone: string): number => {
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  const offsetAt = (instantMs: number) => Date.parse(`${wallClock(instantMs, timeZone).replace(' ', 'T')}Z`) - instantMs
  const guess = wanted - offsetAt(wanted)
  return wanted - offsetAt(guess)
}
