import { wallClockMs } from '@gruppetto/graph'
import { instantOfWallClock } from './wall-clock.ts'

/**
 * A rule for a series, after RFC 5545. Times are those on the clock of the event, as milliseconds whose UTC fields are the local ones:
 * 07:00 stays 07:00 when the clocks change.
 */
export interface Recurrence {
  /** The parts of RRULE in the order in which they were given; null when the dates are listed alone (RDATE). */
  readonly rule: ReadonlyMap<string, string> | null
  readonly exceptMs: readonly number[]
  readonly besidesMs: readonly number[]
}

/** When a series begins, and where. */
export interface Anchor {
  readonly startsAt: Date
  readonly timeZone: string
}

/** Says to the author of a rule what is wrong with it. */
export class RecurrenceProblem extends Error {
  override readonly name = 'RecurrenceProblem'
}

const MOST_CHARACTERS = 4000
const MOST_DATES = 100
const MOST_COUNT = 1000
const DAY_MS = 24 * 3_600_000

const WEEKDAY = '(?:MO|TU|WE|TH|FR|SA|SU)'
const listOf = (item: string) => new RegExp(`^${item}(?:,${item})*$`)
const number = (max: number): string => {
  const upTo = Array.from({ length: max }, (_, index) => index + 1).join('|')
  return `[+-]?(?:${upTo})`
}

/**
 * The parts that a rule may have, and how each is written. The time of day follows from the first date. Numbers of weeks and of days
 * of the year are left out: libraries do not agree about them, and no club plans by them.
 */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYDAY: listOf(`(?:${number(53)})?${WEEKDAY}`),
  BYMONTHDAY: listOf(number(31)),
  BYMONTH: listOf('(?:1[0-2]|[1-9])'),
  BYSETPOS: listOf(number(366)),
  WKST: new RegExp(`^${WEEKDAY}$`),
}

/** Writes a time in the form 20261225T070000. */
export const compact = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')

/** Returns what the clock of a series shows at an instant. */
export const clockOf = ({ timeZone }: Anchor, at: Date): number => wallClockMs(at.getTime(), timeZone)

/** Reads a date, such as 20261225, a time, such as 20261225T070000, or a time in UTC, with a Z. A date is at `timeOfDayMs`. */
export const readTime = (text: string, { timeZone }: Anchor, timeOfDayMs: number): number => {
  const [, year, month, day, hour, minute, second, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? []
  const dayMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  // February 30 would be read as March 2.
  const isDay = !Number.isNaN(dayMs) && compact(dayMs).startsWith(`${year}${month}${day}`)
  if (!isDay || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) {
    throw new RecurrenceProblem(`has ${text}, which is no time such as 20261225T070000`)
  }
  if (hour === undefined) return dayMs + timeOfDayMs
  const ms = dayMs + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1000
  return utc === 'Z' ? wallClockMs(ms, timeZone) : ms
}

const readParts = (text: string): Map<string, string> => {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    const pattern = PARTS[name]
    if (pattern === undefined) throw new RecurrenceProblem(`cannot have ${name || 'an empty part'}`)
    if (more.length > 0 || !pattern.test(value)) throw new RecurrenceProblem(`cannot have ${part}`)
    if (parts.has(name)) throw new RecurrenceProblem(`has ${name} twice`)
    parts.set(name, value)
  }
  return parts
}

/** Throws for what RFC 5545 forbids, and for more than a club needs. */
const checkParts = (parts: ReadonlyMap<string, string>): void => {
  const freq = parts.get('FREQ')
  if (freq === undefined) throw new RecurrenceProblem('needs FREQ: DAILY, WEEKLY, MONTHLY or YEARLY')
  const has = (name: string) => parts.has(name)
  if (has('COUNT') && has('UNTIL')) throw new RecurrenceProblem('has COUNT or UNTIL, not both')
  if (Number(parts.get('COUNT') ?? 0) > MOST_COUNT) throw new RecurrenceProblem(`has a COUNT of at most ${MOST_COUNT}`)
  const isByMonth = freq === 'MONTHLY' || freq === 'YEARLY'
  if (/\d/.test(parts.get('BYDAY') ?? '') && !isByMonth)
    throw new RecurrenceProblem('has numbered days only with MONTHLY or YEARLY')
  if (/\d/.test(parts.get('BYDAY') ?? '') && has('BYMONTHDAY'))
    throw new RecurrenceProblem('has numbered days or BYMONTHDAY, not both')
  if (has('BYMONTHDAY') && freq === 'WEEKLY') throw new RecurrenceProblem('cannot have BYMONTHDAY with WEEKLY')
  // Of a week, libraries do not agree which days count before the first date.
  if (has('BYSETPOS') && !isByMonth) throw new RecurrenceProblem('has BYSETPOS only with MONTHLY or YEARLY')
  if (has('BYSETPOS') && !['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some(has)) {
    throw new RecurrenceProblem('has BYSETPOS only beside BYDAY, BYMONTHDAY or BYMONTH')
  }
}

/** Reads EXDATE or RDATE. A date without a time is at the time of the first date. */
const readDates = (parameters: readonly string[], values: string, anchor: Anchor): readonly number[] => {
  for (const parameter of parameters) {
    const isKnown = parameter === `TZID=${anchor.timeZone}` || /^VALUE=DATE(-TIME)?$/.test(parameter)
    if (!isKnown) throw new RecurrenceProblem(`cannot have ${parameter}: times are in the time zone of the event`)
  }
  const timeOfDayMs = clockOf(anchor, anchor.startsAt) % DAY_MS
  return values.split(',').map((value) => readTime(value, anchor, timeOfDayMs))
}

export const sortedOnce = (values: readonly number[]): readonly number[] => [...new Set(values)].toSorted((a, b) => a - b)

/**
 * Reads a rule: `FREQ=WEEKLY;BYDAY=TU`, or lines RRULE, EXDATE and RDATE. Throws RecurrenceProblem for one that is not sound, or that
 * would repeat more often than daily.
 */
export const readRecurrence = (text: string, anchor: Anchor): Recurrence => {
  if (text.length > MOST_CHARACTERS) throw new RecurrenceProblem(`must have at most ${MOST_CHARACTERS} characters`)
  let rule: Map<string, string> | null = null
  const exceptMs: number[] = []
  const besidesMs: number[] = []
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    const colon = trimmed.indexOf(':')
    const [name = '', ...parameters] = trimmed.slice(0, Math.max(colon, 0)).split(';')
    const value = trimmed.slice(colon + 1)
    const kind = name.toUpperCase()
    if (kind === '' || kind === 'RRULE') {
      if (rule !== null) throw new RecurrenceProblem('must have one rule')
      rule = readParts(value.toUpperCase())
      checkParts(rule)
    } else if (kind === 'EXDATE') exceptMs.push(...readDates(parameters, value, anchor))
    else if (kind === 'RDATE') besidesMs.push(...readDates(parameters, value, anchor))
    else throw new RecurrenceProblem(`cannot have a line ${kind}`)
  }
  if (rule === null && besidesMs.length === 0) throw new RecurrenceProblem('needs a rule such as FREQ=WEEKLY')
  if (exceptMs.length > MOST_DATES || besidesMs.length > MOST_DATES) {
    throw new RecurrenceProblem(`must have at most ${MOST_DATES} dates of EXDATE and of RDATE`)
  }
  const until = rule?.get('UNTIL')
  if (until !== undefined) {
    // Calendar programs want the last time in UTC. A date means the whole of that day.
    const untilMs = readTime(until, anchor, DAY_MS - 1000)
    rule?.set('UNTIL', `${compact(instantOfWallClock(untilMs, anchor.timeZone))}Z`)
  }
  return { rule, exceptMs: sortedOnce(exceptMs), besidesMs: sortedOnce(besidesMs) }
}

/** Writes a rule in the words in which it is stored: `FREQ=WEEKLY;BYDAY=TU`, and lines for EXDATE and RDATE when there are any. */
export const writeRecurrence = ({ rule, exceptMs, besidesMs }: Recurrence): string => {
  const parts = rule === null ? null : [...rule].map(([name, value]) => `${name}=${value}`).join(';')
  const lines = [
    ...(exceptMs.length === 0 ? [] : [`EXDATE:${exceptMs.map(compact).join(',')}`]),
    ...(besidesMs.length === 0 ? [] : [`RDATE:${besidesMs.map(compact).join(',')}`]),
  ]
  if (lines.length === 0) return parts ?? ''
  return [...(parts === null ? [] : [`RRULE:${parts}`]), ...lines].join('\n')
}
