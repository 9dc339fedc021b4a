import { describe, expect, it } from 'vitest'
import { isInZone, visibleRanges } from './visible-ranges.ts'

const DEGREE = 111_195.08
/** One sample every ten metres to the north; null where the receiver said nothing. */
const north = (places: readonly (number | null)[]) => ({
  timeSeconds: Float64Array.from(places.keys()),
  latitude: Float64Array.from(places, (meters) => (meters === null ? Number.NaN : 47 + meters / DEGREE)),
  longitude: Float64Array.from(places, (meters) => (meters === null ? Number.NaN : 8)),
})
const tens = Array.from({ length: 11 }, (_, i) => i * 10)
const zone = { latitude: 47 + 50 / DEGREE, longitude: 8, radiusMeters: 12 }

describe('visibleRanges', () => {
  it('shows all where nothing is hidden', () => {
    expect(visibleRanges(north(tens), { hideStartEndMeters: 0, zones: [] })).toEqual([{ first: 0, last: 10 }])
    expect(visibleRanges(north([]), { hideStartEndMeters: 0, zones: [] })).toEqual([])
  })

  it('hides both ends, by the distances given and along the positions', () => {
    const rules = { hideStartEndMeters: 25, zones: [] }
    expect(visibleRanges(north(tens), rules)).toEqual([{ first: 3, last: 7 }])
    const distanceMeters = Float64Array.from(tens, (meters) => meters / 2)
    expect(visibleRanges({ ...north(tens), distanceMeters }, rules)).toEqual([{ first: 5, last: 5 }])
    const wandering = Float64Array.from(tens, (meters) => meters * 2)
    expect(visibleRanges({ ...north(tens), distanceMeters: wandering }, rules)).toEqual([{ first: 3, last: 7 }])
    expect(visibleRanges(north(tens.slice(0, 5)), rules)).toEqual([])
  })

  it('cuts zones out', () => {
    expect(isInZone({ latitude: 47 + 45 / DEGREE, longitude: 8 }, [zone])).toBe(true)
    expect(isInZone({ latitude: 47 + 65 / DEGREE, longitude: 8 }, [zone])).toBe(false)
    expect(visibleRanges(north(tens), { hideStartEndMeters: 0, zones: [zone] })).toEqual([
      { first: 0, last: 3 },
      { first: 7, last: 10 },
    ])
  })

  it('shows a sample without a position where those around it show', () => {
    const gaps = [0, 10, null, 40, null, 60, null, null, 90, null]
    expect(visibleRanges(north(gaps), { hideStartEndMeters: 0, zones: [zone] })).toEqual([
      { first: 0, last: 1 },
      { first: 8, last: 9 },
    ])
  })

  it('shows what tells no place', () => {
    const timeSeconds = Float64Array.of(0, 1, 2)
    expect(visibleRanges({ timeSeconds }, { hideStartEndMeters: 1000, zones: [zone] })).toEqual([{ first: 0, last: 2 }])
  })
})
