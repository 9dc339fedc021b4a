import { foldText } from '@gruppetto/graph'

const WORDS_KEPT = 16

/** Returns the distinct words of a text, as search compares them: letters and digits of any script. */
export const wordsOf = (text: string): readonly string[] =>
  [...new Set(foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, WORDS_KEPT)
