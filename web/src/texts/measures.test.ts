import { describe, expect, it } from 'vitest'
import { measuresOf } from './measures.ts'

const metric = measuresOf({ language: 'en', locale: 'en-GB', units: 'METRIC', timeZone: 'Europe/Zurich' })
const imperial = measuresOf({ language: 'en', locale: 'en-US', units: 'IMPERIAL', timeZone: 'America/Denver' })
const german = measuresOf({ language: 'de', locale: 'de-DE', units: 'METRIC', timeZone: 'Europe/Berlin' })
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('measures', () => {
  it.each([
    [metric, 950, '950 m'],
    [metric, 42_195, '42.2 km'],
    [metric, 160_000, '160 km'],
    [imperial, 42_195, '26.2 mi'],
    [imperial, 100, '109 yd'],
    [german, 42_195, '42,2 km'],
  ])('write distances', (measures, meters, text) => {
    expect(plain(measures.distance(meters))).toBe(text)
  })

  it('write the distance of a swim in what swimmers count', () => {
    const written = [metric, imperial, german].map((measures) => plain(measures.distance(2_606, 'SWIM')))
    expect(written).toEqual(['2,606 m', '2,850 yd', '2.606 m'])
    expect(plain(metric.distance(2_606, 'RUN'))).toBe('2.6 km')
  })

  it('write a pool as it was built', () => {
    const pools = [25, 50, 22.86, 45.72, 33.33, 100 / 3]
    expect(pools.map((meters) => plain(metric.pool(meters)))).toEqual(['25 m', '50 m', '25 yd', '50 yd', '33.33 m', '33.33 m'])
    expect(plain(imperial.pool(25))).toBe('25 m')
  })

  it.each([
    [metric, 3.4247, 'RUN', '4:52 /km'],
    [imperial, 3.4247, 'RUN', '7:50 /mi'],
    [metric, 0.952, 'SWIM', '1:45 /100 m'],
    [metric, 4, 'ROW', '2:05 /500 m'],
    [metric, 8.72, 'RIDE', '31.4 km/h'],
    [imperial, 8.72, 'GRAVEL_RIDE', '19.5 mph'],
    [german, 8.72, 'RIDE', '31,4 km/h'],
    [metric, 0, 'RUN', '–'],
  ])('write the speed of a sport', (measures, speed, sport, text) => {
    expect(plain(measures.speed(speed, sport))).toBe(text)
  })

  it('write temperatures', () => {
    expect([metric, imperial].map((measures) => plain(measures.temperature(21.6)))).toEqual(['22 °C', '71 °F'])
  })

  it('write no zero with a sign', () => {
    expect([-0.2, 0.2, -1.2].map((meters) => plain(metric.elevation(meters)))).toEqual(['0 m', '0 m', '-1 m'])
  })

  it('write times', () => {
    expect([9, 249, 3_849].map(metric.clock)).toEqual(['0:09', '4:09', '1:04:09'])
    expect([2_700, 3_600, 3_849].map((seconds) => plain(metric.duration(seconds)))).toEqual(['45 min', '1 h', '1 h 4 min'])
  })

  it('write instants in the time zone of who reads, and wall clocks as they were', () => {
    const now = Date.parse('2026-11-30T12:00:00Z')
    expect(metric.ago('2026-11-30T11:57:00Z', now)).toBe('3 minutes ago')
    expect(german.ago('2026-11-29T11:00:00Z', now)).toBe('gestern')
    expect(metric.ago('2026-11-02T23:30:00Z', now)).toBe('3 Nov')
    expect(imperial.ago('2025-11-02T23:30:00Z', now)).toBe('Nov 2, 2025')
    expect(metric.local('2026-11-22T07:30:00')).toContain('07:30')
    expect(imperial.day('2026-11-22')).toBe('Sun, Nov 22')
  })
})
