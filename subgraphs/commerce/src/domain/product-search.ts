import { wordsOf } from './words.ts'

/**
 * Words that one slip makes of each other are found without comparing any two: a dictionary of all words that names have keeps, for each,
 * what is left without one letter, with the place of the letter (`1:tail` of trail). What a word may have been is then looked up.
 */
export interface ProductWordRow {
  readonly _id: string
  readonly lacks: readonly string[]
}

const MOST_LETTERS = 40
/** A shorter word is near too many others, and in a longer one nobody looks for a slip. */
const FEWEST_TYPO_LETTERS = 4
const MOST_TYPO_LETTERS = 20

const lacking = (place: number, rest: string): string => `${place}:${rest}`

/** A number is no slip of another number: 2000 and 3000 are two shoes. */
const mayHaveTypo = (letters: readonly string[]): boolean =>
  letters.length >= FEWEST_TYPO_LETTERS &&
  letters.length <= MOST_TYPO_LETTERS &&
  letters.every((letter) => !/\p{N}/u.test(letter))

const without = (letters: readonly string[], place: number): string => letters.toSpliced(place, 1).join('')

const cut = (word: string): string => [...word].slice(0, MOST_LETTERS).join('')

/** Returns the words that a name is found by, each once. */
export const searchWordsOf = (name: string): readonly string[] => [...new Set(wordsOf(name).map(cut))]

/** Returns the row of a word in the dictionary; null for one that is found only as it is written. */
export const dictionaryRow = (word: string): ProductWordRow | null => {
  const letters = [...word]
  return mayHaveTypo(letters) ? { _id: word, lacks: letters.map((_, place) => lacking(place, without(letters, place))) } : null
}

/** What to look up in the dictionary: words as they are, and words without a letter. */
export interface Slips {
  readonly words: readonly string[]
  readonly lacks: readonly string[]
}

const NO_SLIPS: Slips = { words: [], lacks: [] }

/** Returns what one slip may have made this word of: a letter too many, changed with the next one, missing, or wrong. */
const slipsOf = (word: string): Slips => {
  const letters = [...word]
  if (!mayHaveTypo(letters)) return NO_SLIPS
  const tooMany = letters.map((_, place) => without(letters, place))
  const changed = letters.slice(1).map((next, place) => letters.toSpliced(place, 2, next, letters[place] ?? '').join(''))
  const missing = [...letters, ''].map((_, place) => lacking(place, word))
  const wrong = letters.map((_, place) => lacking(place, without(letters, place)))
  return { words: [...new Set([...tooMany, ...changed])], lacks: [...missing, ...wrong] }
}

/** Further words are ignored: six words narrow a search enough. */
const MOST_WORDS = 6

export interface AskedWord {
  readonly word: string
  readonly slips: Slips
}

/** Returns the words of a query, each once; null when it is empty, and none when it has only signs. */
export const askedWords = (query: string): readonly AskedWord[] | null => {
  const text = query.slice(0, MOST_WORDS * MOST_LETTERS).trim()
  if (text === '') return null
  const words = searchWordsOf(text).slice(0, MOST_WORDS)
  return words.map((word) => ({ word, slips: slipsOf(word) }))
}

/** Returns all that has to be looked up for a query. */
export const allSlips = (asked: readonly AskedWord[]): Slips => ({
  words: [...new Set(asked.flatMap(({ slips }) => slips.words))],
  lacks: [...new Set(asked.flatMap(({ slips }) => slips.lacks))],
})

/** Returns the words of the dictionary that an asked one may have been. */
const nearOf = ({ word, slips }: AskedWord, dictionary: readonly ProductWordRow[]): readonly string[] =>
  dictionary
    .filter(({ _id, lacks }) => _id !== word && (slips.words.includes(_id) || lacks.some((lack) => slips.lacks.includes(lack))))
    .map(({ _id }) => _id)

/** What a name must have for one word of a query: the word itself, if asked a word that it begins, or one of those that it may have been. */
export interface WantedWord {
  readonly word: string
  readonly begins: boolean
  readonly near: readonly string[]
}

/** Products whose names have all wanted words, of all brands or of one. */
export interface Alternative {
  readonly brandId: string | null
  readonly words: readonly WantedWord[]
}

/** What one of its alternatives finds. The better products come first: a tier does not list what a tier before it has, and the last finds all. */
export type Tier = readonly Alternative[]

/** Without words: all products, as one tier. */
export const ALL_PRODUCTS: readonly Tier[] = [[{ brandId: null, words: [] }]]

interface NamedBrand {
  readonly _id: string
  readonly slug: string
}

/** What a query has found before products are looked for. */
export interface Known {
  /** Those that a word of the query names: its slug, or the beginning of it. */
  readonly brands: readonly NamedBrand[]
  readonly dictionary: readonly ProductWordRow[]
}

/**
 * Returns what a query finds, best first: names with all of its words; products of a brand that it names, with the other words or beginnings
 * of them; names with beginnings of all words; and names with slips.
 */
export const tiersOf = (asked: readonly AskedWord[], { brands, dictionary }: Known): readonly Tier[] => {
  const same = asked.map(({ word }): WantedWord => ({ word, begins: false, near: [] }))
  const begun = same.map((wanted): WantedWord => ({ ...wanted, begins: true }))
  const near = asked.map((each): WantedWord => ({ word: each.word, begins: true, near: nearOf(each, dictionary) }))
  const anywhere = (words: readonly WantedWord[]): Tier => [{ brandId: null, words }]
  const ofBrands = (words: readonly WantedWord[]): Tier =>
    brands.map(({ _id, slug }) => {
      const parts = slug.split('-')
      return { brandId: _id, words: words.filter(({ word }) => !parts.includes(word)) }
    })
  const hasSlips = near.some((wanted) => wanted.near.length > 0)
  const widest = hasSlips ? near : begun
  return [
    anywhere(same),
    ...(brands.length === 0 ? [] : [ofBrands(begun)]),
    ...(hasSlips ? [anywhere(begun)] : []),
    [...anywhere(widest), ...ofBrands(widest)],
  ]
}
