import { foldText } from '@gruppetto/graph'

const KEYS_MAX = 8
const KEY_LENGTH_MAX = 64

/** The highest code point. The range from a prefix to the prefix and this contains every string with the prefix. */
export const AFTER_PREFIX = '\u{10ffff}'

/** Returns the form of a text that search compares: words without case, accents and punctuation, with single spaces. */
export const normalisedWords = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Returns the search keys of a display name: its text from each word on, so that `maria mu` finds Anna Maria Müller. */
export const nameKeys = (displayName: string): readonly string[] => {
  const words = normalisedWords(displayName).split(' ').filter(Boolean)
  const keys = words.slice(0, KEYS_MAX).map((_, index) => words.slice(index).join(' ').slice(0, KEY_LENGTH_MAX))
  return [...new Set(keys)]
}

export interface SearchTerms {
  /** A prefix of handles; null when no handle can begin with it. */
  readonly handle: string | null
  /** A prefix of name keys; null when the query has no words. */
  readonly name: string | null
}

/** Returns what a query searches for. `@anna` searches for handles only. */
export const searchTerms = (query: string): SearchTerms => {
  const trimmed = query.trim().toLowerCase()
  const handle = trimmed.replace(/^@/, '')
  const name = trimmed.startsWith('@') ? '' : normalisedWords(query).slice(0, KEY_LENGTH_MAX)
  return { handle: /^[a-z0-9_.]{1,30}$/.test(handle) ? handle : null, name: name === '' ? null : name }
}

/** A hit by handle (rank 0) or by a word of the name (rank 1). */
export interface SearchHit {
  readonly rank: number
  readonly key: string
  readonly athleteId: string
}

// The database sorts strings by their UTF-8 bytes.
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Whether a hit is the first one of this athlete, so that nobody is listed twice, on whatever pages. */
export const isFirstHit = (
  hit: SearchHit,
  terms: SearchTerms,
  athlete: { readonly handle: string; readonly displayName: string },
): boolean => {
  if (hit.rank === 0) return athlete.handle === hit.key
  if (terms.handle !== null && athlete.handle.startsWith(terms.handle)) return false
  const name = terms.name ?? ''
  const matching = nameKeys(athlete.displayName).filter((key) => key.startsWith(name))
  return matching.toSorted(byBytes)[0] === hit.key
}
