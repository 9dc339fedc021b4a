import { foldedText } from '@gruppetto/graph'

const KEYS_MAX = 8
const KEY_LENGTH_MAX = 64

/** The highest code point: a range up to it holds every string with the prefix. */
export const AFTER_PREFIX = '\u{10ffff}'

/** Words in the form that search compares: without case, accents and punctuation, one space between. */
export const normalisedWords = (text: string): string =>
  foldedText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a display name is found by: the name from each of its words on, so that `maria mu` finds Anna Maria Müller. */
export const nameKeys = (displayName: string): readonly string[] => {
  const words = normalisedWords(displayName).split(' ').filter(Boolean)
  const keys = words.slice(0, KEYS_MAX).map((_, index) => words.slice(index).join(' ').slice(0, KEY_LENGTH_MAX))
  return [...new Set(keys)]
}

export interface SearchTerms {
  /** Prefix of handles; null when no handle can begin so. */
  readonly handle: string | null
  /** Prefix of name keys; null when nothing of the query is left. */
  readonly name: string | null
}

/** What a query asks for; `@anna` is a handle alone. */
export const searchTerms = (query: string): SearchTerms => {
  const trimmed = query.trim().toLowerCase()
  const handle = trimmed.replace(/^@/, '')
  const name = trimmed.startsWith('@') ? '' : normalisedWords(query).slice(0, KEY_LENGTH_MAX)
  return { handle: /^[a-z0-9_.]{1,30}$/.test(handle) ? handle : null, name: name === '' ? null : name }
}

/** One find: by handle (rank 0, the exact one sorts first) or by a word of the name (rank 1). */
export interface SearchHit {
  readonly rank: number
  readonly key: string
  readonly athleteId: string
}

// As the database sorts strings: by their UTF-8 bytes.
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** True for the first of the finds that lead to one athlete, so that nobody is listed twice however the pages fall. */
export const isNearestHit = (
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
