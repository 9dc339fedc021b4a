import { expect, it } from 'vitest'
import { openPlaces } from './places.ts'

it('a place is that of the last message that was there', () => {
  const places = openPlaces()
  expect(places.of(5)).toBe(0)
  for (const [before, now] of [
    [5, 1],
    [6, 2],
    [9, 3],
    [10, 5],
  ] as const)
    places.note(before, now)
  expect([4, 5, 6, 8, 9, 10, 99].map((before) => places.of(before))).toEqual([0, 1, 2, 2, 3, 5, 5])
})

it('a message that is stored once and was there twice has the place of the one before it', () => {
  const places = openPlaces()
  for (const [before, now] of [
    [1, 1],
    [2, 2],
    [3, 1],
    [4, 3],
  ] as const)
    places.note(before, now)
  expect([1, 2, 3, 4].map((before) => places.of(before))).toEqual([1, 2, 2, 3])
})
