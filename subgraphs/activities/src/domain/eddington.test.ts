import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DayDistance, eddingtonOf } from './eddington.ts'

const days = (...kilometers: number[]): DayDistance[] =>
  kilometers.map((each, index) => ({ day: `day ${index}`, sport: 'RIDE', distanceMeters: each * 1000 }))

describe('the Eddington number', () => {
  it.each([
    [[], 0, 1],
    [[0.9], 0, 1],
    [[1], 1, 2],
    [[100], 1, 1],
    [[5, 5, 5, 5, 5], 5, 6],
    [[5, 5, 5, 5, 5, 80], 5, 5],
    [[3, 2, 2], 2, 2],
    [[10, 8, 5, 4, 3], 4, 2],
  ])('of days of %j kilometres is %i, and %i more make the next', (kilometers, number, next) => {
    expect(eddingtonOf(days(...kilometers), null, 'KILOMETRE')).toEqual({ number, next })
  })

  it('counts in miles, in the sports that are asked for, and adds up a day', () => {
    expect(eddingtonOf(days(1.7, 3.3, 3.2), null, 'MILE')).toEqual({ number: 1, next: 1 })
    const mixed: DayDistance[] = [
      { day: 'a', sport: 'RIDE', distanceMeters: 1500 },
      { day: 'a', sport: 'RUN', distanceMeters: 500 },
      { day: 'b', sport: 'RUN', distanceMeters: 2000 },
    ]
    expect(eddingtonOf(mixed, null, 'KILOMETRE')).toEqual({ number: 2, next: 3 })
    expect(eddingtonOf(mixed, ['RUN'], 'KILOMETRE')).toEqual({ number: 1, next: 1 })
    expect(eddingtonOf(mixed, [], 'KILOMETRE')).toEqual({ number: 0, next: 1 })
  })

  it('does not lose a day to the last billionth of a sum', () => {
    expect(eddingtonOf(days(0.1 + 0.2 + 0.7 - 1e-12), null, 'KILOMETRE').number).toBe(1)
  })

  it('is what the definition says, whatever the days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 80 }), (kilometers) => {
        const atLeast = (n: number) => kilometers.filter((each) => each >= n).length
        const { number, next } = eddingtonOf(days(...kilometers), null, 'KILOMETRE')
        const numbers = Array.from({ length: 82 }, (_, n) => n)
        expect(number).toBe(Math.max(...numbers.filter((n) => atLeast(n) >= n)))
        expect(atLeast(number + 1) + next).toBe(number + 1)
      }),
    )
  })
})
