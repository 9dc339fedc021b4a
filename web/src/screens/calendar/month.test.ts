import { expect, it } from 'vitest'
import { monthAfter, monthOf, rangeOfMonth, weeksOf } from './month.ts'

it('a month is read from an address, and is the present one where it is none', () => {
  const now = Date.parse('2026-11-30T23:00:00Z')
  expect(monthOf(null, now, 'Pacific/Auckland')).toBe('2026-12')
  expect(['2026-02', '2026-13', '2026', null, 'x'].map((text) => monthOf(text, now, 'UTC'))).toEqual([
    '2026-02',
    '2026-11',
    '2026-11',
    '2026-11',
    '2026-11',
  ])
})

it('months go on over years', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-06', -18)]).toEqual([
    '2027-01',
    '2025-12',
    '2024-12',
  ])
})

it('weeks are whole, and hold the days before and after', () => {
  const weeks = weeksOf('2026-11')
  expect(weeks).toHaveLength(6)
  expect([weeks[0]?.[0], weeks[5]?.[6]]).toEqual(['2026-10-26', '2026-12-06'])
  expect(weeksOf('2027-02')).toHaveLength(4)
})

it('the range holds every time zone', () => {
  expect(rangeOfMonth('2027-02')).toEqual({ since: '2027-01-31T00:00:00.000Z', until: '2027-03-02T00:00:00.000Z' })
})
