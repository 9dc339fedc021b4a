import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMeters } from '../geometry/distance.ts'
import { decodePolyline } from '../geometry/polyline.ts'
import { measure } from '../measure/measure.ts'
import { visibleColumns } from '../privacy/visible-columns.ts'
import { isInZone, type PrivacyRules } from '../privacy/visible-ranges.ts'
import { ceilingSpeedMps } from '../sports.ts'
import { sampleColumns } from '../store/chunks.ts'
import { DOOR, outFromDoor } from '../testing/standing.ts'
import { advance } from './progress.ts'
import { type LivePoint, liveRecording, trackOf } from './track.ts'
import { ownPosition, ownTrack, publicView } from './view.ts'

const DEGREE = 111_195.08
/** Ten metres per second to the north. */
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

  it('has the metres of a span of time, part of the way between two positions', () => {
    const rare = trackOf(ride(101).filter((_, i) => i % 10 === 0))
    const meters = (startSeconds: number, endSeconds: number, rules = OPEN, track = rare) =>
      publicView('RIDE', track, rules, { startSeconds, endSeconds }).spanMeters
    expect(meters(33, 1000)).toBeCloseTo(670, 0)
    expect(meters(33, 58)).toBeCloseTo(250, 0)
    expect(meters(0, 1000)).toBeCloseTo(1000, 0)
    expect(meters(100, 1000)).toBe(0)
    expect(meters(200, 1000)).toBe(0)
    // From 210 to 790 m is visible, and nobody learns how far the rest is.
    const hidden = { ...OPEN, hideStartEndMeters: 205 }
    expect(meters(33, 1000, hidden, trackOf(ride(101)))).toBeCloseTo(790 - 330, 0)
    expect(meters(5, 1000, hidden, trackOf(ride(101)))).toBeCloseTo(580, 0)
    const indoors = trackOf([0, 10, 20].map((seconds) => ({ seconds, distanceMeters: seconds * 8 })))
    expect(publicView('VIRTUAL_RIDE', indoors, OPEN, { startSeconds: 5, endSeconds: 15 }).spanMeters).toBe(80)
  })

  it('is nothing until the hidden start is behind them, and then trails by as much', () => {
    const rules = { ...OPEN, hideStartEndMeters: 205 }
    expect(publicView('RIDE', trackOf(ride(41)), rules)).toEqual({ position: null, track: null, spanMeters: null })
    const view = publicView('RIDE', trackOf(ride(101)), rules)
    // The ride is 1,000 m long. The part from 210 to 790 m is visible, each point at its own time.
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
      spanMeters: null,
    })
    expect(publicView('RIDE', trackOf([]), OPEN)).toEqual({ position: null, track: null, spanMeters: null })
  })

  it('stays as far from home as hidden while somebody stands there again and has not ended it', () => {
    const rules = { ...OPEN, hideStartEndMeters: 200 }
    const { timeSeconds, latitude, longitude } = outFromDoor({ seconds: 1800, wander: 4, seed: 5 })
    const points = Array.from(timeSeconds, (seconds, i) => ({
      seconds,
      latitude: latitude[i] ?? 0,
      longitude: longitude[i] ?? 0,
    }))
    let before = 0
    for (let count = 200; count < points.length; count += 200) {
      const { position, track } = publicView('RUN', trackOf(points.slice(0, count)), rules)
      if (position?.latitude == null || position.longitude === null) continue
      for (const [north, east] of [...decodePolyline(track ?? ''), [position.latitude, position.longitude] as const])
        expect(haversineMeters(north, east, DOOR.latitude, DOOR.longitude)).toBeGreaterThan(165)
      expect(position.seconds).toBeGreaterThanOrEqual(before)
      before = position.seconds
    }
    expect(before).toBeGreaterThan(2300)
  })

  it('looks at the distances a device gives as well', () => {
    const slow = ride(101).map((point) => ({ ...point, distanceMeters: point.seconds * 5 }))
    // The wheel has counted 500 m. The part from 205 to 295 m is visible.
    expect(publicView('RIDE', trackOf(slow), { ...OPEN, hideStartEndMeters: 205 }).position).toMatchObject({ seconds: 59 })
    const fast = ride(101).map((point) => ({ ...point, distanceMeters: point.seconds * 20 }))
    expect(publicView('RIDE', trackOf(fast), { ...OPEN, hideStartEndMeters: 205 }).position).toMatchObject({ seconds: 79 })
  })

  it('is nothing before the first place of who hides some, and counts from there', () => {
    const home = { latitude: 47, longitude: 8, radiusMeters: 400 }
    const points = Array.from({ length: 101 }, (_, i) => ({
      seconds: i,
      distanceMeters: i * 10,
      ...(i > 50 && { latitude: 47 + (i * 10) / DEGREE, longitude: 8 }),
    }))
    for (const rules of [
      { ...OPEN, zones: [home] },
      { ...OPEN, hideStartEndMeters: 100 },
    ])
      expect(publicView('RIDE', trackOf(points.slice(0, 51)), rules)).toEqual({ position: null, track: null, spanMeters: null })
    const view = publicView('RIDE', trackOf(points), { ...OPEN, zones: [home] })
    expect(view.position).toMatchObject({ seconds: 100, distanceMeters: expect.closeTo(490, 1) })
    expect(publicView('RIDE', trackOf(points), OPEN).position?.distanceMeters).toBeCloseTo(1000, 1)
  })

  it('counts nothing of a way through a zone without places', () => {
    const zone = { latitude: 47 + 500 / DEGREE, longitude: 8, radiusMeters: 95 }
    const points = ride(101).map(({ latitude, longitude, ...point }) => ({
      ...point,
      distanceMeters: point.seconds * 10,
      ...((point.seconds < 35 || point.seconds > 65) && { latitude, longitude }),
    }))
    const view = publicView('RIDE', trackOf(points), { ...OPEN, zones: [zone] })
    expect(view.position?.distanceMeters).toBeCloseTo(340 + 340, 0)
  })

  it('never shows more of somebody on the way than the recording will', () => {
    const step = fc.record({
      north: fc.integer({ min: -30, max: 30 }),
      east: fc.integer({ min: -30, max: 30 }),
      isPlaced: fc.boolean(),
      counted: fc.integer({ min: 0, max: 40 }),
    })
    const zones = fc.array(
      fc.record({
        latitude: fc.integer({ min: -20, max: 20 }).map((k) => 47 + k * 1e-4),
        longitude: fc.integer({ min: -20, max: 20 }).map((k) => 8 + k * 1e-4),
        radiusMeters: fc.integer({ min: 20, max: 120 }),
      }),
      { maxLength: 2 },
    )
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 50 }),
        zones,
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        (way, circles, hideStartEndMeters, isCounted) => {
          let [latitude, longitude, distanceMeters] = [47, 8, 1]
          const points = way.map(({ north, east, isPlaced, counted }, seconds): LivePoint => {
            latitude += north / DEGREE
            longitude += east / DEGREE
            distanceMeters += counted
            return { seconds, ...(isCounted && { distanceMeters }), ...(isPlaced && { latitude, longitude }) }
          })
          const rules = { hideStartEndMeters, zones: circles }
          const recording = liveRecording('RIDE', 0, trackOf(points), [])
          if (recording === null) throw new Error('there are points')
          const since = visibleColumns(sampleColumns(recording, measure(recording)), rules)
          const whole = (since.columns.timeSeconds ?? new Float64Array(0)).map((seconds) => seconds + since.sinceSeconds)
          for (let count = 1; count <= points.length; count++) {
            const { position } = publicView('RIDE', trackOf(points.slice(0, count)), rules)
            if (position === null) continue
            expect(whole).toContain(position.seconds)
            const shownThen = since.columns.distanceMeters?.[whole.indexOf(position.seconds)] ?? 0
            expect(position.distanceMeters).toBeLessThanOrEqual(shownThen + 1e-6)
          }
        },
      ),
    )
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
