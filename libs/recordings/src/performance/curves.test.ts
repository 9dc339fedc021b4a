import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveDurations, meanMaximal } from '../measure/power.ts'
import { criticalPower, estimatedFtpWatts } from './critical-power.ts'
import { seasonCurve } from './season-curve.ts'
import { wPrimeBalance } from './w-prime-balance.ts'

const watts = fc.integer({ min: 0, max: 1500 })
const ride = fc.array(watts, { minLength: 1, maxLength: 300 })
const curveOf = (powers: readonly number[]) => meanMaximal([Float64Array.from(powers)], curveDurations(powers.length))

describe('seasonCurve', () => {
  it('is the best of each duration, and keeps whose it is', () => {
    const points = (...values: [number, number][]) => values.map(([seconds, value]) => ({ seconds, value }))
    const curves = [
      { source: 'a', points: points([1, 900], [5, 600], [60, 300]) },
      { source: 'b', points: points([1, 700], [5, 600], [60, 400], [75, 390]) },
    ]
    expect(seasonCurve(curves)).toEqual([
      { seconds: 1, value: 900, source: 'a' },
      { seconds: 5, value: 600, source: 'a' },
      { seconds: 60, value: 400, source: 'b' },
      { seconds: 75, value: 390, source: 'b' },
    ])
    expect(seasonCurve([])).toEqual([])
  })
  it('takes for a short time what was held longer', () => {
    const [short] = seasonCurve([
      { source: 'a', points: [{ seconds: 64, value: 200 }] },
      { source: 'b', points: [{ seconds: 70, value: 250 }] },
    ])
    expect(short).toEqual({ seconds: 64, value: 250, source: 'b' })
  })
  it('never rises, is no lower than any of its curves, and is itself among its own', () => {
    fc.assert(
      fc.property(fc.array(ride, { maxLength: 6 }), (rides) => {
        const curves = rides.map((powers, source) => ({ source, points: curveOf(powers) }))
        const season = seasonCurve(curves)
        const valueAt = new Map(season.map(({ seconds, value }) => [seconds, value]))
        for (const [i, point] of season.entries()) expect(point.value).toBeLessThanOrEqual(season[i - 1]?.value ?? point.value)
        for (const { points } of curves)
          for (const { seconds, value } of points) expect(valueAt.get(seconds)).toBeGreaterThanOrEqual(value)
        expect(seasonCurve([{ source: 0, points: season }]).map(({ value }) => value)).toEqual(season.map(({ value }) => value))
      }),
    )
  })
})

describe('criticalPower', () => {
  it('has the worked values', () => {
    const fit = criticalPower([
      { seconds: 180, value: 400 },
      { seconds: 720, value: 320 },
    ])
    expect(fit?.watts).toBeCloseTo(293.333, 3)
    expect(fit?.wPrimeJoules).toBeCloseTo(19_200, 6)
    expect(fit?.r2).toBeCloseTo(1, 12)
  })
  const bests = (cp: number, wPrime: number) => curveDurations(3600).map((seconds) => ({ seconds, value: cp + wPrime / seconds }))
  it('finds the line that bests lie on, whatever they are outside of 3 to 20 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 450 }), fc.integer({ min: 5000, max: 40_000 }), (cp, wPrime) => {
        const bent = bests(cp, wPrime).map((best) => (best.seconds < 180 ? { ...best, value: 2000 } : best))
        const fit = criticalPower(bent)
        expect(fit?.watts).toBeCloseTo(cp, 6)
        expect(fit?.wPrimeJoules).toBeCloseTo(wPrime, 3)
        expect(fit?.r2).toBeCloseTo(1, 9)
      }),
    )
  })
  it('rises with every watt more, and says how well the bests lie on it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 200, maxLength: 200 }),
        fc.integer({ min: 1, max: 99 }),
        (noise, more) => {
          const noisy = bests(250, 20_000).map((best, i) => ({ ...best, value: best.value + (noise[i] ?? 0) }))
          const [fit, higher] = [
            criticalPower(noisy),
            criticalPower(noisy.map((best) => ({ ...best, value: best.value + more }))),
          ]
          if (fit === null) return
          expect(fit.r2).toBeLessThanOrEqual(1 + 1e-12)
          expect(higher?.watts).toBeCloseTo(fit.watts + more, 6)
          expect(higher?.wPrimeJoules).toBeCloseTo(fit.wPrimeJoules, 3)
        },
      ),
    )
  })
  it.each([
    ['nothing', []],
    ['one best', [{ seconds: 300, value: 300 }]],
    ['bests of much the same duration', [180, 190, 200, 300].map((seconds) => ({ seconds, value: 200 + 20_000 / seconds }))],
    ['a steady ride', [180, 300, 600, 1200].map((seconds) => ({ seconds, value: 200 }))],
  ])('says nothing of %s', (_what, curve) => {
    expect(criticalPower(curve)).toBeNull()
  })
})

describe('estimatedFtpWatts', () => {
  const critical = { watts: 290, wPrimeJoules: 20_000, r2: 1 }
  it('is the lower of the two', () => {
    expect(estimatedFtpWatts([{ seconds: 1200, value: 300 }], critical)).toBeCloseTo(285, 9)
    expect(estimatedFtpWatts([{ seconds: 1200, value: 310 }], critical)).toBe(290)
  })
  it('is critical power where no 20 minutes were ridden without a pause', () => {
    expect(estimatedFtpWatts([{ seconds: 1199, value: 300 }], critical)).toBe(290)
  })
})

describe('wPrimeBalance', () => {
  const critical = { watts: 250, wPrimeJoules: 20_000 }
  const series = (...parts: [watts: number, seconds: number][]) =>
    Float64Array.from(parts.flatMap(([power, seconds]) => Array.from({ length: seconds }, () => power)))
  it('has the worked values', () => {
    const balance = wPrimeBalance(series([400, 60], [150, 120]), critical)
    expect(balance[59]).toBeCloseTo(11_000, 6)
    expect(balance[179]).toBeCloseTo(15_068.12, 2)
  })
  it('is never more than the whole, stays at critical power, and comes back to the whole in rest', () => {
    fc.assert(
      fc.property(ride, (powers) => {
        const balance = wPrimeBalance(Float64Array.from([...powers, ...series([0, 3600])]), critical)
        expect(Math.max(...balance)).toBeLessThanOrEqual(20_000 + 1e-6)
        expect(balance.at(-1)).toBeCloseTo(20_000, 0)
      }),
    )
    expect(wPrimeBalance(series([300, 100], [250, 50]), critical).at(-1)).toBeCloseTo(15_000, 6)
  })
})
