import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantAt, localDay, localHour } from './local-day.ts'

it.each([
  ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22', 23],
  ['2026-11-22T23:30:00Z', 'Europe/Zurich', '2026-11-23', 0],
  ['2026-11-22T10:30:00Z', 'Pacific/Kiritimati', '2026-11-23', 0],
  ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31', 23],
])('%s in %s is %s, hour %d', (instant, zone, day, hour) => {
  expect(localDay(Date.parse(instant), zone)).toBe(day)
  expect(localHour(Date.parse(instant), zone)).toBe(hour)
})

it('finds the instant of an hour of a day, in summer and in winter', () => {
  expect(instantAt('2026-07-01', 18, 'Europe/Zurich')).toBe(Date.parse('2026-07-01T16:00:00Z'))
  expect(instantAt('2026-12-01', 0, 'Pacific/Auckland')).toBe(Date.parse('2026-11-30T11:00:00Z'))
  // The night in which the clocks change.
  expect(instantAt('2026-03-29', 18, 'Europe/Zurich')).toBe(Date.parse('2026-03-29T16:00:00Z'))
  const zones = [
    'UTC',
    'Europe/Zurich',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Australia/Lord_Howe',
    'America/Santiago',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 18_000, max: 25_000 }), (zone, days) => {
      const day = new Date(days * 86_400_000).toISOString().slice(0, 10)
      const instant = instantAt(day, 18, zone)
      expect([localDay(instant, zone), localHour(instant, zone)]).toEqual([day, 18])
    }),
  )
})
