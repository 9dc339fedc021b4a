import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMeters } from '../geometry/distance.ts'
import { decodePolyline } from '../geometry/polyline.ts'
import { isInZone, type PrivacyRules } from '../privacy/visible-ranges.ts'
import { ceilingSpeedMps } from '../sports.ts'
import { advance } from './progress.ts'
import { type LivePoint, trackOf } from './track.ts'
import { ownPosition, ownTrack, publicView } from './view.ts'

const DEGREE = 111_195.08
/** Ten metres a second to the north. */
const ride = (points: number, more: Partial<LivePoint> = {}): LivePoint[] =>
  Array.from({ length: points }, (_, i) => ({ seconds: i, latitude: 47 + (i * 10) / DEGREE, longitude: 8, ...more }))
const OPEN: PrivacyRules = { hideStartEndMeters: 0, zones: [] }
const metersNorth = (latitude: number): number => (latitude - 47) * DEGREE
const drawn = (polyline: string | null): number[] => decodePolyline(polyline ?? '').map(([latitude]) => metersNorth(latitude))

describe('what others see of somebody on the way', () => {
  it('is all of it where nothing is hidden: the same as the athlete sees', () => {
    const track = trackOf(ride(101, { heartRateBpm: 140, powerWatts: 210 }))
    const view = publicView('RIDE', track, OPEN)
    const own = ownPosition(advance(null, track, ceilingSpeedMps('RIDE')))
    expect(view.position).toEqual({ ...own, distanceMeters: expect.closeTo(1000, 1), speedMps: expect.closeTo(10, 3) })
    expect(view.position).toMatchObject({ seconds: 100, heartRateBpm: 140, powerWatts: 210 })
    expect(view.track).toBe(ownTrack('RIDE', track))
  })

  it('is nothing until the hidden start is behind them, and then trails by as much', () => {
    const rules = { ...OPEN, hideStartEndMeters: 205 }
    expect(publicView('RIDE', trackOf(ride(41)), rules)).toEqual({ position: null, track: null })
    const view = publicView('RIDE', trackOf(ride(101)), rules)
    // 1,000 m are ridden: from 210 to 790 m are shown, at the time they were there.
    expect(view.position).toMatchObject({ seconds: 79 })
    expect(view.position?.distanceMeters).toBeCloseTo(580, 0)
    expect(metersNorth(view.position?.latitude ?? 0)).toBeCloseTo(790, 0)
    expect(drawn(view.track)).toEqual([expect.closeTo(210, -1), expect.closeTo(790, -1)])
  })

  it('is nowhere in a zone, and the metres ridden there are told nobody', () => {
    const home = { latitude: 47 + 500 / DEGREE, longitude: 8, radiusMeters: 95 }
    const rules = { ...OPEN, zones: [home] }
    expect(publicView('RIDE', trackOf(ride(40)), rules).position?.distanceMeters).toBeCloseTo(390, 0)
    expect(publicView('RIDE', trackOf(ride(50)), rules).position).toBeNull()
    const after = publicView('RIDE', trackOf(ride(71)), rules)
    expect(after.position?.distanceMeters).toBeCloseTo(400 + 100, 0)
    for (const meters of drawn(after.track)) expect(meters <= 405 || meters >= 595).toBe(true)
  })

  it('is the sensors alone where there is no place to hide', () => {
    const indoors = trackOf([0, 10, 20].map((seconds) => ({ seconds, distanceMeters: seconds * 8, heartRateBpm: 130 })))
    expect(publicView('VIRTUAL_RIDE', indoors, { ...OPEN, hideStartEndMeters: 500 })).toEqual({
      position: {
        seconds: 20,
        latitude: null,
        longitude: null,
        distanceMeters: 160,
        speedMps: 8,
        heartRateBpm: 130,
        powerWatts: null,
      },
      track: null,
    })
    expect(publicView('RIDE', trackOf([]), OPEN)).toEqual({ position: null, track: null })
  })

  it('never has a place in a zone or closer to either end than hidden, whatever way they take', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), { maxLength: 80 })
    const zones = fc.array(
      fc.record({
        latitude: fc.integer({ min: -10, max: 10 }).map((k) => 47 + k * 1e-4),
        longitude: fc.integer({ min: -10, max: 10 }).map((k) => 8 + k * 1e-4),
        radiusMeters: fc.integer({ min: 5, max: 60 }),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(steps, zones, fc.integer({ min: 0, max: 120 }), (way, circles, hideStartEndMeters) => {
        let [latitude, longitude] = [47, 8]
        const points = way.map(([north, east], seconds) => {
          latitude += north * 5e-5
          longitude += east * 5e-5
          return { seconds, latitude, longitude }
        })
        const { position, track } = publicView('RIDE', trackOf(points), { hideStartEndMeters, zones: circles })
        for (const [north, east] of decodePolyline(track ?? '')) {
          // Precision 5 moves a point by less than a metre.
          for (const zone of circles)
            expect(haversineMeters(north, east, zone.latitude, zone.longitude)).toBeGreaterThan(zone.radiusMeters - 1)
        }
        if (position?.latitude == null || position.longitude === null) return
        expect(isInZone({ latitude: position.latitude, longitude: position.longitude }, circles)).toBe(false)
        let along = 0
        const ways = points.map((point, i) => {
          const before = points[i - 1]
          if (before) along += haversineMeters(before.latitude, before.longitude, point.latitude, point.longitude)
          return along
        })
        const here = ways[position.seconds] ?? 0
        expect(here).toBeGreaterThanOrEqual(hideStartEndMeters)
        expect(along - here).toBeGreaterThanOrEqual(hideStartEndMeters)
        expect(position.distanceMeters).toBeLessThanOrEqual(along + 1e-6)
      }),
    )
  })
})
