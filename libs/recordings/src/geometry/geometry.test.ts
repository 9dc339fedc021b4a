import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bounds } from './bounds.ts'
import { haversineMeters } from './distance.ts'
import { decodePolyline, encodePolyline, type Position } from './polyline.ts'
import { dropSpikes } from './positions.ts'
import { simplifyRoute } from './simplify.ts'

describe('haversineMeters', () => {
  it.each([
    [51.5007, -0.1246, 40.6892, -74.0445, 5_574_848.16],
    [47, 8, 47.001, 8, 111.195],
    [47, 8, 47, 8.001, 75.835],
    [10, 179.9995, 10, -179.9995, 109.506],
  ])('(%d, %d) to (%d, %d) is %d m', (latitude1, longitude1, latitude2, longitude2, meters) => {
    expect(haversineMeters(latitude1, longitude1, latitude2, longitude2)).toBeCloseTo(meters, 2)
  })
})

const position = fc.tuple(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
) satisfies fc.Arbitrary<Position>

describe('polylines', () => {
  it('encodes the worked example', () => {
    const positions: Position[] = [
      [38.5, -120.2],
      [40.7, -120.95],
      [43.252, -126.453],
    ]
    expect(encodePolyline(positions)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@')
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual(positions)
  })
  it('come back as they went, to five decimals', () => {
    fc.assert(
      fc.property(fc.array(position), (positions) => {
        const back = decodePolyline(encodePolyline(positions))
        expect(back).toHaveLength(positions.length)
        back.forEach((there, i) => {
          expect(Math.abs(there[0] - (positions[i]?.[0] ?? 0))).toBeLessThanOrEqual(0.500001e-5)
          expect(Math.abs(there[1] - (positions[i]?.[1] ?? 0))).toBeLessThanOrEqual(0.500001e-5)
        })
      }),
    )
  })
  it('never throws on other text', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodePolyline(text)))
  })
})

describe('simplifyRoute', () => {
  const walk = fc
    .array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 })), { minLength: 1, maxLength: 300 })
    .map((steps) => {
      let [latitude, longitude] = [47, 179.999]
      return steps.map(([north, east]): Position => {
        latitude += north * 1e-6
        longitude += east * 1e-6
        return [latitude, longitude > 180 ? longitude - 360 : longitude]
      })
    })
  it('keeps both ends, the order, and every position within the tolerance of a kept line', () => {
    fc.assert(
      fc.property(walk, (positions) => {
        const kept = simplifyRoute(positions, 3)
        expect(kept[0]).toBe(positions[0])
        expect(kept.at(-1)).toBe(positions.at(-1))
        let segment = 0
        for (const each of positions) {
          if (kept[segment + 1] === each) segment++
          const [from, to] = [kept[segment] ?? each, kept[segment + 1] ?? kept[segment] ?? each]
          expect(metersToSegment(each, from, to)).toBeLessThanOrEqual(3.01)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('leaves out what lies on a line, and copes with 100,000 points made to be slow', () => {
    const straight: Position[] = Array.from({ length: 900 }, (_, i) => [47 + i * 1e-5, 8])
    expect(simplifyRoute(straight, 3)).toHaveLength(2)
    const spiral: Position[] = Array.from({ length: 100_000 }, (_, i) => [
      (i * Math.cos(i / 10)) / 1e5,
      (i * Math.sin(i / 10)) / 1e5,
    ])
    expect(simplifyRoute(spiral, 3).length).toBeGreaterThan(1000)
  })
})

function metersToSegment(point: Position, from: Position, to: Position): number {
  const scale = 111_195 * Math.cos((point[0] * Math.PI) / 180)
  const flat = ([latitude, longitude]: Position): [number, number] => {
    const east = longitude - point[1]
    return [(east > 180 ? east - 360 : east < -180 ? east + 360 : east) * scale, (latitude - point[0]) * 111_195]
  }
  const [[ax, ay], [bx, by]] = [flat(from), flat(to)]
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (-ax * (bx - ax) - ay * (by - ay)) / length))
  return Math.hypot(ax + share * (bx - ax), ay + share * (by - ay))
}

describe('bounds', () => {
  it('is null of nothing, a point of one', () => {
    expect(bounds([])).toBeNull()
    expect(bounds([[47, 8]])).toEqual({ southWest: [47, 8], northEast: [47, 8] })
  })
  it('goes across the 180th meridian the short way', () => {
    const box = bounds([
      [-17, 179.9],
      [-16, -179.8],
    ])
    expect(box?.southWest[1]).toBeCloseTo(179.9, 9)
    expect(box?.northEast[1]).toBeCloseTo(-179.8, 9)
  })
})

describe('dropSpikes', () => {
  const time = Float64Array.from({ length: 6 }, (_, i) => i)
  const line = [47, 47.00003, 47.00006, 47.00009, 47.00012, 47.00015]
  const longitude = Float64Array.from({ length: 6 }, () => 8)
  it.each([0, 1, 3, 5])('drops sample %i when it alone is far away', (i) => {
    const latitude = Float64Array.from(line)
    latitude[i] = 48
    const { kept, spikes, latitude: clean } = dropSpikes(time, latitude, longitude, 12)
    expect(spikes).toBe(1)
    expect([...kept]).not.toContain(i)
    expect(clean[i]).toBeNaN()
    expect(latitude[i]).toBe(48)
  })
  it('keeps a real jump after which the track goes on', () => {
    const latitude = Float64Array.from([47, 47.00003, 47.00006, 47.01, 47.01003, 47.01006])
    expect(dropSpikes(time, latitude, longitude, 12).spikes).toBe(0)
  })
  it('judges by the great circle: far north and across the 180th meridian, many degrees are few metres', () => {
    for (const [north, degrees] of [
      [89.999, 3],
      [0, 0.0001],
    ] as const) {
      const east = Float64Array.from({ length: 6 }, (_, i) => (i < 3 ? 180 - (3 - i) * degrees : -180 + (i - 3) * degrees))
      const latitude = Float64Array.from({ length: 6 }, () => north)
      expect(dropSpikes(time, latitude, east, 12).spikes).toBe(0)
      east[4] = -180 + 90
      expect(dropSpikes(time, latitude, east, 12).spikes).toBe(1)
    }
  })
})
