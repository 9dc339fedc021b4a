import { expect, it } from 'vitest'
import { drawn } from './streams.ts'

it('shows null where nothing was said, and grade in percent', () => {
  expect(drawn('HEART_RATE', Float64Array.of(140, Number.NaN, 0))).toEqual([140, null, 0])
  expect(drawn('GRADE', Float64Array.of(0.057, -0.1, Number.NaN))).toEqual([5.7, -10, null])
  expect(drawn('MOVING', Float64Array.of(0, 1))).toEqual([0, 1])
})
