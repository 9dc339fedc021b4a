import { describe, expect, it } from 'vitest'
import { drawingOf, pointsOf } from './polyline.ts'

describe('a route', () => {
  it('is read from its polyline', () => {
    expect(pointsOf('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual([
      [38.5, -120.2],
      [40.7, -120.95],
      [43.252, -126.453],
    ])
    expect(pointsOf('')).toEqual([])
    // One that is cut off ends, whatever it says.
    expect(pointsOf('_p~iF~ps|U_ulL').length).toBe(2)
  })

  it('is drawn north up, as large as fits, and in the middle', () => {
    const drawing = drawingOf(
      [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
      120,
      120,
      10,
    )
    expect(drawing?.start).toEqual([10, 110])
    expect(drawing?.end).toEqual([110, 10])
    const wide = drawingOf(
      [
        [47, 8],
        [47, 9],
      ],
      300,
      100,
      10,
    )
    expect(wide).toMatchObject({ start: [10, 50], end: [290, 50] })
  })

  it('that crosses the 180th meridian is one line', () => {
    const drawing = drawingOf(
      [
        [0, 179],
        [0, 180],
        [0, -179],
      ],
      220,
      100,
      10,
    )
    expect(drawing?.path).toBe('M10 50L110 50L210 50')
  })

  it('that stands still is a point, and one of a single point is none', () => {
    expect(
      drawingOf(
        [
          [47, 8],
          [47, 8],
        ],
        100,
        100,
        10,
      ),
    ).toMatchObject({ start: [50, 50], end: [50, 50] })
    expect(drawingOf([[47, 8]], 100, 100, 10)).toBe(null)
  })

  it('has a place for each of its points, on either side of the 180th meridian', () => {
    const points = [
      [0, 179],
      [0, 180],
      [0, -179],
    ] as const
    const drawing = drawingOf(points, 220, 100, 10)
    expect(points.map((point) => drawing?.place(point))).toEqual([
      [10, 50],
      [110, 50],
      [210, 50],
    ])
  })

  it('of many points is drawn by at most 401 of them', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [47 + index / 1e5, 8] as const)
    expect(drawingOf(many, 100, 100, 10)?.path.split('L').length).toBeLessThanOrEqual(401)
  })
})
