import { z } from 'zod'

/** One line as a person types it: trimmed, inner white space as single spaces, no control characters. */
export const line = (min: number, max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim().replace(/\s+/gu, ' '))
    .refine((text) => !/\p{Cc}/u.test(text), 'holds control characters')
    .refine((text) => [...text].length >= min && [...text].length <= max, `must have ${min} to ${max} characters`)

/** Several lines, or null where nothing is left of them. */
export const paragraph = (max: number) =>
  z
    .string()
    .nullish()
    .transform((text) => text?.normalize('NFC').trim() || null)
    .refine((text) => text === null || [...text].length <= max, `must have at most ${max} characters`)

/** Lower case without accents: what names are compared by. */
export const normalised = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const WORDS_KEPT = 16

/** The distinct words of a text, normalised: letters and digits of any script. */
export const wordsOf = (text: string): readonly string[] =>
  [...new Set(normalised(text).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, WORDS_KEPT)
