import { localDayOf } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localIso, offsetSeconds, periodStart, zoneOf } from './local-time.ts'

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

describe('periodStart', () => {
  it.each([
    // A Tuesday, a Monday that has just begun, and a Sunday night that still belongs to the last week in the zone.
    ['WEEK', '2026-11-24T12:00:00Z', 'Europe/Zurich', '2026-11-23'],
    ['WEEK', '2026-11-23T00:00:00Z', 'UTC', '2026-11-23'],
    ['WEEK', '2026-11-23T03:00:00Z', 'America/New_York', '2026-11-16'],
    ['MONTH', '2026-11-01T03:00:00Z', 'America/New_York', '2026-10-01'],
    ['YEAR', '2026-11-24T12:00:00Z', 'Asia/Tokyo', '2026-01-01'],
    ['YEAR', '2025-12-31T16:00:00Z', 'Asia/Tokyo', '2026-01-01'],
    // The clock is set back within this week; on the day before the other week the zone skips midnight.
    ['WEEK', '2026-10-25T12:00:00Z', 'Europe/Zurich', '2026-10-19'],
    ['WEEK', '2026-03-31T12:00:00Z', 'Asia/Beirut', '2026-03-30'],
  ] as const)('%s at %s in %s began on %s', (period, now, zone, expected) => {
    expect(periodStart(period, at(now), zone)).toBe(expected)
  })

  it('has no start for all time', () => {
    expect(periodStart('ALL_TIME', at('2026-11-24T12:00:00Z'), 'UTC')).toBeNull()
  })

  it('never lies in the future, nor longer ago than the period lasts', () => {
    const zones = ['UTC', 'Europe/Zurich', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }),
        fc.constantFrom(...zones),
        fc.constantFrom('WEEK' as const, 'MONTH' as const, 'YEAR' as const),
        (nowMs, zone, period) => {
          const [start, today] = [periodStart(period, nowMs, zone) ?? '', localDayOf(nowMs, zone)]
          expect(start <= today).toBe(true)
          const days = (Date.parse(today) - Date.parse(start)) / 86_400_000
          expect(days).toBeLessThan({ WEEK: 7, MONTH: 31, YEAR: 366 }[period])
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
