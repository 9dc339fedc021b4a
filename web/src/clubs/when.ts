/** Times of an event are those on its own clock; whoever looks from another zone is told which. */
export interface EventTime {
  readonly startsAt: string
  readonly endsAt?: string | null | undefined
  readonly timeZone: string
}

const made = new Map<string, Intl.DateTimeFormat>()
const formatOf = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options)
  made.set(key, format)
  return format
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const

/** The wall clock of a zone at an instant, as 2026-11-30T08:30. */
export const wallClockOf = (instant: string, timeZone: string): string => {
  const parts = formatOf('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', ...CLOCK, hourCycle: 'h23' })
    .formatToParts(new Date(instant))
    .reduce<Record<string, string>>((all, { type, value }) => Object.assign(all, { [type]: value }), {})
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

/**
 * The instant at which the clock of a zone shows 2026-11-30T08:30. Of a time that the clock shows twice it is the first; of one that it skips, the time
 * that much later.
 */
export const instantOf = (wallClock: string, timeZone: string): string => {
  const asUtc = Date.parse(`${wallClock}:00Z`)
  const offsetAt = (ms: number) => Date.parse(`${wallClockOf(new Date(ms).toISOString(), timeZone)}:00Z`) - ms
  const [before, after] = [asUtc - offsetAt(asUtc - 86_400_000), asUtc - offsetAt(asUtc + 86_400_000)]
  const found = [before, after].filter((ms) => ms + offsetAt(ms) === asUtc)
  return new Date(found.length > 0 ? Math.min(...found) : Math.max(before, after)).toISOString()
}

/** Days from one instant to another on the calendar of a zone. */
export const daysBetween = (from: string, to: string, timeZone: string): number => {
  const dayOf = (instant: string) => Date.parse(`${wallClockOf(instant, timeZone).slice(0, 10)}T00:00:00Z`)
  return Math.round((dayOf(to) - dayOf(from)) / 86_400_000)
}

/** The last day of something that ends at an instant: at midnight it is the day before. */
export const lastDayOf = (endsAt: string, timeZone: string): string =>
  wallClockOf(new Date(Date.parse(endsAt) - 1).toISOString(), timeZone).slice(0, 10)

/** The parts of a leaf of a calendar. */
export const leafOf = (instant: string, timeZone: string, locale: string) => {
  const at = new Date(instant)
  return {
    weekday: formatOf(locale, { timeZone, weekday: 'short' }).format(at),
    day: formatOf(locale, { timeZone, day: 'numeric' }).format(at),
    month: formatOf(locale, { timeZone, month: 'short' }).format(at),
  }
}

/** Such as `Sun, 6 Dec, 08:30 – 10:30`, with the name of the zone when the clock of who looks shows something else. */
export const writtenTime = ({ startsAt, endsAt, timeZone }: EventTime, locale: string, viewersZone: string): string => {
  const isElsewhere = wallClockOf(startsAt, timeZone) !== wallClockOf(startsAt, viewersZone)
  const from = new Date(startsAt)
  const zone = isElsewhere ? ` (${zoneNameOf(timeZone)})` : ''
  const day = { ...DAY, ...(isFar(startsAt) && { year: 'numeric' as const }), ...CLOCK, timeZone }
  if (endsAt == null) return formatOf(locale, day).format(from) + zone
  return formatOf(locale, day).formatRange(from, new Date(endsAt)) + zone
}

/**
 * Such as `24 Nov – 23 Dec 2026` of something that lasts whole days on the clock of who looks: what ends at midnight ends with the day before. Else with
 * the times of day.
 */
export const writtenDays = (startsAt: string, endsAt: string, locale: string, timeZone: string): string => {
  const isWhole = [startsAt, endsAt].every((instant) => wallClockOf(instant, timeZone).endsWith('T00:00'))
  const days = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const
  const until = isWhole ? new Date(Date.parse(endsAt) - 1) : new Date(endsAt)
  return formatOf(locale, isWhole ? days : { ...days, ...CLOCK }).formatRange(new Date(startsAt), until)
}

const isFar = (instant: string): boolean => Math.abs(Date.parse(instant) - Date.now()) > 300 * 86_400_000

/** The place in the name of a zone, such as `Ljubljana`. */
export const zoneNameOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/** The clock alone, such as `08:30`. */
export const clockIn = (instant: string, timeZone: string, locale: string): string =>
  formatOf(locale, { ...CLOCK, timeZone }).format(new Date(instant))
