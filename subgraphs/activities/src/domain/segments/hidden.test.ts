import { type Position, visibleRanges } from '@gruppetto/recordings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHidden } from './hidden.ts'

const METER = 1 / 111_195.08
/** A line to the north, and a ride parallel to it, so many metres further east. */
const line: readonly Position[] = [
  [47, 8],
  [47 + 1000 * METER, 8],
]
const rideBeside = (east: number) => ({
  timeSeconds: Float64Array.from({ length: 101 }, (_, i) => i),
  latitude: Float64Array.from({ length: 101 }, (_, i) => 47 + i * 10 * METER),
  longitude: Float64Array.from({ length: 101 }, () => 8 + (east * METER) / Math.cos((47 * Math.PI) / 180)),
})
const far = { fromStartMeters: 5000, toEndMeters: 5000 }

describe('an effort', () => {
  it('is hidden wherever the samples of a ride within the corridor would be', () => {
    const circle = fc.record({
      north: fc.double({ min: -800, max: 1800, noNaN: true }),
      east: fc.double({ min: -800, max: 800, noNaN: true }),
      radiusMeters: fc.integer({ min: 200, max: 600 }),
    })
    fc.assert(
      fc.property(circle, fc.integer({ min: -29, max: 29 }), ({ north, east, radiusMeters }, aside) => {
        const zone = {
          latitude: 47 + north * METER,
          longitude: 8 + (east * METER) / Math.cos((47 * Math.PI) / 180),
          radiusMeters,
        }
        const rules = { hideStartEndMeters: 0, zones: [zone] }
        const [range] = visibleRanges(rideBeside(aside), rules)
        const isWhole = range?.first === 0 && range.last === 100
        if (!isWhole) expect(isHidden(far, line, rules)).toBe(true)
      }),
    )
  })

  it('is not hidden by a zone beyond the corridor', () => {
    const zone = { latitude: 47 + 500 * METER, longitude: 8 + (240 * METER) / Math.cos((47 * Math.PI) / 180), radiusMeters: 200 }
    expect(isHidden(far, line, { hideStartEndMeters: 0, zones: [zone] })).toBe(false)
    expect(isHidden(far, line, { hideStartEndMeters: 0, zones: [{ ...zone, radiusMeters: 215 }] })).toBe(true)
  })

  it('is hidden near either end of its activity', () => {
    const rules = { hideStartEndMeters: 400, zones: [] }
    expect(isHidden({ fromStartMeters: 400, toEndMeters: 400 }, line, rules)).toBe(false)
    expect(isHidden({ fromStartMeters: 399, toEndMeters: 5000 }, line, rules)).toBe(true)
    expect(isHidden({ fromStartMeters: 5000, toEndMeters: 399 }, line, rules)).toBe(true)
  })

  it('is found beside a zone across the 180th meridian', () => {
    const across: readonly Position[] = [
      [10, 179.999],
      [10, -179.999],
    ]
    const zone = { latitude: 10, longitude: -179.9999, radiusMeters: 50 }
    expect(isHidden(far, across, { hideStartEndMeters: 0, zones: [zone] })).toBe(true)
    expect(isHidden(far, across, { hideStartEndMeters: 0, zones: [{ ...zone, latitude: 10.01 }] })).toBe(false)
  })
})
