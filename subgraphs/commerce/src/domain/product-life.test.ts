import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifeOf, type PairsOfStep, STEP_METERS } from './product-life.ts'

/** `owners` owners with one pair each. */
const retired = (step: number, owners: number): PairsOfStep => ({ step, retired: true, owners, pairs: owners })
const inUse = (step: number, owners: number): PairsOfStep => ({ step, retired: false, owners, pairs: owners })
const life = (kilometers: number, owners: number) => ({ medianMeters: kilometers * 1000, owners })

describe('lifeOf', () => {
  it.each([
    ['nobody', [], null],
    ['twenty owners', [retired(70, 20)], null],
    ['twenty-one owners', [retired(70, 21)], life(700, 20)],
    ['thirty-nine owners', [retired(70, 39)], life(700, 30)],
    ['nine owners who go on where the others have hardly begun', [retired(70, 9), inUse(1, 30)], null],
    ['ten such owners', [retired(70, 10), inUse(1, 30)], life(700, 40)],
    ['twenty-one owners of whom one has retired a pair, the last', [retired(70, 1), inUse(60, 20)], null],
    ['pairs that were all retired: the median', [retired(50, 10), retired(70, 10), retired(90, 10)], life(700, 30)],
    ['half of them, at the half', [retired(50, 15), retired(90, 15)], life(500, 30)],
    // The median of those that were retired would say 400 km, though most go on.
    ['most in use far beyond those that were retired', [retired(40, 12), inUse(90, 18)], null],
    ['some in use until where others end', [retired(40, 12), inUse(60, 6), retired(80, 12)], life(800, 30)],
    ['pairs in use where others end: they have outlived them', [inUse(50, 11), retired(50, 10)], null],
  ])('of %s', (_what, pairs, expected) => {
    expect(lifeOf(pairs)).toEqual(expected)
  })

  it('counts an owner of many pairs once', () => {
    const one = Array.from({ length: 300 }, () => retired(10, 1 / 300))
    expect(lifeOf([...one, retired(70, 21)])).toEqual(life(700, 20))
    expect(lifeOf([...one, retired(70, 19)])).toBeNull()
  })

  const pair = fc.record({ step: fc.integer({ min: 1, max: 30 }), isRetired: fc.boolean() })
  const pairs = fc.array(pair, { minLength: 40, maxLength: 80 })
  type Pair = { readonly step: number; readonly isRetired: boolean }
  const of = (all: readonly Pair[]) => lifeOf(all.map(({ step, isRetired }) => (isRetired ? retired(step, 1) : inUse(step, 1))))

  it('is the plain median where all pairs were retired, whatever the order', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const ended = all.map(({ step }) => ({ step, isRetired: true }))
        const sorted = ended.map(({ step }) => step).toSorted((a, b) => a - b)
        const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
        expect(of(ended)?.medianMeters).toBe(median * STEP_METERS)
        expect(of(ended.toReversed())).toEqual(of(ended))
        expect(of(all.toReversed())).toEqual(of(all))
      }),
    )
  })

  it('never falls when a pair in use goes farther, and never rises when it is retired', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), fc.integer({ min: 1, max: 20 }), (all, which, farther) => {
        const at = which % all.length
        const change = (changed: (each: Pair) => Pair) => all.map((each, index) => (index === at ? changed(each) : each))
        const [now, gone, over] = [
          of(change(({ step }) => ({ step, isRetired: false }))),
          of(change(({ step }) => ({ step: step + farther, isRetired: false }))),
          of(change(({ step }) => ({ step, isRetired: true }))),
        ]
        if (now !== null && gone !== null) expect(gone.medianMeters).toBeGreaterThanOrEqual(now.medianMeters)
        if (now !== null && over !== null) expect(over.medianMeters).toBeLessThanOrEqual(now.medianMeters)
      }),
    )
  })

  it('rests on ten who have gone as far, and on five who have retired a pair', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const { medianMeters = null } = of(all) ?? {}
        if (medianMeters === null) return
        expect(all.filter(({ step }) => step * STEP_METERS >= medianMeters).length).toBeGreaterThanOrEqual(10)
        const until = all.filter(({ step, isRetired }) => isRetired && step * STEP_METERS <= medianMeters)
        expect(until.length).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})
