import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, instantOfHour, localDayOf, localHourOf, mondayOf } from './local-days.ts'

describe('local days', () => {
  it('are those of the zone', () => {
    const instantMs = Date.parse('2026-03-01T11:30:00Z')
    expect(localDayOf(instantMs, 'UTC')).toBe('2026-03-01')
    expect(localDayOf(instantMs, 'Pacific/Kiritimati')).toBe('2026-03-02')
    expect(localDayOf(Date.parse('2026-03-01T04:59:59Z'), 'America/New_York')).toBe('2026-02-28')
  })

  it('belong to the week of their Monday', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(mondayOf('2027-01-01')).toBe('2026-12-28')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })

  it.each([
    ['Europe/Zurich', '2026-11-23', '2026-11-23T06:00:00Z'],
    ['Europe/Zurich', '2026-07-06', '2026-07-06T05:00:00Z'],
    ['America/Los_Angeles', '2026-11-23', '2026-11-23T15:00:00Z'],
    ['Asia/Kathmandu', '2026-11-23', '2026-11-23T01:15:00Z'],
    // The clocks changed in the night before.
    ['Europe/Zurich', '2026-03-29', '2026-03-29T05:00:00Z'],
    ['Europe/Zurich', '2026-10-25', '2026-10-25T06:00:00Z'],
  ])('begin at seven in %s on %s', (zone, day, instant) => {
    expect(new Date(instantOfHour(day, 7, zone)).toISOString()).toBe(new Date(instant).toISOString())
  })

  it.each([
    ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22', 23],
    ['2026-11-22T23:30:00Z', 'Europe/Zurich', '2026-11-23', 0],
    ['2026-11-22T10:30:00Z', 'Pacific/Kiritimati', '2026-11-23', 0],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31', 23],
  ])('%s in %s is %s, hour %d', (instant, zone, day, hour) => {
    expect(localDayOf(Date.parse(instant), zone)).toBe(day)
    expect(localHourOf(Date.parse(instant), zone)).toBe(hour)
  })

  it('finds the instant of an hour of a day, in summer and in winter', () => {
    expect(instantOfHour('2026-07-01', 18, 'Europe/Zurich')).toBe(Date.parse('2026-07-01T16:00:00Z'))
    expect(instantOfHour('2026-12-01', 0, 'Pacific/Auckland')).toBe(Date.parse('2026-11-30T11:00:00Z'))
    // The night in which the clocks change.
    expect(instantOfHour('2026-03-29', 18, 'Europe/Zurich')).toBe(Date.parse('2026-03-29T16:00:00Z'))
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
        const instant = instantOfHour(day, 18, zone)
        expect([localDayOf(instant, zone), localHourOf(instant, zone)]).toEqual([day, 18])
      }),
    )
  })
})
