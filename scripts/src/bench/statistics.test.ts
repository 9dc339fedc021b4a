import { expect, it } from 'vitest'
import { leastSlope, mean, percentile, slope } from './statistics.ts'

it('computes percentiles by nearest rank', () => {
  const values = [5, 1, 4, 2, 3]
  expect(percentile(values, 0.5)).toBe(3)
  expect(percentile(values, 0.99)).toBe(5)
  expect(percentile(values, 0)).toBe(1)
  expect(percentile(values, 1)).toBe(5)
  expect(percentile([7], 0.5)).toBe(7)
  expect(values).toEqual([5, 1, 4, 2, 3])
})

it('throws for the percentile of no values', () => {
  expect(() => percentile([], 0.5)).toThrow('nothing was measured')
})

it('computes means', () => {
  expect(mean([1, 2, 6])).toBe(3)
})

it('computes the slope of the line closest to some points', () => {
  expect(
    slope([
      [1, 5],
      [2, 7],
      [3, 9],
    ]),
  ).toBeCloseTo(2)
  expect(
    slope([
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 0],
    ]),
  ).toBeCloseTo(-0.2)
  expect(() => slope([[1, 1]])).toThrow('two points')
})

it('tells a slope from what merely scatters', () => {
  const noise = [0, 3, -2, 1, -3, 2, 0, -1, 3, -3]
  expect(leastSlope(noise.map((y, x) => [x, 50 + y]))).toBeLessThan(0)
  expect(leastSlope(noise.map((y, x) => [x, 50 + 2 * x + y]))).toBeGreaterThan(1)
  expect(leastSlope([0, 1, 2, 3].map((x) => [x, 7 * x]))).toBeCloseTo(7)
})
