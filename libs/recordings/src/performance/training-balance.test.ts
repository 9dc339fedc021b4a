import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterDay, afterRest, formAfter, UNTRAINED } from './training-balance.ts'

const over = (loads: readonly number[]) => loads.reduce(afterDay, UNTRAINED)
const steadily = (load: number, days: number) => over(Array.from({ length: days }, () => load))
const loads = fc.array(fc.double({ min: 0, max: 600, noNaN: true }), { maxLength: 400 })

describe('fitness and fatigue', () => {
  it('have the worked values', () => {
    expect(steadily(100, 42).fitness).toBeCloseTo(63.6544, 4)
    expect(steadily(100, 42).fatigue).toBeCloseTo(99.8457, 4)
    expect(steadily(100, 7).fatigue).toBeCloseTo(66.0083, 4)
  })
  it('make the form of the next day', () => {
    expect(formAfter(steadily(100, 42))).toBeCloseTo(63.6544 - 99.8457, 4)
    expect(formAfter(UNTRAINED)).toBe(0)
  })
  it('come to what is done every day', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 600, noNaN: true }), (load) => {
        expect(steadily(load, 1000).fitness).toBeCloseTo(load, 5)
        expect(steadily(load, 200).fatigue).toBeCloseTo(load, 5)
      }),
    )
  })
  it('never fall by a load more, and stay between nothing and the hardest day', () => {
    fc.assert(
      fc.property(loads, fc.nat(), fc.double({ min: 0, max: 600, noNaN: true }), (days, at, more) => {
        const added = days.map((load, i) => (i === at % Math.max(1, days.length) ? load + more : load))
        const [before, after] = [over(days), over(added)]
        expect(after.fitness).toBeGreaterThanOrEqual(before.fitness)
        expect(after.fatigue).toBeGreaterThanOrEqual(before.fatigue)
        expect(before.fitness).toBeGreaterThanOrEqual(0)
        expect(before.fatigue).toBeLessThanOrEqual(Math.max(0, ...days) + 1e-9)
      }),
    )
  })
  it('fade in rest as day by day', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 0, max: 800 }), (days, rest) => {
        const slow = Array.from({ length: rest }, () => 0).reduce(afterDay, over(days))
        const fast = afterRest(over(days), rest)
        expect(fast.fitness).toBeCloseTo(slow.fitness, 8)
        expect(fast.fatigue).toBeCloseTo(slow.fatigue, 8)
      }),
    )
  })
})
