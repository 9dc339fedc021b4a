import { wallClockMs } from '@gruppetto/graph'
import { tzlib_get_ical_block } from 'timezones-ical-library'

/** A clock of a zone: from when it holds each year, and how far it is ahead of UTC. */
interface Observance {
  /** The wall clock of its beginning in a year, as milliseconds whose UTC fields are the local ones. */
  readonly beginsMs: (year: number) => number
  readonly aheadMs: number
}

/** A time zone as calendar programs get it. */
export interface CalendarZone {
  /** The name that the block gives to the zone. An old name such as Asia/Calcutta becomes the present one. */
  readonly id: string
  readonly block: string
  readonly observances: readonly Observance[]
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const aheadOf = (written: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)/.exec(written) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
}

/** Returns the day of a month that is its nth of a weekday; its last one when nth is -1. */
const nthWeekday = (year: number, month: number, nth: number, weekday: number): number => {
  // The last one of a month is the one before the first of the next.
  const firstMs = nth > 0 ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 1)
  const daysAhead = (weekday - new Date(firstMs).getUTCDay() + 7) % 7
  return firstMs + (daysAhead + (nth > 0 ? nth - 1 : nth) * 7) * DAY_MS
}

const observanceOf = (written: string): Observance => {
  const partsOf = (pattern: RegExp): readonly string[] => pattern.exec(written)?.slice(1) ?? []
  const [to = '+0000'] = partsOf(/TZOFFSETTO:(\S+)/)
  const [day = '19700101', hours = '00', minutes = '00'] = partsOf(/DTSTART:(\d{8})T(\d\d)(\d\d)/)
  const [month, nth, weekday = ''] = partsOf(/RRULE:FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)(\w\w)/)
  const timeMs = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  const onceMs = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6))) + timeMs
  return {
    aheadMs: aheadOf(to),
    beginsMs:
      month === undefined
        ? () => onceMs
        : (year) => nthWeekday(year, Number(month), Number(nth), WEEKDAYS.indexOf(weekday)) + timeMs,
  }
}

const zones = new Map<string, CalendarZone | null>()

/** Returns a zone for calendar programs, or null when it has no block. */
export const calendarZone = (timeZone: string): CalendarZone | null => {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const found = tzlib_get_ical_block(timeZone)
  const [block, name] = Array.isArray(found) ? found : []
  const zone: CalendarZone | null =
    block === undefined || name === undefined
      ? null
      : {
          id: name.slice('TZID='.length),
          block,
          observances: [...block.matchAll(/BEGIN:(STANDARD|DAYLIGHT)[\s\S]*?END:\1/g)].map(([written]) => observanceOf(written)),
        }
  zones.set(timeZone, zone)
  return zone
}

/** Returns how far a zone is ahead of UTC when its clocks show this; of an hour that comes twice the first is meant. */
const aheadAt = ({ observances }: CalendarZone, wallMs: number): number => {
  const year = new Date(wallMs).getUTCFullYear()
  const begun = observances
    .flatMap(({ beginsMs, aheadMs }) => [year - 1, year].map((each) => ({ beganMs: beginsMs(each), aheadMs })))
    .filter(({ beganMs }) => beganMs <= wallMs)
  return begun.toSorted((a, b) => b.beganMs - a.beganMs)[0]?.aheadMs ?? Number.NaN
}

/**
 * Returns what the clocks of a zone show at an instant, as milliseconds whose UTC fields are the local ones. Returns null when a
 * calendar program would take that for another instant: of an hour that comes twice, for the second; and where the rules of the
 * zone cannot be written as a block that repeats every year, as in Morocco, or were changed since it was written.
 */
export const localMs = (instantMs: number, timeZone: string): number | null => {
  const zone = calendarZone(timeZone)
  if (zone === null) return null
  const wallMs = wallClockMs(instantMs, timeZone)
  return wallMs - aheadAt(zone, wallMs) === Math.floor(instantMs / 1000) * 1000 ? wallMs : null
}
