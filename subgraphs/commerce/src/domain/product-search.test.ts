import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allSlips, askedWords, dictionaryRow, searchWordsOf, tiersOf } from './product-search.ts'

/** In which tier of those without brands a query finds a name, alone in the dictionary; -1 for not. */
const tierOf = (query: string, name: string): number => {
  const words = searchWordsOf(name)
  const asked = askedWords(query) ?? []
  const slips = allSlips(asked)
  const dictionary = words
    .flatMap((word) => dictionaryRow(word) ?? [])
    .filter(({ _id, lacks }) => slips.words.includes(_id) || lacks.some((lack) => slips.lacks.includes(lack)))
  return tiersOf(asked, { brands: [], dictionary }).findIndex((tier) =>
    tier.some((alternative) =>
      alternative.words.every(({ word, begins, near }) =>
        words.some((each) => each === word || (begins && each.startsWith(word)) || near.includes(each)),
      ),
    ),
  )
}

/** The distance of Damerau, in which letters that have changed places are one slip: the plain way, to compare with. */
const distance = (from: string, to: string): number => {
  const [a, b] = [[...from], [...to]]
  const rows = [[0, ...b.map((_, j) => j + 1)], ...a.map((_, i) => [i + 1, ...b.map(() => 0)])]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      const row = rows[i]
      if (row !== undefined)
        row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped)
    }
  return at(a.length, b.length)
}

describe('a search', () => {
  it('finds whole words before beginnings, and beginnings before slips', () => {
    expect(tierOf('trail', 'Trail Runner')).toBe(0)
    expect(tierOf('trai', 'Trail Runner')).toBe(1)
    for (const slip of ['tral', 'traill', 'trbil', 'rtail', 'triail']) expect(tierOf(slip, 'Trail Runner'), slip).toBe(2)
    expect(tierOf('runner trail', 'Trail Runner')).toBe(0)
    expect(tierOf('runner trai', 'Trail Runner')).toBe(1)
    expect(tierOf('runer trail', 'Trail Runner')).toBe(2)
    expect(tierOf('runner road', 'Trail Runner')).toBe(-1)
  })

  it('takes no number, and no short word, for a slip of another', () => {
    expect(tierOf('gt 3000', 'GT 2000')).toBe(-1)
    expect(tierOf('gal', 'Gel')).toBe(-1)
    expect(tierOf('x1234', 'X1235')).toBe(-1)
  })

  it('finds just the words within one slip, with any letters', () => {
    const letter = fc.constantFrom('a', 'b', 'c', '跑', 'ß', '𝒳'.toLowerCase())
    const word = fc.array(letter, { minLength: 4, maxLength: 9 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(word, word, (asked, name) => {
        const found = tierOf(asked, name)
        if (asked === name) expect(found).toBe(0)
        else if (name.startsWith(asked)) expect(found).toBe(1)
        else expect(found).toBe(distance(asked, name) === 1 ? 2 : -1)
      }),
      { numRuns: 3_000 },
    )
  })

  it('finds a word in which one letter is wrong, missing, too many or changed with the next', () => {
    const letter = fc.constantFrom(...'abcdefgh')
    const word = fc.array(letter, { minLength: 5, maxLength: 20 })
    fc.assert(
      fc.property(word, fc.nat(), letter, fc.constantFrom('wrong', 'missing', 'tooMany', 'changed'), (name, at, other, slip) => {
        const place = at % (name.length - 1)
        const asked = {
          wrong: name.toSpliced(place, 1, other),
          missing: name.toSpliced(place, 1),
          tooMany: name.length < 20 ? name.toSpliced(place, 0, other) : name,
          changed: name.toSpliced(place, 2, name[place + 1] ?? '', name[place] ?? ''),
        }[slip]
        expect(tierOf(asked.join(''), name.join(''))).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is bounded, however long it is', () => {
    const words = askedWords(`${'a'.repeat(500)} ${'b c d e f g h i j'.repeat(50)}`) ?? []
    expect(words.length).toBeLessThanOrEqual(6)
    expect(Math.max(...words.map(({ word }) => word.length))).toBe(40)
    const { words: near, lacks } = allSlips(askedWords('abcdefghijklmnopqrst bcdefghijklmnopqrstu') ?? [])
    expect(near.length + lacks.length).toBeLessThan(200)
    expect(dictionaryRow('x'.repeat(40))).toBeNull()
    expect(askedWords('  ')).toBeNull()
    expect(askedWords('?!')).toEqual([])
  })

  it('takes a word for a brand that it names', () => {
    const asked = askedWords('north face jacket') ?? []
    const [, ofBrand] = tiersOf(asked, { brands: [{ _id: 'brand', slug: 'north-face' }], dictionary: [] })
    expect(tiersOf(asked, { brands: [{ _id: 'brand', slug: 'north-face' }], dictionary: [] }).at(-1)).toHaveLength(2)
    expect(ofBrand).toEqual([{ brandId: 'brand', words: [{ word: 'jacket', begins: true, near: [] }] }])
  })
})
