import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { firstOf } from '../testing/fixtures.ts'
import { bestEfforts } from './best-efforts.ts'

const effort = (distanceMeters: number, time: readonly number[], distance: readonly number[]) =>
  bestEfforts(Float64Array.from(time), Float64Array.from(distance)).find((each) => each.distanceMeters === distanceMeters)

describe('bestEfforts', () => {
  it('interpolates inside a sample, at either end', () => {
    // 4 m/s for 100 s, then 5 m/s for 60 s, then 2 m/s: the best is the 300 m at the fast pace and the 100 m before.
    expect(effort(400, [0, 100, 160, 260], [0, 400, 700, 900])).toEqual({
      distanceMeters: 400,
      elapsedSeconds: 85,
      startSeconds: 75,
    })
    expect(effort(400, [0, 100, 200, 260], [0, 200, 500, 800])).toEqual({
      distanceMeters: 400,
      elapsedSeconds: expect.closeTo(60 + 100 / 3, 9),
      startSeconds: expect.closeTo(200 - 100 / 3, 9),
    })
  })
  it('counts a stop inside, and none at its ends', () => {
    expect(effort(400, [0, 60, 160, 220], [0, 300, 300, 600])?.elapsedSeconds).toBeCloseTo(180, 9)
    expect(effort(400, [0, 30, 110, 200], [0, 0, 400, 400])).toEqual({
      distanceMeters: 400,
      elapsedSeconds: 80,
      startSeconds: 30,
    })
  })
  it('has none over what was not covered, and none across a jump', () => {
    expect(bestEfforts(Float64Array.of(0, 100), Float64Array.of(0, 399))).toEqual([])
    expect(bestEfforts(Float64Array.of(0, 1), Float64Array.of(0, 5000))).toEqual([])
    expect(bestEfforts(Float64Array.of(0), Float64Array.of(0))).toEqual([])
    expect(bestEfforts(Float64Array.of(0, 1), null)).toEqual([])
  })

  const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 150 })), {
    minLength: 4,
    maxLength: 60,
  })
  it('is no slower than any other window', () => {
    fc.assert(
      fc.property(pieces, fc.double({ min: 0, max: 1, noNaN: true }), (steps, share) => {
        const [time, distance] = [[0], [0]]
        for (const [seconds, further] of steps) {
          time.push((time.at(-1) ?? 0) + seconds)
          distance.push((distance.at(-1) ?? 0) + Math.min(further, seconds * 11))
        }
        const whenAt = (place: number): number => {
          const i = distance.findIndex((meters) => meters >= place)
          const [a, b] = [distance[i - 1] ?? 0, distance[i] ?? 0]
          const [from, to] = [time[i - 1] ?? 0, time[i] ?? 0]
          return i <= 0 ? 0 : from + ((to - from) * (place - a)) / (b - a)
        }
        const spare = (distance.at(-1) ?? 0) - 400
        const found = effort(400, time, distance)
        expect(found === undefined).toBe(spare < 0)
        if (found) expect(found.elapsedSeconds).toBeLessThanOrEqual(whenAt(share * spare + 400) - whenAt(share * spare) + 1e-6)
      }),
    )
  })
  it.each(['run-laps.fit', 'run-developer-fields.fit', 'run-smart-recording.fit'])(
    'of %s take longer the longer they are',
    (name) => {
      const { bestEfforts: efforts, distanceMeters, elapsedSeconds } = measure(firstOf(name))
      expect(efforts.length).toBeGreaterThan(4)
      for (const [i, each] of efforts.entries()) {
        expect(each.elapsedSeconds).toBeGreaterThan(efforts[i - 1]?.elapsedSeconds ?? 0)
        expect(each.startSeconds + each.elapsedSeconds).toBeLessThanOrEqual(elapsedSeconds + 1e-6)
        expect(each.distanceMeters).toBeLessThanOrEqual(distanceMeters)
      }
    },
  )
})
