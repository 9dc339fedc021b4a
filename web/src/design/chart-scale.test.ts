import { expect, it } from 'vitest'
import { areaPath, linePath, nearestIndex, placeScale, valueScale } from './chart-scale.ts'

it('ticks are round and hold all values', () => {
  expect(valueScale(3, 97, 100, 0).ticks).toEqual([0, 25, 50, 75, 100])
  expect(valueScale(-12, 18, 100, 0).ticks).toEqual([-20, -10, 0, 10, 20])
  expect(valueScale(0, 0.4, 100, 0).ticks).toHaveLength(5)
  expect(valueScale(50, 50, 100, 0).ticks).toEqual([49, 49.5, 50, 50.5, 51])
})

it('places values between the first and the last tick', () => {
  const { at } = valueScale(3, 97, 100, 0)
  expect([at(0), at(50), at(100)]).toEqual([100, 50, 0])
})

it('places durations by their logarithm', () => {
  const at = placeScale(1, 10_000, 0, 400, true)
  expect([at(1), at(100), at(10_000)].map(Math.round)).toEqual([0, 200, 400])
  expect(placeScale(5, 5, 0, 10)(5)).toBe(5)
})

it('a line is interrupted where nothing is known', () => {
  expect(linePath([[0, 1], [1, 2], null, [3, 4]])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0')
})

it('finds the nearest of growing values', () => {
  expect([-5, 0, 4, 5, 6, 11, 99].map((value) => nearestIndex([0, 10, 20], value))).toEqual([0, 0, 0, 1, 1, 1, 2])
})

it('an area ends where the line does, and one point has none', () => {
  expect(areaPath([[0, 1], [1, 2], null, [3, 4], null, [5, 1], [6, 1]], 9)).toBe(
    'M0.0 1.0L1.0 2.0L1.0 9.0L0.0 9.0ZM5.0 1.0L6.0 1.0L6.0 9.0L5.0 9.0Z',
  )
})
