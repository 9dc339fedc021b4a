import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ranksOf } from './ranks.ts'

describe('ranksOf', () => {
  it('gives equal scores the same rank, and counts all of them for the next', () => {
    expect(ranksOf([9, 7, 7, 5])).toEqual([1, 2, 2, 4])
    expect(ranksOf([0, 0])).toEqual([1, 1])
    expect(ranksOf([])).toEqual([])
  })

  it('continues the ranks of the previous page', () => {
    // The scores 9, 7, 7 stand before the page. Its first row is the third 7.
    expect(ranksOf([7, 7, 5, 5, 1], 1, 3)).toEqual([2, 2, 6, 6, 8])
  })

  it('gives the same ranks for every page size', () => {
    const board = fc
      .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 })
      .map((all) => all.sort((a, b) => b - a))
    fc.assert(
      fc.property(board, fc.integer({ min: 1, max: 7 }), (all, size) => {
        const betterThan = (score: number) => all.filter((other) => other > score).length
        const paged: number[] = []
        for (let start = 0; start < all.length; start += size) {
          const page = all.slice(start, start + size)
          paged.push(...ranksOf(page, betterThan(page[0] ?? 0), start))
        }
        expect(paged).toEqual(all.map((score) => betterThan(score) + 1))
      }),
    )
  })
})
