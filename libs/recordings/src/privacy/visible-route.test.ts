import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMeters } from '../geometry/distance.ts'
import { decodePolyline, encodePolyline, type Position } from '../geometry/polyline.ts'
import { simplifiedRoute } from '../measure/route.ts'
import { DOOR, outFromDoor, placesOf } from '../testing/standing.ts'
import { visibleRanges } from './visible-ranges.ts'
import { visibleRoute } from './visible-route.ts'

const DEGREE = 111_195.08
const north = (meters: number): Position => [47 + meters / DEGREE, 8]
const metersNorth = ([latitude]: Position): number => (latitude - 47) * DEGREE
const line = encodePolyline([north(0), north(1000), north(2000)])
const OPEN = { hideStartEndMeters: 0, zones: [] }
const drawn = (shown: ReturnType<typeof visibleRoute>): number[] =>
  shown.isWhole ? [] : decodePolyline(shown.route?.polyline ?? '').map(metersNorth)
/** Precision 5 moves a point by half a metre. */
const about = (meters: readonly number[]) => meters.map((value) => expect.closeTo(value, -1))

describe('visibleRoute', () => {
  it('is whole where nothing is hidden, and where the zones are elsewhere', () => {
    expect(visibleRoute(line, OPEN)).toEqual({ isWhole: true })
    expect(visibleRoute(line, { ...OPEN, zones: [{ latitude: 48, longitude: 8, radiusMeters: 500 }] })).toEqual({ isWhole: true })
  })

  it('is cut between the points of the line, five metres before what is hidden', () => {
    const shown = visibleRoute(line, { ...OPEN, hideStartEndMeters: 200 })
    expect(drawn(shown)).toEqual(about([205, 1000, 1795]))
    if (shown.isWhole) throw new Error('it is cut')
    expect(metersNorth(shown.route?.start ?? [0, 0])).toBeCloseTo(205, 0)
    expect(metersNorth(shown.route?.southWest ?? [0, 0])).toBeCloseTo(205, 0)
    expect(metersNorth(shown.route?.northEast ?? [0, 0])).toBeCloseTo(1795, 0)
    const zone = { latitude: north(500)[0], longitude: 8, radiusMeters: 95 }
    expect(drawn(visibleRoute(line, { ...OPEN, zones: [zone] }))).toEqual(about([0, 400, 600, 1000, 2000]))
  })

  it('is as far from a door where its athlete stood as from one where they did not', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const columns = outFromDoor({ seconds: 600, wander: 4, seed })
      const places = placesOf(columns).map(([latitude, longitude]): Position => [latitude, longitude])
      const shown = visibleRoute(encodePolyline(simplifiedRoute(places)), { ...OPEN, hideStartEndMeters: 200 })
      if (shown.isWhole || shown.route === null) throw new Error('it is cut, and something is left')
      for (const [latitude, longitude] of [...decodePolyline(shown.route.polyline), shown.route.start, shown.route.end])
        expect(haversineMeters(latitude, longitude, DOOR.latitude, DOOR.longitude)).toBeGreaterThan(165)
      expect(decodePolyline(shown.route.polyline).length).toBeGreaterThan(10)
    }
  })

  it('is nothing where nothing is left', () => {
    const rules = { ...OPEN, hideStartEndMeters: 1000 }
    expect(visibleRoute(line, rules)).toEqual({ isWhole: false, route: null })
    expect(visibleRoute(encodePolyline([north(0)]), rules)).toEqual({ isWhole: false, route: null })
    const everywhere = { ...OPEN, zones: [{ latitude: 47, longitude: 8, radiusMeters: 50_000 }] }
    expect(visibleRoute(line, everywhere)).toEqual({ isWhole: false, route: null })
    expect(visibleRoute(encodePolyline([north(0)]), OPEN)).toEqual({ isWhole: true })
  })

  it('goes on across the 180th meridian', () => {
    const east = encodePolyline([
      [0, 179.99],
      [0, -179.99],
    ])
    const shown = visibleRoute(east, { ...OPEN, zones: [{ latitude: 0, longitude: 180, radiusMeters: 100 }] })
    if (shown.isWhole) throw new Error('it is cut')
    const [, before, after] = decodePolyline(shown.route?.polyline ?? '')
    expect(before?.[1]).toBeCloseTo(180 - 105 / DEGREE, 4)
    expect(after?.[1]).toBeCloseTo(-180 + 105 / DEGREE, 4)
    expect(shown.route?.southWest[1]).toBeCloseTo(179.99, 4)
  })

  it('never shows a place in a zone or near either end, and where it cuts nothing no sample is hidden', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 1,
      maxLength: 60,
    })
    const zones = fc.array(
      fc.record({
        latitude: fc.integer({ min: -20, max: 20 }).map((k) => 47 + k * 1e-4),
        longitude: fc.integer({ min: -20, max: 20 }).map((k) => 8 + k * 1e-4),
        radiusMeters: fc.integer({ min: 5, max: 200 }),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(steps, zones, fc.constantFrom(0, 40, 200), (way, circles, hideStartEndMeters) => {
        let [latitude, longitude] = [47, 8]
        const positions = way.map(([up, right]): Position => {
          latitude += up * 5e-5
          longitude += right * 5e-5
          return [latitude, longitude]
        })
        const rules = { hideStartEndMeters, zones: circles }
        const shown = visibleRoute(encodePolyline(simplifiedRoute(positions)), rules)
        if (shown.isWhole) {
          const columns = {
            timeSeconds: Float64Array.from(positions.keys()),
            latitude: Float64Array.from(positions, ([degrees]) => degrees),
            longitude: Float64Array.from(positions, ([, degrees]) => degrees),
          }
          expect(visibleRanges(columns, rules)).toEqual([{ first: 0, last: positions.length - 1 }])
          return
        }
        const { route } = shown
        if (route === null) return
        for (const [north, east] of [...decodePolyline(route.polyline), route.start, route.end])
          for (const zone of circles)
            expect(haversineMeters(north, east, zone.latitude, zone.longitude)).toBeGreaterThan(zone.radiusMeters)
      }),
    )
  })
})
