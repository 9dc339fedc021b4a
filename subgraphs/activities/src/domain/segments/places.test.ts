import fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparePlaces, ranksFrom } from './places.ts'

it('ranks of any page are those of the whole board', () => {
  const place = fc.record({
    seconds: fc.integer({ min: 1, max: 6 }),
    atMs: fc.integer({ min: 0, max: 3 }),
    athleteId: fc.string({ minLength: 1, maxLength: 3 }),
    effortId: fc.constant('eff'),
  })
  fc.assert(
    fc.property(fc.array(place, { minLength: 1 }), fc.nat(), (places, from) => {
      const ordered = places.toSorted(comparePlaces)
      const rank = ({ seconds }: { seconds: number }) => 1 + ordered.filter((other) => other.seconds < seconds).length
      expect(ranksFrom(ordered, 1, null)).toEqual(ordered.map(rank))
      const start = from % ordered.length
      const page = ordered.slice(start)
      const [first] = page
      const next = page.find(({ seconds }) => seconds !== first?.seconds)
      expect(ranksFrom(page, first ? rank(first) : 0, next ? rank(next) : null)).toEqual(page.map(rank))
    }),
  )
})
