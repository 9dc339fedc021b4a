import { foldedText } from '@gruppetto/graph'

/** A text's words as they are compared: without case, accents and punctuation. */
export const wordsOf = (text: string): readonly string[] =>
  foldedText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Short enough for a cursor, whatever the alphabet. */
const SORT_KEY_LENGTH = 60

/** What a name is sorted by. */
export const sortKeyOf = (name: string): string => [...wordsOf(name).join(' ')].slice(0, SORT_KEY_LENGTH).join('')
