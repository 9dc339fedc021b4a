import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localIso, offsetSeconds, periodStartMs, wallClockMs, zoneOf } from './local-time.ts'

const at = (iso: string): number => Date.parse(iso)

describe('localIso', () => {
  it.each([
    ['2026-11-22T06:30:00Z', 'Europe/Zurich', '2026-11-22T07:30:00'],
    ['2026-07-01T23:30:00Z', 'Europe/Zurich', '2026-07-02T01:30:00'],
    ['2026-01-01T00:00:00Z', 'America/Los_Angeles', '2025-12-31T16:00:00'],
    ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00'],
    ['2026-01-01T12:00:00Z', 'Etc/GMT-3', '2026-01-01T15:00:00'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(localIso(at(instant), zone)).toBe(expected)
  })
})

describe('periodStartMs', () => {
  it.each([
    // A Tuesday, a Monday just begun, and a Sunday night that is still last week in the zone.
    ['WEEK', '2026-11-24T12:00:00Z', 'Europe/Zurich', '2026-11-22T23:00:00Z'],
    ['WEEK', '2026-11-23T00:00:00Z', 'UTC', '2026-11-23T00:00:00Z'],
    ['WEEK', '2026-11-23T03:00:00Z', 'America/New_York', '2026-11-16T05:00:00Z'],
    ['MONTH', '2026-11-01T03:00:00Z', 'America/New_York', '2026-10-01T04:00:00Z'],
    ['YEAR', '2026-11-24T12:00:00Z', 'Asia/Tokyo', '2025-12-31T15:00:00Z'],
    // The clock went back in this very week.
    ['WEEK', '2026-10-25T12:00:00Z', 'Europe/Zurich', '2026-10-18T22:00:00Z'],
  ] as const)('%s at %s in %s began %s', (period, now, zone, expected) => {
    expect(new Date(periodStartMs(period, at(now), zone) ?? 0).toISOString()).toBe(expected.replace('Z', '.000Z'))
  })

  it('has no start for all time', () => {
    expect(periodStartMs('ALL_TIME', at('2026-11-24T12:00:00Z'), 'UTC')).toBeNull()
  })

  it('starts the day after midnight where midnight is skipped', () => {
    // Beirut 2026-03-29: 00:00 is 01:00. The month of April is untouched; a week that begins on such a day begins at 01:00.
    const start = periodStartMs('WEEK', at('2026-03-31T12:00:00Z'), 'Asia/Beirut')
    expect(localIso(start ?? 0, 'Asia/Beirut')).toBe('2026-03-30T00:00:00')
  })

  it('never lies in the future, and its wall clock is never later than a day into the period', () => {
    const zones = ['UTC', 'Europe/Zurich', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }),
        fc.constantFrom(...zones),
        fc.constantFrom('WEEK' as const, 'MONTH' as const, 'YEAR' as const),
        (nowMs, zone, period) => {
          const start = periodStartMs(period, nowMs, zone) ?? Number.NaN
          expect(start).toBeLessThanOrEqual(nowMs)
          const longest = { WEEK: 8, MONTH: 32, YEAR: 367 }[period] * 86_400_000
          expect(nowMs - start).toBeLessThan(longest)
          expect(wallClockMs(start, zone) % 86_400_000).toBeLessThanOrEqual(3_600_000)
        },
      ),
    )
  })
})

describe('zoneOf', () => {
  const startedAtMs = at('2026-07-01T10:00:00Z')
  it.each([
    ['the zone of the first position', { timeZone: 'Asia/Tokyo', utcOffsetSeconds: 7200 }, 'Asia/Tokyo'],
    ["the athlete's where the device agrees", { timeZone: null, utcOffsetSeconds: 7200 }, 'Europe/Zurich'],
    ["the device's offset where it does not", { timeZone: null, utcOffsetSeconds: -18_000 }, 'Etc/GMT+5'],
    ['a place of a quarter of an hour', { timeZone: null, utcOffsetSeconds: 20_700 }, 'Asia/Kathmandu'],
    ['a place of half an hour in summer', { timeZone: null, utcOffsetSeconds: -9000 }, 'America/St_Johns'],
    ["the athlete's where no clock stands so", { timeZone: null, utcOffsetSeconds: 20_000 }, 'Europe/Zurich'],
    ["the athlete's where no clock stands so in summer", { timeZone: null, utcOffsetSeconds: -12_600 }, 'Europe/Zurich'],
    ["the athlete's where nothing is known", { timeZone: null, utcOffsetSeconds: null }, 'Europe/Zurich'],
  ])('is %s', (_title, recording, expected) => {
    expect(zoneOf({ ...recording, startedAtMs }, 'Europe/Zurich')).toBe(expected)
  })

  it('names a fixed zone with the right sign', () => {
    expect(offsetSeconds(startedAtMs, zoneOf({ timeZone: null, utcOffsetSeconds: -18_000, startedAtMs }, 'UTC'))).toBe(-18_000)
  })
})
