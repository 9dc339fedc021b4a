import { expect, it } from 'vitest'
import { drawn, fullStreams, MOST_VALUES_IN_FULL } from './streams.ts'

it('shows null where nothing was said, and grade in percent', () => {
  expect(drawn('HEART_RATE', Float64Array.of(140, Number.NaN, 0))).toEqual([140, null, 0])
  expect(drawn('GRADE', Float64Array.of(0.057, -0.1, Number.NaN))).toEqual([5.7, -10, null])
  expect(drawn('MOVING', Float64Array.of(0, 1))).toEqual([0, 1])
})

it('takes one recording in full whatever its length, and several as far as there is room', () => {
  const alone = fullStreams()
  expect(alone(6_000_000)).toEqual({ isTaken: true, values: 6_000_000 })
  expect(alone(1)).toEqual({ isTaken: false, values: 6_000_001 })
  const several = fullStreams()
  expect(several(MOST_VALUES_IN_FULL - 10).isTaken).toBe(true)
  expect(several(11)).toEqual({ isTaken: false, values: MOST_VALUES_IN_FULL + 1 })
  expect(several(10).isTaken).toBe(true)
})
