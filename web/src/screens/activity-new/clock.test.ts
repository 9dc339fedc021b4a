import { expect, it } from 'vitest'
import { instantOf, secondsOf, wallClockIn } from './clock.ts'

it('a wall clock is that of its zone, and leads back to the instant', () => {
  expect(wallClockIn('Europe/Zurich', Date.parse('2026-11-30T23:30:00Z'))).toBe('2026-12-01T00:30')
  expect(instantOf('2026-12-01T00:30', 'Europe/Zurich')).toBe('2026-11-30T23:30:00.000Z')
  expect(instantOf('2026-07-01T12:00', 'America/Denver')).toBe('2026-07-01T18:00:00.000Z')
  expect(instantOf('2026-07-01T12:00', 'Asia/Kathmandu')).toBe('2026-07-01T06:15:00.000Z')
})

it('an hour that comes twice is the first, and one that does not come is the next', () => {
  // Clocks in Zurich go from 3:00 back to 2:00 on 25 October 2026, and from 2:00 to 3:00 on 29 March.
  expect(instantOf('2026-10-25T02:30', 'Europe/Zurich')).toBe('2026-10-25T00:30:00.000Z')
  expect(instantOf('2026-03-29T02:30', 'Europe/Zurich')).toBe('2026-03-29T01:30:00.000Z')
  expect(wallClockIn('Europe/Zurich', Date.parse('2026-03-29T01:30:00Z'))).toBe('2026-03-29T03:30')
})

it('a time is typed in hours and minutes', () => {
  expect([secondsOf('1', '30'), secondsOf('', '45'), secondsOf('x', '-1')]).toEqual([5_400, 2_700, 0])
})
