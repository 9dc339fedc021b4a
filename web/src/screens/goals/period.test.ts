import { expect, it } from 'vitest'
import { daysLeft, partOfPeriod } from './period.ts'

it('a period is over day by day', () => {
  expect(partOfPeriod('2026-11-30', '2026-12-06', '2026-11-30')).toBeCloseTo(1 / 7)
  expect(partOfPeriod('2026-11-30', '2026-12-06', '2026-12-06')).toBe(1)
  expect(partOfPeriod('2026-11-30', '2026-12-06', '2026-11-29')).toBe(0)
  expect(partOfPeriod('2026-11-30', '2026-12-06', '2027-01-01')).toBe(1)
})

it('days are left', () => {
  expect(daysLeft('2026-12-06', '2026-11-30')).toBe(6)
  expect(daysLeft('2026-12-06', '2026-12-10')).toBe(0)
})
