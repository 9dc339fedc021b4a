import { expect, it } from 'vitest'
import { MAX_FULL_STREAM_VALUES, openFullStreamBudget, toStreamValues } from './streams.ts'

it('shows missing values as null, and grade in percent', () => {
  expect(toStreamValues('HEART_RATE', Float64Array.of(140, Number.NaN, 0))).toEqual([140, null, 0])
  expect(toStreamValues('GRADE', Float64Array.of(0.057, -0.1, Number.NaN))).toEqual([5.7, -10, null])
  expect(toStreamValues('MOVING', Float64Array.of(0, 1))).toEqual([0, 1])
})

it('takes one recording of any length in full, and several up to the limit', () => {
  const alone = openFullStreamBudget()
  expect(alone(6_000_000)).toEqual({ isTaken: true, values: 6_000_000 })
  expect(alone(1)).toEqual({ isTaken: false, values: 6_000_001 })
  const several = openFullStreamBudget()
  expect(several(MAX_FULL_STREAM_VALUES - 10).isTaken).toBe(true)
  expect(several(11)).toEqual({ isTaken: false, values: MAX_FULL_STREAM_VALUES + 1 })
  expect(several(10).isTaken).toBe(true)
})
