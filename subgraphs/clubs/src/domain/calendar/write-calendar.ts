import { escapeText, foldLine } from './content-line.ts'
import { calendarZone, localMs } from './zone.ts'

/** What repeats an entry. Times are those on the clock of the event, as milliseconds whose UTC fields are the local ones. */
export interface CalendarSeries {
  /** Without its name; null when the dates are listed alone. */
  readonly rule: string | null
  /** Dates of the rule that do not take place. */
  readonly exceptMs: readonly number[]
  /** Dates besides those of the rule. */
  readonly besidesMs: readonly number[]
}

/** One appointment, or all dates of a series, or one date of a series that differs from the others. */
export interface CalendarEntry {
  /** The same as long as the event exists. A date of a series has that of the series. */
  readonly uid: string
  /** Rises with each change. */
  readonly sequence: number
  /** Stands for when the entry was written, so that a calendar without changes is the same text again. */
  readonly createdAt: Date
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly timeZone: string
  /** Of a date of a series that differs: when it would begin by the rule. */
  readonly originalStartsAt?: Date
  readonly series?: CalendarSeries
  readonly title: string
  readonly description: string | null
  readonly place: string | null
  readonly position: { readonly latitude: number; readonly longitude: number } | null
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** Whether the time counts as taken. */
  readonly isBusy: boolean
}

export interface Calendar {
  readonly name: string
  readonly entries: readonly CalendarEntry[]
}

const compact = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
const utc = (at: Date): string => `${compact(at.getTime())}Z`

/** Writes an instant in the zone of the event where that is exact, otherwise in UTC. */
const timeLine = (name: string, at: Date, timeZone: string): string => {
  const wallMs = localMs(at.getTime(), timeZone)
  const zone = calendarZone(timeZone)
  return zone === null || wallMs === null ? `${name}:${utc(at)}` : `${name};TZID=${zone.id}:${compact(wallMs)}`
}

/** One line for each time, since some programs read only the first of a list. */
const seriesLines = ({ rule, exceptMs, besidesMs }: CalendarSeries, timeZone: string): readonly string[] => {
  const linesOf = (name: string, walls: readonly number[]) =>
    walls.map((wallMs) => `${name};TZID=${calendarZone(timeZone)?.id ?? timeZone}:${compact(wallMs)}`)
  return [...(rule === null ? [] : [`RRULE:${rule}`]), ...linesOf('EXDATE', exceptMs), ...linesOf('RDATE', besidesMs)]
}

const eventLines = (entry: CalendarEntry): readonly string[] => {
  const { timeZone, originalStartsAt, endsAt, series, description, place, position } = entry
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.createdAt)}`,
    `SEQUENCE:${entry.sequence}`,
    ...(originalStartsAt === undefined ? [] : [timeLine('RECURRENCE-ID', originalStartsAt, timeZone)]),
    timeLine('DTSTART', entry.startsAt, timeZone),
    ...(endsAt === null ? [] : [timeLine('DTEND', endsAt, timeZone)]),
    ...(series === undefined ? [] : seriesLines(series, timeZone)),
    `SUMMARY:${escapeText(entry.title)}`,
    ...(description === null ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    ...(place === null ? [] : [`LOCATION:${escapeText(place)}`]),
    ...(position === null ? [] : [`GEO:${position.latitude.toFixed(6)};${position.longitude.toFixed(6)}`]),
    `STATUS:${entry.status}`,
    `TRANSP:${entry.isBusy && entry.status !== 'CANCELLED' ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ]
}

/** The blocks of the zones that the entries name. */
const zoneLines = (entries: readonly CalendarEntry[]): readonly string[] => {
  const blocks = new Map<string, string>()
  for (const { timeZone } of entries) {
    const zone = calendarZone(timeZone)
    if (zone !== null) blocks.set(zone.id, zone.block)
  }
  return [...blocks.values()].flatMap((block) => block.split('\r\n'))
}

const REFRESHED = 'PT1H'

/** Writes a calendar for calendar programs (RFC 5545, with the name and the interval of RFC 7986). */
export const writeCalendar = ({ name, entries }: Calendar): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gruppetto//Clubs//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESHED}`,
    `X-PUBLISHED-TTL:${REFRESHED}`,
    ...zoneLines(entries),
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
    '',
  ]
    .map(foldLine)
    .join('\r\n')
