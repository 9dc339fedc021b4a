import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metersAlong } from '../geometry/distance.ts'
import { outFromDoor, placesOf } from '../testing/standing.ts'
import { metersMade, WANDER_METERS } from './meters-made.ts'

const DEGREE = 111_195.08
const north = (meters: readonly (number | null)[]) =>
  metersMade(
    Float64Array.from(meters, (value) => (value === null ? Number.NaN : 47 + value / DEGREE)),
    Float64Array.from(meters, (value) => (value === null ? Number.NaN : 8)),
  )

describe('metersMade', () => {
  it('are those of a straight way, and of one in steps', () => {
    const { meters, counted } = north([0, 10, null, 50, 70, 60, 95])
    expect([...meters]).toEqual([0, 10, 10, 50, 70, 70, 95].map((value) => expect.closeTo(value, 3)))
    expect(counted).toBeCloseTo(95, 3)
    expect(north([null, 5]).counted).toBe(0)
    expect(north([]).meters).toHaveLength(0)
  })

  it('are none of somebody who stands, however long', () => {
    const { latitude, longitude } = outFromDoor({ seconds: 3600, wander: 4, seed: 3 })
    const standing = metersMade(latitude.subarray(0, 3600), longitude.subarray(0, 3600))
    expect(standing.counted).toBe(0)
    expect(standing.meters.at(-1)).toBeLessThan(WANDER_METERS)
    const whole = metersMade(latitude, longitude)
    expect(whole.counted).toBeGreaterThan(1900)
    expect(whole.counted).toBeLessThan(2060)
    expect(metersAlong(placesOf({ latitude, longitude })).at(-1)).toBeGreaterThan(20_000)
  })

  it('never fall, are never more than the way, and do not change with what comes later', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(steps, fc.nat(60), (way, moment) => {
        let [latitude, longitude] = [47, 8]
        const places = way.map(([up, right]): readonly [number, number] => {
          latitude += up / DEGREE
          longitude += right / DEGREE
          return [latitude, longitude]
        })
        const columns = [0, 1].map((axis) => Float64Array.from(places, (place) => place[axis] ?? 0)) as [
          Float64Array,
          Float64Array,
        ]
        const { meters, counted } = metersMade(...columns)
        const along = metersAlong(places)
        for (const [i, made] of meters.entries()) {
          expect(made).toBeGreaterThanOrEqual(meters[i - 1] ?? 0)
          expect(made).toBeLessThanOrEqual((along[i] ?? 0) + 1e-6)
        }
        expect((meters.at(-1) ?? 0) - counted).toBeLessThan(WANDER_METERS)
        const part = metersMade(columns[0].subarray(0, moment), columns[1].subarray(0, moment))
        expect([...part.meters]).toEqual([...meters.subarray(0, moment)])
      }),
    )
  })
})
