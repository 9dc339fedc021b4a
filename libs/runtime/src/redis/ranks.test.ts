import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ranksFromCounts } from './ranks.ts'

/** Computes a rank by its definition: one more than the number of entries above. */
const naiveRank = (scores: readonly number[], score: number) => scores.filter((other) => other > score).length + 1

describe('ranks', () => {
  it('computed from counts equal those found by counting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (all, picks) => {
          const asked = [all[0] ?? 0, ...picks.map((pick) => all[pick % all.length] ?? 0)]
          const [lowest, highest] = [Math.min(...asked), Math.max(...asked)]
          const counts = new Map<number, number>()
          for (const score of all.filter((one) => one >= lowest && one <= highest))
            counts.set(score, (counts.get(score) ?? 0) + 1)
          const ranks = ranksFromCounts(asked, all.filter((score) => score > highest).length, counts)
          for (const score of asked) expect(ranks.get(score)).toBe(naiveRank(all, score))
        },
      ),
    )
  })

  it('of one score need no counts of lower scores', () => {
    expect(ranksFromCounts([7], 3, new Map()).get(7)).toBe(4)
  })
})
