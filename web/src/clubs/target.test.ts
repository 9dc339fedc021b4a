import { expect, it } from 'vitest'
import { courseOf } from './course.ts'
import { targetOf, typedOf } from './target.ts'

it('a target is typed in the units of who types it', () => {
  expect(targetOf('100', 'DISTANCE', 'METRIC')).toBe(100_000)
  expect(targetOf('62,5', 'DISTANCE', 'IMPERIAL')).toBeCloseTo(100_584)
  expect(targetOf('10', 'MOVING_TIME', 'IMPERIAL')).toBe(36_000)
  expect([targetOf(' ', 'DISTANCE', 'METRIC'), targetOf('far', 'DISTANCE', 'METRIC')]).toEqual([null, null])
  expect([typedOf(100_000, 'DISTANCE', 'METRIC'), typedOf(1_000, 'ELEVATION_GAIN', 'IMPERIAL')]).toEqual(['100', '3280.84'])
})

it('the course to a target is even over the whole span', () => {
  const span = { startsAt: '2026-11-01T00:00:00Z', endsAt: '2026-12-01T00:00:00Z' }
  expect(courseOf(span, 90, Date.parse('2026-11-11T00:00:00Z'))).toBeCloseTo(30)
  expect([courseOf(span, 90, 0), courseOf(span, 90, Date.parse('2027-01-01T00:00:00Z'))]).toEqual([0, 90])
})
