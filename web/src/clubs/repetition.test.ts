import { describe, expect, it } from 'vitest'
import { nthOf, readRepetition, ruleOf, weekdayOf } from './repetition.ts'

const zone = 'Europe/Ljubljana'
const sunday = '2026-12-06'

describe('repetition', () => {
  it.each([
    [null, 'NEVER', null],
    ['FREQ=DAILY', 'DAILY', 'FREQ=DAILY'],
    ['FREQ=WEEKLY;BYDAY=SU', 'WEEKLY', 'FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=WEEKLY', 'WEEKLY', 'FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU', 'BIWEEKLY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=6', 'MONTHLY_DAY', 'FREQ=MONTHLY;BYMONTHDAY=6'],
    ['FREQ=MONTHLY;BYDAY=1SU', 'MONTHLY_WEEKDAY', 'FREQ=MONTHLY;BYDAY=1SU'],
    // What the form cannot say is kept as it is.
    ['FREQ=WEEKLY;COUNT=10', 'OWN', 'FREQ=WEEKLY;COUNT=10'],
    ['FREQ=YEARLY', 'OWN', 'FREQ=YEARLY'],
    ['FREQ=MONTHLY;BYDAY=2SU', 'OWN', 'FREQ=MONTHLY;BYDAY=2SU'],
    ['RRULE:FREQ=WEEKLY;BYDAY=SU\nEXDATE:20261213T083000', 'OWN', 'RRULE:FREQ=WEEKLY;BYDAY=SU\nEXDATE:20261213T083000'],
  ])('%s is read and written', (rule, repeat, written) => {
    const read = readRepetition(rule, sunday, zone)
    expect(read.repeat).toBe(repeat)
    expect(ruleOf(read, sunday)).toBe(written)
  })

  it('the last day is that of the zone of the event', () => {
    const read = readRepetition('FREQ=DAILY;UNTIL=20261231T225959Z', sunday, zone)
    expect(read.until).toBe('2026-12-31')
    expect(ruleOf(read, sunday)).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(readRepetition('FREQ=DAILY;UNTIL=20261231T230000Z', sunday, zone).until).toBe('2027-01-01')
  })

  it('the first day is one of the dates, whatever was chosen beside it', () => {
    expect(ruleOf({ repeat: 'WEEKLY', days: ['WE'], until: null, given: null }, sunday)).toBe('FREQ=WEEKLY;BYDAY=WE,SU')
    expect([weekdayOf('2026-11-30'), nthOf('2026-11-29'), nthOf('2026-11-28')]).toEqual(['MO', -1, 4])
  })
})
