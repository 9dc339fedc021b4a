import { foldText } from '@gruppetto/graph'

/** Returns the words of a text for comparison: without case, accents and punctuation. */
export const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** In characters; short enough for a cursor in any alphabet. */
const SORT_KEY_LENGTH = 60

/** Returns the text that a name is sorted by. */
export const sortKeyOf = (name: string): string => [...wordsOf(name).join(' ')].slice(0, SORT_KEY_LENGTH).join('')
