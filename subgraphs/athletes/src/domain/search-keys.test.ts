import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFirstHit, nameKeys, normalisedWords, searchTerms } from './search-keys.ts'

describe('name keys', () => {
  it('contain the name from each word on, without case and accents', () => {
    expect(nameKeys('Anna María  Müller-Ørsted')).toEqual([
      'anna maria muller ørsted',
      'maria muller ørsted',
      'muller ørsted',
      'ørsted',
    ])
  })

  it('are limited in number and length', () => {
    const keys = nameKeys('a b c d e f g h i j k l m n')
    expect(keys).toHaveLength(8)
    expect(nameKeys('x'.repeat(500))[0]).toHaveLength(64)
  })

  it('are empty for a name without letters', () => expect(nameKeys('*** !!')).toEqual([]))

  it('have no duplicates', () => expect(nameKeys('Jan Jan')).toEqual(['jan jan', 'jan']))

  it('stay the same when they are normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalisedWords(normalisedWords(text))).toBe(normalisedWords(text))
      }),
    )
  })
})

describe('search terms', () => {
  it('search for a handle and a name', () => expect(searchTerms(' Anna ')).toEqual({ handle: 'anna', name: 'anna' }))
  it('search only for a handle after @', () => expect(searchTerms('@Anna')).toEqual({ handle: 'anna', name: null }))
  it('search only for a name when there is a space', () =>
    expect(searchTerms('Anna  mü')).toEqual({ handle: null, name: 'anna mu' }))
  it.each(['', '   ', '.*+?^$', '$(){}[]'])('never contain a pattern: %j', (query) => {
    const { handle, name } = searchTerms(query)
    expect(name).toBeNull()
    expect(handle === null || /^[a-z0-9_.]+$/.test(handle)).toBe(true)
  })
})

describe('the first hit of an athlete', () => {
  const athlete = { handle: 'annabel', displayName: 'Anna Annette' }
  const hit = (rank: number, key: string) => ({ rank, key, athleteId: 'ath_1' })

  it('is the handle when it has the prefix', () => {
    const terms = searchTerms('ann')
    expect(isFirstHit(hit(0, 'annabel'), terms, athlete)).toBe(true)
    expect(isFirstHit(hit(1, 'anna annette'), terms, athlete)).toBe(false)
  })

  it('is otherwise the first matching key, and only that one', () => {
    const terms = searchTerms('ann')
    const other = { ...athlete, handle: 'zoe' }
    expect(isFirstHit(hit(1, 'anna annette'), terms, other)).toBe(true)
    expect(isFirstHit(hit(1, 'annette'), terms, other)).toBe(false)
    expect(isFirstHit(hit(1, 'annette'), searchTerms('anne'), other)).toBe(true)
  })

  it('is not a row of an old name or handle', () => {
    expect(isFirstHit(hit(0, 'annika'), searchTerms('ann'), athlete)).toBe(false)
    expect(isFirstHit(hit(1, 'bea'), searchTerms('bea'), athlete)).toBe(false)
  })

  it('is exactly one of the matching keys, for any name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        (displayName, query) => {
          const terms = searchTerms(query)
          if (terms.name === null) return
          const name = terms.name
          const keys = nameKeys(displayName).filter((key) => key.startsWith(name))
          const first = keys.filter((key) => isFirstHit(hit(1, key), terms, { handle: '', displayName }))
          expect(first).toHaveLength(keys.length === 0 ? 0 : 1)
        },
      ),
    )
  })
})
