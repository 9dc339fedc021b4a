import { expect, it } from 'vitest'
import { meansOf, numbersOf } from './lengths.ts'

const swum = (strokes: number | null, swolf: number | null) => ({ isRest: false, strokes, swolf })
const rest = { isRest: true, strokes: null, swolf: null }

it('numbers the lengths as a swimmer counts them', () => {
  expect(numbersOf([swum(10, 37), swum(10, 38), rest, swum(11, 39)])).toEqual([1, 2, null, 3])
})

it('takes the mean of what was recorded', () => {
  expect(meansOf([swum(10, 36), swum(12, null), rest, swum(null, 40)])).toEqual({ strokes: 11, swolf: 38 })
  expect(meansOf([swum(null, null), rest])).toEqual({ strokes: null, swolf: null })
  expect(meansOf([])).toEqual({ strokes: null, swolf: null })
})
