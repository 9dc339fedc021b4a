import { decodeCursor, encodeCursor } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centredWindow, comparePlaces, cursorOfPlace, PLACE_CURSOR, passedSpan, placeOfCursor } from './leaderboard.ts'

const place = fc.record({
  units: fc.integer({ min: 0, max: 8 }),
  reachedAt: fc.integer({ min: 0, max: 5 }).map((ms) => new Date(ms)),
  athleteId: fc.string({ minLength: 1, maxLength: 3 }),
})
describe('places', () => {
  it('are ordered by score, then by who was first, then by id', () => {
    const at = (units: number, reachedAtMs: number, athleteId: string) => ({ units, reachedAt: new Date(reachedAtMs), athleteId })
    const ordered = [at(9, 5, 'z'), at(9, 6, 'a'), at(9, 6, 'b'), at(1, 0, 'a')]
    expect(ordered.toReversed().toSorted(comparePlaces)).toEqual(ordered)
  })

  it('can be read back from their cursor', () => {
    fc.assert(
      fc.property(place, (one) => {
        expect(placeOfCursor(decodeCursor(encodeCursor(cursorOfPlace(one)), PLACE_CURSOR))).toEqual(one)
      }),
    )
  })
})

describe('centredWindow', () => {
  it('contains the centre, is as long as possible, and says whether there is more', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 12 }), (position, following, size) => {
        const all = Array.from({ length: position + 1 + following }, (_item, index) => index)
        const before = all
          .slice(0, position)
          .toReversed()
          .slice(0, size + 1)
        const after = all.slice(position + 1).slice(0, size + 1)
        const { rows, more } = centredWindow(before, position, after, size)
        expect(rows).toContain(position)
        expect(rows.length).toBe(Math.min(size, all.length))
        const start = rows[0] ?? Number.NaN
        expect(rows).toEqual(all.slice(start, start + rows.length))
        expect(more).toEqual({ before: start > 0, after: start + rows.length < all.length })
        // In the middle of a long board, both sides differ by one row at most.
        if (position >= size && following >= size)
          expect(Math.abs(position - start - (rows.length - 1) / 2)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('is empty when its size is 0', () => {
    expect(centredWindow([1], 2, [3], 0).rows).toEqual([])
  })
})

describe('passedSpan', () => {
  it.each([
    ['a rise passes who stood above or level', 10, 20, { atLeast: 10, below: 20 }],
    ['a first score passes nobody without one', 0, 20, { atLeast: 1, below: 20 }],
    ['a fall passes nobody', 20, 10, null],
    ['standing still passes nobody', 10, 10, null],
    ['the least first score passes nobody', 0, 1, null],
  ])('%s', (_name, from, to, expected) => {
    expect(passedSpan(from, to)).toEqual(expected)
  })
})
