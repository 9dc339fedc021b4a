import { describe, expect, it } from 'vitest'
import { outsideSpan } from './outside-span.ts'
import { visibleColumns } from './visible-columns.ts'

const DEGREE = 111_195.08
/** One sample every 20 m and ten seconds to the north; the fourth one stands still. */
const columns = {
  timeSeconds: Float64Array.from({ length: 11 }, (_, i) => i * 10),
  distanceMeters: Float64Array.from({ length: 11 }, (_, i) => i * 20),
  latitude: Float64Array.from({ length: 11 }, (_, i) => 47 + (i * 20) / DEGREE),
  longitude: new Float64Array(11).fill(8),
  moving: Float64Array.from({ length: 11 }, (_, i) => (i === 3 ? 0 : 1)),
}
const OPEN = visibleColumns(columns, { hideStartEndMeters: 0, zones: [] })

describe('outsideSpan', () => {
  it.each([
    [0, 100, 0, 0],
    [-50, 500, 0, 0],
    [25, 500, 50, 25],
    [45, 500, 90, 35],
    [0, 95, 10, 5],
    [25, 95, 60, 30],
    [200, 300, 200, 90],
    [-300, -200, 200, 90],
  ])('finds, from %d s to %d s, what is before and after', (startSeconds, endSeconds, meters, movingSeconds) => {
    expect(outsideSpan(OPEN, { startSeconds, endSeconds })).toEqual({
      meters: expect.closeTo(meters, 6),
      movingSeconds: expect.closeTo(movingSeconds, 6),
    })
  })

  it('counts of what is hidden nothing', () => {
    // The first two samples and the last two are hidden, and one in the middle.
    const ends = visibleColumns(columns, { hideStartEndMeters: 25, zones: [] })
    expect(outsideSpan(ends, { startSeconds: 45, endSeconds: 500 }).meters).toBeCloseTo(50, 6)
    const zone = { latitude: 47 + 60 / DEGREE, longitude: 8, radiusMeters: 5 }
    const cut = visibleColumns(columns, { hideStartEndMeters: 0, zones: [zone] })
    expect(outsideSpan(cut, { startSeconds: 55, endSeconds: 500 })).toEqual({
      meters: expect.closeTo(110 - 40, 6),
      movingSeconds: expect.closeTo(35, 6),
    })
  })

  it('is nothing without samples, metres or movement', () => {
    const span = { startSeconds: 5, endSeconds: 50 }
    for (const some of [{}, { timeSeconds: new Float64Array() }, { timeSeconds: columns.timeSeconds }])
      expect(outsideSpan({ ...OPEN, columns: some }, span)).toEqual({ meters: 0, movingSeconds: 0 })
  })
})
