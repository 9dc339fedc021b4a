import { expect, it } from 'vitest'
import { kilogramsOf, paceOfSpeed, speedOfPace, weightOf } from './amounts.ts'

it('a pace is read as it is written, in kilometres and in miles', () => {
  for (const pace of ['3:59', '4:15', '10:00']) {
    expect(paceOfSpeed(speedOfPace(pace, 'METRIC') ?? 0, 'METRIC')).toBe(pace)
    expect(paceOfSpeed(speedOfPace(pace, 'IMPERIAL') ?? 0, 'IMPERIAL')).toBe(pace)
  }
  expect(speedOfPace('4:10', 'METRIC')).toBe(4)
})

it('what is no pace is none', () => {
  for (const text of ['', '4', '4:75', '0:00', 'fast', '4:1']) expect(speedOfPace(text, 'METRIC')).toBe(null)
})

it('a weight is what it was after it was written and read', () => {
  expect(kilogramsOf(61.5, 'METRIC')).toBe(61.5)
  expect(weightOf(kilogramsOf(134.5, 'IMPERIAL'), 'IMPERIAL')).toBe(134.5)
})
