import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineMeters } from '../geometry/distance.ts'
import { dropSpikes } from '../geometry/positions.ts'
import { at } from '../recording.ts'
import { advance, liveDistanceMeters, liveSpeedMps } from './progress.ts'
import { type LivePoint, trackOf, within } from './track.ts'

const CEILING_MPS = 40
const reach = (points: readonly LivePoint[]) => {
  const progress = advance(null, trackOf(points), CEILING_MPS)
  if (progress === null) throw new Error('no position')
  return progress
}
const north = (seconds: number, meters: number): LivePoint => ({ seconds, latitude: 47 + meters / 111_195.08, longitude: 8 })

describe('advance', () => {
  it('measures along the places: (47, 8) to (47.001, 8) is 111.195 m', () => {
    const progress = reach([
      { seconds: 0, latitude: 47, longitude: 8 },
      { seconds: 10, latitude: 47.001, longitude: 8 },
    ])
    expect(liveDistanceMeters(progress)).toBeCloseTo(111.195, 3)
    expect(liveSpeedMps(progress)).toBeCloseTo(11.12, 2)
  })

  it('marks the metres at a moment between two positions, in whatever parts they come', () => {
    const meters = [0, 100, 300, 300, 450].map((distanceMeters, i) => ({ seconds: 10 + i * 20, distanceMeters }))
    const markAt = (markSeconds: number, cut = 0): number | undefined => {
      const first = advance(null, trackOf(meters.slice(0, cut)), CEILING_MPS, markSeconds)
      return advance(first, trackOf(meters.slice(cut)), CEILING_MPS, markSeconds)?.mark?.meters
    }
    for (const cut of [0, 1, 2, 3, 5]) {
      expect(markAt(35, cut)).toBe(150)
      expect(markAt(50, cut)).toBe(300)
      expect(markAt(80, cut)).toBe(375)
      expect(markAt(5, cut)).toBe(0)
      expect(markAt(91, cut)).toBeUndefined()
    }
    expect(advance(null, trackOf(meters), CEILING_MPS)).not.toHaveProperty('mark')
  })

  it("takes the device's word for the distance where it gives one, and no step that nobody makes", () => {
    const meters = [0, 10, 20, 5_000_000, 5_000_010, 5_000_005].map((distanceMeters, seconds) => ({ seconds, distanceMeters }))
    expect(liveDistanceMeters(reach(meters))).toBe(30)
    expect(
      liveDistanceMeters(
        reach([
          { seconds: 0, distanceMeters: 25_000 },
          { seconds: 1, distanceMeters: 25_004 },
        ]),
      ),
    ).toBe(4)
  })

  it.each([
    ['in the middle', [0, 10, 90_000, 30], 30],
    ['twice in a row, in two places', [0, 10, 90_000, 500_000, 40], 40],
    ['at the very first', [90_000, 10, 20, 30], 20],
    ['at the very last, until the next confirms it', [0, 10, 20, 90_000], 20],
  ])('leaves out a place that nobody can have reached %s', (_where, places, meters) => {
    expect(liveDistanceMeters(reach(places.map((place, i) => north(i, place))))).toBeCloseTo(meters, 1)
  })

  it('goes on where somebody really is elsewhere', () => {
    const progress = reach([0, 10, 20, 90_000, 90_010, 90_020].map((place, i) => north(i, place)))
    expect(liveDistanceMeters(progress)).toBeCloseTo(90_020, 0)
  })

  it('says null where nothing is known', () => {
    const progress = reach([{ seconds: 1, heartRateBpm: 120 }, { seconds: 2 }])
    expect(progress).toMatchObject({ seconds: 2, count: 2, heartRateBpm: null, place: null, device: null })
    expect(liveSpeedMps(progress)).toBeNull()
    expect(liveDistanceMeters(progress)).toBe(0)
    expect(advance(null, trackOf([]), CEILING_MPS)).toBeNull()
  })

  const points = fc.array(
    fc.record(
      {
        seconds: fc.integer({ min: 0, max: 400 }),
        latitude: fc.integer({ min: 0, max: 60 }).map((step) => 47 + step * 0.0004),
        longitude: fc.constant(8),
        distanceMeters: fc.option(fc.integer({ min: 0, max: 9000 })),
        heartRateBpm: fc.option(fc.integer({ min: 40, max: 200 })),
      },
      { requiredKeys: ['seconds', 'latitude', 'longitude'] },
    ),
    { maxLength: 40 },
  )

  it('is the same in parts as all at once', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 400 }), (given, cut) => {
        const track = trackOf(given)
        const half = advance(null, within(track, 0, cut), CEILING_MPS)
        const asItWas = structuredClone(half)
        const parts = advance(half, within(track, cut + 0.001, 1000), CEILING_MPS)
        expect(parts).toEqual(advance(null, track, CEILING_MPS))
        expect(half).toEqual(asItWas)
      }),
    )
  })

  it('measures along the very places that a recording keeps', () => {
    fc.assert(
      fc.property(points, (given) => {
        const track = trackOf(given.map(({ seconds, latitude, longitude }) => ({ seconds, latitude, longitude })))
        const progress = advance(null, track, CEILING_MPS)
        const { timeSeconds, latitude, longitude } = track
        // Only a doubtful position depends on the next one.
        if (!progress || progress.doubtful !== null || !latitude || !longitude) return
        const { kept } = dropSpikes(timeSeconds, latitude, longitude, CEILING_MPS)
        let meters = 0
        for (let k = 1; k < kept.length; k++) {
          const [a, b] = [kept[k - 1] as number, kept[k] as number]
          meters += haversineMeters(at(latitude, a), at(longitude, a), at(latitude, b), at(longitude, b))
        }
        expect(liveDistanceMeters(progress)).toBeCloseTo(meters, 6)
      }),
    )
  })

  it('stays small however long it goes on', () => {
    const progress = reach(Array.from({ length: 5000 }, (_, i) => north(i / 100, i / 10)))
    expect(progress.recent.length).toBeLessThan(25)
    expect(liveSpeedMps(progress)).toBeCloseTo(10, 1)
  })
})
