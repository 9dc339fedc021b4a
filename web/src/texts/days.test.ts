import { expect, it } from 'vitest'
import { allTime, dayAfter, dayIn, mondayOf } from './days.ts'

it('days are those of the time zone', () => {
  const now = Date.parse('2026-11-30T23:30:00Z')
  expect(dayIn('Europe/Zurich', now)).toBe('2026-12-01')
  expect(dayIn('America/Denver', now)).toBe('2026-11-30')
})

it('days are counted over months, years and leap days', () => {
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29')
})

it('a week begins on Monday', () => {
  expect(['2026-11-30', '2026-12-02', '2026-12-06', '2026-12-07'].map(mondayOf)).toEqual([
    '2026-11-30',
    '2026-11-30',
    '2026-11-30',
    '2026-12-07',
  ])
  expect(mondayOf('1970-01-01')).toBe('1969-12-29')
})

it('all time ends tomorrow, and is as long as may be asked for', () => {
  expect(allTime(Date.parse('2026-11-30T23:00:00Z'))).toEqual({ allSince: '2016-12-03', until: '2026-12-01' })
})
