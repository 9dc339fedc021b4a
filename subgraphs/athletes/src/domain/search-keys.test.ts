import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNearestHit, nameKeys, normalisedWords, searchTerms } from './search-keys.ts'

describe('name keys', () => {
  it('are the name from each of its words on, without case and accents', () => {
    expect(nameKeys('Anna María  Müller-Ørsted')).toEqual([
      'anna maria muller ørsted',
      'maria muller ørsted',
      'muller ørsted',
      'ørsted',
    ])
  })

  it('are bounded', () => {
    const keys = nameKeys('a b c d e f g h i j k l m n')
    expect(keys).toHaveLength(8)
    expect(nameKeys('x'.repeat(500))[0]).toHaveLength(64)
  })

  it('are none for a name of signs', () => expect(nameKeys('*** !!')).toEqual([]))

  it('are never twice the same', () => expect(nameKeys('Jan Jan')).toEqual(['jan jan', 'jan']))

  it('normalising is done once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalisedWords(normalisedWords(text))).toBe(normalisedWords(text))
      }),
    )
  })
})

describe('search terms', () => {
  it('ask for a handle and a name', () => expect(searchTerms(' Anna ')).toEqual({ handle: 'anna', name: 'anna' }))
  it('with @ ask for a handle alone', () => expect(searchTerms('@Anna')).toEqual({ handle: 'anna', name: null }))
  it('with a space ask for a name alone', () => expect(searchTerms('Anna  mü')).toEqual({ handle: null, name: 'anna mu' }))
  it.each(['', '   ', '.*+?^$', '$(){}[]'])('hold no pattern: %j', (query) => {
    const { handle, name } = searchTerms(query)
    expect(name).toBeNull()
    expect(handle === null || /^[a-z0-9_.]+$/.test(handle)).toBe(true)
  })
})

describe('the nearest hit', () => {
  const athlete = { handle: 'annabel', displayName: 'Anna Annette' }
  const hit = (rank: number, key: string) => ({ rank, key, athleteId: 'ath_1' })

  it('is the handle where it has the prefix', () => {
    const terms = searchTerms('ann')
    expect(isNearestHit(hit(0, 'annabel'), terms, athlete)).toBe(true)
    expect(isNearestHit(hit(1, 'anna annette'), terms, athlete)).toBe(false)
  })

  it('is else the first key in order, and only that', () => {
    const terms = searchTerms('ann')
    const other = { ...athlete, handle: 'zoe' }
    expect(isNearestHit(hit(1, 'anna annette'), terms, other)).toBe(true)
    expect(isNearestHit(hit(1, 'annette'), terms, other)).toBe(false)
    expect(isNearestHit(hit(1, 'annette'), searchTerms('anne'), other)).toBe(true)
  })

  it('is not a row left from a name or handle before', () => {
    expect(isNearestHit(hit(0, 'annika'), searchTerms('ann'), athlete)).toBe(false)
    expect(isNearestHit(hit(1, 'bea'), searchTerms('bea'), athlete)).toBe(false)
  })

  it('is exactly one of the keys that match, for any name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        (displayName, query) => {
          const terms = searchTerms(query)
          if (terms.name === null) return
          const name = terms.name
          const keys = nameKeys(displayName).filter((key) => key.startsWith(name))
          const nearest = keys.filter((key) => isNearestHit(hit(1, key), terms, { handle: '', displayName }))
          expect(nearest).toHaveLength(keys.length === 0 ? 0 : 1)
        },
      ),
    )
  })
})
