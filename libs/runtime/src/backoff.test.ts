import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('pauses grow, never beyond their bound, and are spread', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const pause = backoffMs(attempt, 100, 30_000, () => chance)
      expect(pause).toBeGreaterThanOrEqual(50)
      expect(pause).toBeLessThanOrEqual(30_000)
      expect(backoffMs(attempt + 1, 100, 30_000, () => chance)).toBeGreaterThanOrEqual(pause)
    }),
  )
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, 100, 30_000, () => 1))).toEqual([100, 200, 400])
})
