import { describe, expect, it } from 'vitest'
import type { Point } from '../../design/polyline.ts'
import { metersAt, placesOf, seenOf, type Track, withEnd } from './kept.ts'

/** 5 m/s for 200 s, with a sample every ten seconds. */
const time = Array.from({ length: 21 }, (_, i) => i * 10)
const track: Track = { time, distance: time.map((at) => at * 5), places: time.map((at): Point => [47 + at / 1e5, 8]) }

describe('the metres at a moment', () => {
  it('lie between those of the samples around it', () => {
    expect([-5, 0, 14, 200, 999].map((second) => metersAt(track, second))).toEqual([0, 0, 70, 1000, 1000])
  })
  it('go over what was not measured, and are null where nothing was', () => {
    expect(metersAt({ time: [0, 10, 20], distance: [0, null, 100] }, 10)).toBe(50)
    expect(metersAt({ time: [0, 10, null], distance: [null, null, 3] }, 10)).toBeNull()
  })
})

describe('the end of a part', () => {
  it('stays in the recording, and ten seconds from the other', () => {
    const part = { from: 50, to: 100 }
    expect(withEnd(part, 'from', -3, 200)).toEqual({ from: 0, to: 100 })
    expect(withEnd(part, 'from', 99, 200)).toEqual({ from: 90, to: 100 })
    expect(withEnd(part, 'to', 300, 200)).toEqual({ from: 50, to: 200 })
    expect(withEnd(part, 'to', 10, 200)).toEqual({ from: 50, to: 60 })
  })
})

describe('what others see of a part', () => {
  it('ends so many metres before its ends', () => {
    expect(seenOf(track, { from: 20, to: 180 }, 200)).toEqual({ from: 60, to: 140 })
    expect(seenOf(track, { from: 20, to: 180 }, 0)).toEqual({ from: 20, to: 180 })
  })
  it('is nothing where the way is too short, and all where no place was recorded', () => {
    expect(seenOf(track, { from: 0, to: 80 }, 200)).toBeNull()
    expect(seenOf({ ...track, places: time.map(() => null) }, { from: 0, to: 80 }, 200)).toEqual({ from: 0, to: 80 })
  })
})

it('takes the places of a part alone', () => {
  expect(placesOf(track, { from: 15, to: 35 })).toEqual([
    [47.0002, 8],
    [47.0003, 8],
  ])
})
