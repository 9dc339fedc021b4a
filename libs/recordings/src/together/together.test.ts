import { expect, it } from 'vitest'
import { minutesOf } from './minutes.ts'
import { areTogether, placeTimeKeys, placeTimeKeysAround } from './overlap.ts'

const START = Date.UTC(2026, 5, 7, 8, 0, 20)
const NORTH_PER_SECOND = 7 / 111_195

/** A ride northwards at 7 m/s with one sample a second, from a minute on, `east` metres beside the road. */
const ride = ({ minutes = 60, after = 0, east = 0, road = 8.5, lateMs = 0 } = {}) => {
  const count = minutes * 60
  const first = after * 60
  return minutesOf(
    {
      timeSeconds: Float64Array.from({ length: count }, (_, i) => i),
      latitude: Float64Array.from({ length: count }, (_, i) => 47 + (first + i) * NORTH_PER_SECOND),
      longitude: Float64Array.from({ length: count }, () => road + east / 76_000),
    },
    START + after * 60_000 + lateMs,
  )
}
const company = (a: ReturnType<typeof ride>, b: ReturnType<typeof ride>) => {
  if (a === null || b === null) throw new Error('no places')
  const found = placeTimeKeysAround(b).filter((key) => placeTimeKeys(a).includes(key)).length > 0
  return [areTogether(a, b), areTogether(b, a), found]
}

it('has a place for each minute of the clock, and none where there was no position', () => {
  const found = minutesOf(
    {
      timeSeconds: Float64Array.of(0, 41, 45, 100, 101, 280),
      latitude: Float64Array.of(1, 1.00004, 9, 3, Number.NaN, 4),
      longitude: Float64Array.of(2, 2, 2, 2, 2, 2),
    },
    START,
  )
  // At 20 s past the minute, at 61 s, at 120 s, and at 300 s.
  expect(found).toEqual({
    from: Math.floor(START / 60_000),
    latitudes: [1, 1, 3, null, null, 4],
    longitudes: [2, 2, 2, null, null, 2],
  })
  expect(minutesOf({ timeSeconds: Float64Array.of(0) }, START)).toBeNull()
})

it.each([
  ['side by side', ride(), ride({ east: 200 }), true],
  ['on another road', ride(), ride({ east: 400 }), false],
  ['at another time', ride(), ride({ lateMs: 600_000 }), false],
  ['for the second half', ride(), ride({ after: 30, minutes: 40 }), true],
  ['for a short while', ride(), ride({ after: 50, minutes: 60 }), false],
  ['for three minutes', ride({ minutes: 3 }), ride({ minutes: 3 }), false],
  ['for a fifth of a long ride', ride({ minutes: 200 }), ride({ after: 30, minutes: 40 }), false],
  ['across the antimeridian', ride({ road: 179.9999 }), ride({ road: -179.9999 }), true],
])('recordings %s are together: %#', (_how, a, b, expected) => {
  expect(company(a, b).slice(0, 2)).toEqual([expected, expected])
  if (expected) expect(company(a, b)[2]).toBe(true)
})

it('whoever is near is found by the keys, also across the border of a cell', () => {
  for (let step = 0; step < 200; step++) {
    const road = 8 + step * 0.003
    expect(company(ride({ minutes: 6, road }), ride({ minutes: 6, road, east: 240 }))).toEqual([true, true, true])
  }
})
