import { describe, expect, it } from 'vitest'
import { daysBetween, instantOf, lastDayOf, leafOf, wallClockOf, writtenDays, writtenTime } from './when.ts'

const zone = 'Europe/Ljubljana'

describe('times of events', () => {
  it.each([
    ['2026-12-06T08:30', '2026-12-06T07:30:00.000Z'],
    ['2026-07-05T08:30', '2026-07-05T06:30:00.000Z'],
    // Skipped by the clock, which jumps from 02:00 to 03:00.
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    // Shown twice: the first of the two is meant.
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s on the clock of the event is an instant', (wallClock, instant) => {
    expect(instantOf(wallClock, zone)).toBe(instant)
  })

  it('an instant is shown on the clock of the event, and midnight is 00', () => {
    expect(wallClockOf('2026-12-05T23:00:00Z', zone)).toBe('2026-12-06T00:00')
    expect(wallClockOf(instantOf('2026-12-06T23:59', 'America/Denver'), 'America/Denver')).toBe('2026-12-06T23:59')
  })

  it('days are counted on that calendar', () => {
    expect(daysBetween('2026-12-05T22:30:00Z', '2026-12-05T23:30:00Z', zone)).toBe(1)
    expect(daysBetween('2026-12-05T00:30:00Z', '2026-12-05T22:30:00Z', zone)).toBe(0)
    expect(daysBetween('2026-12-06T10:00:00Z', '2026-12-04T10:00:00Z', zone)).toBe(-2)
  })

  it('the place of the zone stands there for who lives by another clock', () => {
    const time = { startsAt: '2026-12-06T07:30:00Z', endsAt: '2026-12-06T09:30:00Z', timeZone: zone }
    expect(writtenTime(time, 'en-GB', 'Europe/Zurich')).toMatch(/^Sun.* 6 Dec.* 08:30.+10:30$/)
    expect(writtenTime(time, 'en-GB', 'Europe/London')).toContain('(Ljubljana)')
    expect(leafOf(time.startsAt, zone, 'de-DE')).toEqual({ weekday: 'So', day: '6', month: 'Dez' })
  })
})

it.each([
  ['2026-12-01T00:00:00Z', 'UTC', '2026-11-30'],
  ['2026-11-30T23:00:00Z', 'Europe/Zurich', '2026-11-30'],
  ['2026-12-01T05:00:00Z', 'America/New_York', '2026-11-30'],
  ['2026-12-01T18:30:00Z', 'Europe/Zurich', '2026-12-01'],
])('the last day of what ends at %s in %s is %s', (endsAt, timeZone, day) => {
  expect(lastDayOf(endsAt, timeZone)).toBe(day)
})

describe('the days of a challenge', () => {
  const written = (startsAt: string, endsAt: string, timeZone = zone) =>
    writtenDays(startsAt, endsAt, 'en-GB', timeZone).replaceAll(/\s/g, ' ')
  it('end with the day before a midnight', () => {
    expect(written('2026-11-23T23:00:00Z', '2026-12-23T23:00:00Z')).toBe('24 Nov – 23 Dec 2026')
    expect(written('2026-12-22T23:00:00Z', '2026-12-23T23:00:00Z')).toBe('23 Dec 2026')
  })
  it('are told with the times of day elsewhere, where they are not whole', () => {
    expect(written('2026-11-23T23:00:00Z', '2026-12-23T23:00:00Z', 'Europe/London')).toBe(
      '23 Nov 2026, 23:00 – 23 Dec 2026, 23:00',
    )
  })
})
