import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRecurrence, writeRecurrence } from './recurrence.ts'
import { endingBefore, goingOnFrom, hasDateAfter, slotsBetween, startsByRule } from './recurrence-dates.ts'

const DAY_MS = 24 * 3_600_000
const anchorAt = (startsAt: string, timeZone = 'Europe/Zurich') => ({ startsAt: new Date(startsAt), timeZone })
/** A Tuesday in summer time, at 07:00 on the clock. */
const TUESDAY = anchorAt('2026-10-06T05:00:00Z')

const datesOf = (text: string, anchor = TUESDAY, days = 366): readonly string[] => {
  const startMs = anchor.startsAt.getTime()
  return slotsBetween(readRecurrence(text, anchor), anchor, startMs, startMs + days * DAY_MS).map((at) => at.toISOString())
}
const problemOf = (text: string): string => {
  try {
    readRecurrence(text, TUESDAY)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('a rule', () => {
  it('keeps its time of day when the clocks change', () => {
    expect(datesOf('FREQ=WEEKLY;COUNT=5')).toEqual([
      '2026-10-06T05:00:00.000Z',
      '2026-10-13T05:00:00.000Z',
      '2026-10-20T05:00:00.000Z',
      '2026-10-27T06:00:00.000Z',
      '2026-11-03T06:00:00.000Z',
    ])
  })

  it('has a date in the night in which its hour does not exist, and one in which it comes twice', () => {
    const spring = anchorAt('2026-03-28T01:30:00Z')
    expect(datesOf('FREQ=DAILY;COUNT=3', spring)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
    const autumn = anchorAt('2026-10-24T00:30:00Z')
    expect(datesOf('FREQ=DAILY;COUNT=3', autumn)).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
    // The organiser meant the second half past two.
    const second = anchorAt('2026-10-25T01:30:00Z')
    expect(datesOf('FREQ=DAILY;COUNT=2', second)).toEqual(['2026-10-25T01:30:00.000Z', '2026-10-26T01:30:00.000Z'])
  })

  it('leaves out and adds dates, told on the clock of the event, as days, or in UTC', () => {
    const text = `RRULE:FREQ=WEEKLY;COUNT=4
      EXDATE;TZID=Europe/Zurich:20261013T070000
      EXDATE;VALUE=DATE:20261027
      RDATE:20261020T050000Z,20261111T180000`
    expect(datesOf(text)).toEqual(['2026-10-06T05:00:00.000Z', '2026-10-20T05:00:00.000Z', '2026-11-11T17:00:00.000Z'])
    const stored = writeRecurrence(readRecurrence(text, TUESDAY))
    expect(stored).toBe(
      'RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20261013T070000,20261027T070000\nRDATE:20261020T070000,20261111T180000',
    )
    expect(writeRecurrence(readRecurrence(stored, TUESDAY))).toBe(stored)
  })

  it('may list its dates alone', () => {
    expect(datesOf('RDATE:20261007,20261009')).toHaveLength(3)
    expect(writeRecurrence(readRecurrence('RDATE:20261007', TUESDAY))).toBe('RDATE:20261007T070000')
  })

  it('ends with the day of UNTIL, which is stored in UTC', () => {
    expect(writeRecurrence(readRecurrence('freq=weekly;until=20261020', TUESDAY))).toBe('FREQ=WEEKLY;UNTIL=20261020T215959Z')
    expect(datesOf('FREQ=WEEKLY;UNTIL=20261020')).toHaveLength(3)
    expect(datesOf('FREQ=WEEKLY;UNTIL=20261020T065959')).toHaveLength(2)
    expect(datesOf('FREQ=WEEKLY;UNTIL=20261020T050000Z')).toHaveLength(3)
  })

  it.each([
    ['FREQ=SECONDLY', 'FREQ=SECONDLY'],
    ['FREQ=HOURLY;COUNT=3', 'FREQ=HOURLY'],
    ['FREQ=DAILY;BYHOUR=7,8', 'BYHOUR'],
    ['FREQ=YEARLY;BYWEEKNO=53', 'BYWEEKNO'],
    ['FREQ=DAILY;COUNT=1000000000', 'COUNT'],
    ['FREQ=DAILY;COUNT=1001', 'COUNT'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20261231', 'not both'],
    ['FREQ=DAILY;FREQ=DAILY', 'twice'],
    ['FREQ=WEEKLY;BYDAY=1TU', 'numbered'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYDAY=2WE;BYMONTHDAY=13', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=DAILY;UNTIL=20260230', '20260230'],
    ['FREQ=DAILY;UNTIL=20261231T250000', '20261231T250000'],
    ['INTERVAL=2', 'needs FREQ'],
    ['', 'needs a rule'],
    ['FREQ=DAILY\nFREQ=DAILY', 'one rule'],
    ['DTSTART:20261001\nFREQ=DAILY', 'DTSTART'],
    ['EXRULE:FREQ=DAILY', 'EXRULE'],
    ['FREQ=DAILY\nEXDATE;TZID=America/New_York:20261007T070000', 'TZID'],
    [`FREQ=DAILY\nRDATE:${'20261007,'.repeat(100)}20261008`, 'at most 100 dates'],
    [`FREQ=DAILY${' '.repeat(5000)}`, 'characters'],
    ['FREQ=DAILY;', 'an empty part'],
    ['FREQ', 'FREQ'],
    ['x', 'cannot have X'],
  ])('%j is refused', (text, part) => {
    expect(problemOf(text)).toContain(part)
  })

  it('without an end has an end to what it costs', () => {
    expect(datesOf('FREQ=DAILY;UNTIL=99991231')).toHaveLength(367)
    expect(startsByRule(readRecurrence('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', TUESDAY), TUESDAY)).toBe(false)
    expect(hasDateAfter(readRecurrence('FREQ=DAILY;UNTIL=99991231', TUESDAY), TUESDAY, TUESDAY.startsAt.getTime())).toBe(true)
  })

  it('goes on from a later date with what is left of it, and ends before one', () => {
    const rule = readRecurrence('FREQ=WEEKLY;COUNT=10\nRDATE:20261007,20261107', TUESDAY)
    const later = new Date('2026-10-27T06:00:00Z')
    expect(writeRecurrence(goingOnFrom(rule, TUESDAY, later))).toBe('RRULE:FREQ=WEEKLY;COUNT=7\nRDATE:20261107T070000')
    expect(writeRecurrence(endingBefore(rule, TUESDAY, later))).toBe(
      'RRULE:FREQ=WEEKLY;UNTIL=20261027T055959Z\nRDATE:20261007T070000',
    )
    const listed = readRecurrence('RDATE:20261107', TUESDAY)
    expect(writeRecurrence(endingBefore(listed, TUESDAY, later))).toBe('RDATE:20261006T070000')
    expect(hasDateAfter(rule, TUESDAY, Date.parse('2026-12-08T06:00:00Z'))).toBe(false)
    expect(hasDateAfter(rule, TUESDAY, Date.parse('2026-12-01T06:00:00Z'))).toBe(true)
  })
})

describe('the dates of 300 random rules', () => {
  const file = new URL('../../tests/recurrence/cases.json', import.meta.url)
  const cases = JSON.parse(readFileSync(file, 'utf8')) as { rule: string; dates: string[] }[]
  const compact = (at: Date) => at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')

  it('are those that another implementation finds', () => {
    const others = cases.flatMap(({ rule, dates }) => {
      const start = dates[0]?.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z') ?? ''
      const anchor = anchorAt(start, 'UTC')
      const recurrence = readRecurrence(rule, anchor)
      const found = slotsBetween(recurrence, anchor, anchor.startsAt.getTime(), anchor.startsAt.getTime() + 396 * DAY_MS)
      const mine = found.slice(0, 40).map(compact)
      return JSON.stringify(mine) === JSON.stringify(dates) ? [] : [{ rule, dates: dates.slice(0, 5), mine: mine.slice(0, 5) }]
    })
    expect(others).toEqual([])
    expect(cases).toHaveLength(300)
  })
})
