import { wallClockOf } from './when.ts'

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** What the form of an event knows of rules after RFC 5545. OWN is any other rule: it is kept as it is. */
export type Repeat = 'NEVER' | 'DAILY' | 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY_DAY' | 'MONTHLY_WEEKDAY' | 'OWN'

export interface Repetition {
  readonly repeat: Repeat
  /** Of WEEKLY and BIWEEKLY. */
  readonly days: readonly Weekday[]
  /** The last day, such as 2026-12-31; null without end. */
  readonly until: string | null
  /** The rule as it came; null of a new event. */
  readonly given: string | null
}

export const ONCE: Repetition = { repeat: 'NEVER', days: [], until: null, given: null }

/** The weekday of a day such as 2026-11-30. */
export const weekdayOf = (day: string): Weekday => {
  const sundayFirst = new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay()
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'MO'
}

/** Which of its weekdays in the month a day is: 1 to 4, or -1 for a fifth, which not every month has. */
export const nthOf = (day: string): number => {
  const nth = Math.ceil(Number(day.slice(8, 10)) / 7)
  return nth > 4 ? -1 : nth
}

const isWeekday = (text: string): text is Weekday => WEEKDAYS.some((day) => day === text)

const repeatOf = (parts: ReadonlyMap<string, string>, day: string): Pick<Repetition, 'repeat' | 'days'> | null => {
  const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL', 'WKST'])
  if ([...parts.keys()].some((name) => !known.has(name))) return null
  const [frequency, interval] = [parts.get('FREQ'), parts.get('INTERVAL') ?? '1']
  const byDay = parts.get('BYDAY')?.split(',') ?? []
  if (frequency === 'DAILY' && interval === '1' && byDay.length === 0) return { repeat: 'DAILY', days: [] }
  if (frequency === 'WEEKLY' && (interval === '1' || interval === '2')) {
    const days = byDay.filter(isWeekday)
    if (days.length !== byDay.length) return null
    return { repeat: interval === '1' ? 'WEEKLY' : 'BIWEEKLY', days: days.length > 0 ? days : [weekdayOf(day)] }
  }
  if (frequency !== 'MONTHLY' || interval !== '1') return null
  const dayOfMonth = String(Number(day.slice(8, 10)))
  if (byDay.length === 0 && (parts.get('BYMONTHDAY') ?? dayOfMonth) === dayOfMonth) return { repeat: 'MONTHLY_DAY', days: [] }
  return byDay.join() === `${nthOf(day)}${weekdayOf(day)}` ? { repeat: 'MONTHLY_WEEKDAY', days: [] } : null
}

const untilOf = (text: string | undefined, timeZone: string): string | null => {
  if (text === undefined) return null
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z)?/.exec(text) ?? []
  if (time === undefined) return `${year}-${month}-${day}`
  return wallClockOf(`${year}-${month}-${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`, timeZone).slice(0, 10)
}

/** Reads the rule of an event that starts on a day. A rule that the form does not know is OWN. */
export const readRepetition = (rule: string | null | undefined, day: string, timeZone: string): Repetition => {
  if (rule == null || rule === '') return ONCE
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=')
        return [name, value]
      }),
  )
  const read = rule.includes('\n') ? null : repeatOf(parts, day)
  const until = untilOf(parts.get('UNTIL'), timeZone)
  return read === null ? { repeat: 'OWN', days: [], until, given: rule } : { ...read, until, given: rule }
}

/** Writes the rule of an event that starts on a day; null for one that does not repeat. The day itself is always one of its dates. */
export const ruleOf = ({ repeat, days, until, given }: Repetition, day: string): string | null => {
  if (repeat === 'NEVER') return null
  if (repeat === 'OWN') return given
  const weekday = weekdayOf(day)
  const all = WEEKDAYS.filter((each) => each === weekday || days.includes(each)).join(',')
  const rules = {
    DAILY: 'FREQ=DAILY',
    WEEKLY: `FREQ=WEEKLY;BYDAY=${all}`,
    BIWEEKLY: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${all}`,
    MONTHLY_DAY: `FREQ=MONTHLY;BYMONTHDAY=${Number(day.slice(8, 10))}`,
    MONTHLY_WEEKDAY: `FREQ=MONTHLY;BYDAY=${nthOf(day)}${weekday}`,
  }
  return until === null ? rules[repeat] : `${rules[repeat]};UNTIL=${until.replaceAll('-', '')}`
}
