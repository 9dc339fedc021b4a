import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startCount } from './counting.ts'

const days = (...numbers: readonly number[]) => numbers.map((day) => `2026-03-${String(day).padStart(2, '0')}`)
const countAll = (kind: 'TOTAL' | 'STREAK_DAYS', some: readonly string[]): readonly number[] => {
  const count = startCount({ kind, metric: 'ACTIVE_DAYS' })
  return some.map((day) => count({ units: 1, day }))
}

it('ACTIVE_DAYS counts a day once', () => {
  expect(countAll('TOTAL', days(3, 3, 9, 3, 1))).toEqual([1, 1, 2, 2, 3])
})

it('STREAK_DAYS is the longest run, also over the end of a month and where a late day joins two runs', () => {
  expect(countAll('STREAK_DAYS', days(1, 2, 4, 5, 6, 9, 3))).toEqual([1, 2, 2, 2, 3, 3, 6])
  expect(countAll('STREAK_DAYS', ['2026-02-28', '2026-03-01', '2024-02-28', '2024-03-01', '2024-02-29'])).toEqual([1, 2, 2, 2, 3])
})

it('does not depend on the order of the days', () => {
  const someDays = fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(someDays, fc.constantFrom('TOTAL' as const, 'STREAK_DAYS' as const), (numbers, kind) => {
      const sorted = countAll(kind, days(...numbers.toSorted((a, b) => a - b)))
      expect(countAll(kind, days(...numbers)).at(-1)).toBe(sorted.at(-1))
    }),
  )
})
