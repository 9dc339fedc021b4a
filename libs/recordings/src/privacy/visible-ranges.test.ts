import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMeters, metersAlong } from '../geometry/distance.ts'
import { DOOR, outFromDoor, placesOf } from '../testing/standing.ts'
import { isInZone, type PlacedColumns, visibleRanges } from './visible-ranges.ts'

const DEGREE = 111_195.08
/** One sample every ten metres to the north; null where the receiver had no position. */
const north = (places: readonly (number | null)[]) => ({
  timeSeconds: Float64Array.from(places.keys()),
  latitude: Float64Array.from(places, (meters) => (meters === null ? Number.NaN : 47 + meters / DEGREE)),
  longitude: Float64Array.from(places, (meters) => (meters === null ? Number.NaN : 8)),
})
const tens = Array.from({ length: 11 }, (_, i) => i * 10)
const zone = { latitude: 47 + 50 / DEGREE, longitude: 8, radiusMeters: 12 }

/** Returns every visible sample. */
const shownOf = (ranges: ReturnType<typeof visibleRanges>): number[] =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, k) => first + k))

describe('a receiver that wanders', () => {
  const rules = { hideStartEndMeters: 200, zones: [] }
  const metersFromDoor = (columns: PlacedColumns, sample: number): number =>
    haversineMeters(columns.latitude?.[sample] ?? 0, columns.longitude?.[sample] ?? 0, DOOR.latitude, DOOR.longitude)

  it.each([
    ['a minute', 60, 4],
    ['three minutes', 180, 4],
    ['an hour', 3600, 4],
    ['an hour, of a receiver in a narrow street', 3600, 5],
  ])('uses none of the hidden metres up while its athlete stands at the door for %s', (_name, seconds, wander) => {
    for (let seed = 1; seed <= 10; seed++) {
      const columns = outFromDoor({ seconds, wander, seed })
      const shown = shownOf(visibleRanges(columns, rules))
      expect(shown.length).toBeGreaterThan(300)
      // Minus the error of one or two fixes.
      for (const sample of shown) expect(metersFromDoor(columns, sample)).toBeGreaterThan(165)
      // The stored distance of such a recording has increased with every position.
      const distanceMeters = Float64Array.from(metersAlong(placesOf(columns)))
      expect(visibleRanges({ ...columns, distanceMeters }, rules)).toEqual(visibleRanges(columns, rules))
    }
  })

  it('shows nothing of somebody who never went away', () => {
    const columns = outFromDoor({ seconds: 3600, wander: 5, seed: 1 })
    const standing = {
      timeSeconds: columns.timeSeconds.subarray(0, 3600),
      latitude: columns.latitude.subarray(0, 3600),
      longitude: columns.longitude.subarray(0, 3600),
    }
    expect(visibleRanges(standing, rules)).toEqual([])
  })

  it('leaves a slow walk, laps of a track and positions a minute apart as they are', () => {
    const walk = north(Array.from({ length: 2001 }, (_, i) => i * 0.5))
    expect(visibleRanges(walk, rules)).toEqual([{ first: 400, last: 1600 }])
    const apart = north(Array.from({ length: 21 }, (_, i) => i * 90))
    expect(visibleRanges(apart, rules)).toEqual([{ first: 3, last: 17 }])
    // Ten laps of 400 m, past the start each time.
    const angles = Array.from({ length: 1001 }, (_, i) => (2 * Math.PI * i) / 100)
    const laps = {
      timeSeconds: Float64Array.from(angles.keys()),
      latitude: Float64Array.from(angles, (angle) => 47 + (63.7 * Math.sin(angle)) / DEGREE),
      longitude: Float64Array.from(angles, (angle) => 8 + (63.7 * Math.cos(angle)) / (DEGREE * Math.cos((47 * Math.PI) / 180))),
    }
    const [range, ...others] = visibleRanges(laps, rules)
    expect(others).toEqual([])
    expect(range?.first).toBeGreaterThanOrEqual(50)
    expect(range?.first).toBeLessThan(60)
    expect(range?.last).toBeGreaterThan(930)
    expect(range?.last).toBeLessThanOrEqual(950)
  })

  it('never has what shows of the way so far hidden of the whole', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 })), { maxLength: 60 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 300 }), fc.nat(60), (way, hideStartEndMeters, moment) => {
        let [latitude, longitude] = [47, 8]
        const places = way.map(([up, right]): readonly [number, number] => {
          latitude += up / DEGREE
          longitude += right / DEGREE
          return [latitude, longitude]
        })
        const columns = (rows: typeof places) => ({
          timeSeconds: Float64Array.from(rows.keys()),
          latitude: Float64Array.from(rows, ([degrees]) => degrees),
          longitude: Float64Array.from(rows, ([, degrees]) => degrees),
        })
        const whole = new Set(shownOf(visibleRanges(columns(places), { hideStartEndMeters, zones: [] })))
        const soFar = shownOf(visibleRanges(columns(places.slice(0, moment)), { hideStartEndMeters, zones: [] }))
        for (const sample of soFar) expect(whole.has(sample)).toBe(true)
        const along = metersAlong(places)
        for (const sample of whole) {
          expect(along[sample]).toBeGreaterThanOrEqual(hideStartEndMeters)
          expect((along.at(-1) ?? 0) - (along[sample] ?? 0)).toBeGreaterThanOrEqual(hideStartEndMeters)
        }
      }),
    )
  })
})

describe('visibleRanges', () => {
  it('shows all where nothing is hidden', () => {
    expect(visibleRanges(north(tens), { hideStartEndMeters: 0, zones: [] })).toEqual([{ first: 0, last: 10 }])
    expect(visibleRanges(north([]), { hideStartEndMeters: 0, zones: [] })).toEqual([])
  })

  it('hides both ends, by the distances given and along the positions', () => {
    const rules = { hideStartEndMeters: 25, zones: [] }
    // Whole steps of 40 m count towards the end: 80 m of the track are certain.
    expect(visibleRanges(north(tens), rules)).toEqual([{ first: 3, last: 5 }])
    const distanceMeters = Float64Array.from(tens, (meters) => meters / 2)
    expect(visibleRanges({ ...north(tens), distanceMeters }, rules)).toEqual([{ first: 5, last: 5 }])
    const wandering = Float64Array.from(tens, (meters) => meters * 2)
    expect(visibleRanges({ ...north(tens), distanceMeters: wandering }, rules)).toEqual([{ first: 3, last: 5 }])
    // An unknown distance reveals nothing that the positions hide.
    const unknown = Float64Array.from(tens, (meters) => (meters % 20 === 0 ? meters : Number.NaN))
    expect(visibleRanges({ ...north(tens), distanceMeters: unknown }, rules)).toEqual([{ first: 3, last: 5 }])
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
      { first: 8, last: 8 },
    ])
  })

  it('shows nothing before the first position nor after the last, where there is anything to hide', () => {
    const late = north([null, null, 500, 510, null, 520, null])
    expect(visibleRanges(late, { hideStartEndMeters: 0, zones: [zone] })).toEqual([{ first: 2, last: 5 }])
    expect(visibleRanges(late, { hideStartEndMeters: 0, zones: [] })).toEqual([{ first: 0, last: 6 }])
    const long = north([null, ...Array.from({ length: 60 }, (_, i) => i * 10), null])
    expect(visibleRanges(long, { hideStartEndMeters: 30, zones: [] })).toEqual([{ first: 4, last: 54 }])
  })

  it('shows no way through a zone, with samples on it or without', () => {
    const rules = { hideStartEndMeters: 0, zones: [zone] }
    expect(visibleRanges(north([0, 10, null, null, 90, 100]), rules)).toEqual([
      { first: 0, last: 1 },
      { first: 4, last: 5 },
    ])
    expect(visibleRanges(north([0, 10, 90, 100]), rules)).toEqual([
      { first: 0, last: 1 },
      { first: 2, last: 3 },
    ])
    expect(
      visibleRanges(north([0, null, 30, 70, null, 100]), { hideStartEndMeters: 0, zones: [{ ...zone, longitude: 8.001 }] }),
    ).toEqual([{ first: 0, last: 5 }])
  })

  it('shows what tells no place', () => {
    const timeSeconds = Float64Array.of(0, 1, 2)
    expect(visibleRanges({ timeSeconds }, { hideStartEndMeters: 1000, zones: [zone] })).toEqual([{ first: 0, last: 2 }])
  })
})
