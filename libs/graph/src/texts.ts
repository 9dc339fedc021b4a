import { z } from 'zod'
import { badUserInput } from './errors.ts'
import { type BrokenRule, broken, type FieldRule, issue, tooLong, tooShort } from './field-rules.ts'
import { firstGraphemes, hasFewerGraphemes, hasMoreGraphemes } from './graphemes.ts'

/** The most UTF-16 units of one grapheme: the flag of England has 14, a family emoji with skin tones and hair about as many. */
const MAX_UNITS_PER_CHARACTER = 16
/**
 * The longest text of the platform, the description of an activity. Longer arguments are refused before any resolver runs
 * (bound-arguments.ts).
 */
export const LONGEST_TEXT = 5000
export const MAX_ARGUMENT_UNITS = LONGEST_TEXT * MAX_UNITS_PER_CHARACTER

/**
 * The limit of Unicode's Stream-Safe Text Format (UAX #15). No script needs more marks on one letter, and the time to sort marks
 * grows with the square of their number.
 */
const tooManyMarks = /\p{M}{31}/u
const loneSurrogate = /\p{Cs}/u
/** Controls that change the direction of the text around them, even of text that another person wrote after it. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/u
const control = /[\p{Cc}\u2028\u2029]/u
const controlExceptLines = /[^\P{Cc}\n\t]/u
/** Invisible characters that no script needs. Zero-width joiners are not in the list: Persian words and family emoji need them. */
const invisible = /[\u061c\u180e\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/gu
/** Tag characters are invisible, except after a black flag, where they name a region. */
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f})|[\u{e0000}-\u{e007f}]/gu
/** A visible character: a letter, digit or sign, without the blank ones (fillers, the empty braille cell, a note without its head). */
const visible = /(?![\p{DI}\u2800\ufffc\u{1d159}\u{13441}\u{13442}])[\p{L}\p{N}\p{P}\p{S}]/u

/** Marks where a long word may break. They are useful in a text, but in a name they help to imitate another name. */
const breakMarks = /[\u00ad\u200b]/gu

const removeInvisible = (text: string, isLine: boolean): string => {
  const clean = text.replace(invisible, '').replace(tags, (_, flag?: string) => flag ?? '')
  return isLine ? clean.replace(breakMarks, '') : clean
}

/** The scripts whose letters look different beside a zero-width joiner or non-joiner. */
const JOINING =
  'Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar'
const joiningLetter = JOINING.split(' ')
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const usefulJoiner = new RegExp(
  `(?<=\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f)\\u200d(?=\\p{Extended_Pictographic})|(?<=[${joiningLetter}])[\\u200c\\u200d](?=\\p{L})`,
  'gu',
)

/** Removes the zero-width joiners that nobody could see. In a name they would only help to imitate another one. */
export const withoutStrayJoiners = (text: string): string => {
  const kept = new Set([...text.matchAll(usefulJoiner)].map((match) => match.index))
  return text.replace(/[\u200c\u200d]/g, (joiner, at: number) => (kept.has(at) ? joiner : ''))
}

export const hasVisibleCharacter = (text: string): boolean => visible.test(text)

interface TextRule {
  readonly min: number
  readonly max: number
  readonly isLine: boolean
}

/** Returns the text as it is stored, or what is wrong with it. */
const readText = (
  given: string,
  { min, max, isLine }: TextRule,
): { readonly text: string } | { readonly problem: BrokenRule } => {
  const problem = (rule: FieldRule, message: string) => ({ problem: broken(rule, message) })
  // The length is checked first, because the time of all other checks grows with it.
  if (given.length > max * MAX_UNITS_PER_CHARACTER) return { problem: tooLong(max) }
  if (loneSurrogate.test(given)) return problem('WRONG_CHARACTERS', 'holds half a character')
  const bare = removeInvisible(given, isLine)
  if (tooManyMarks.test(bare)) return problem('WRONG_CHARACTERS', 'has too many marks on one letter')
  const clean = bare.normalize('NFC')
  const trimmed = isLine ? clean.trim() : clean.replace(/\r\n?|[\u2028\u2029]/g, '\n').trim()
  if ((isLine ? control : controlExceptLines).test(trimmed)) return problem('WRONG_CHARACTERS', 'holds control characters')
  if (directionControls.test(trimmed)) return problem('WRONG_CHARACTERS', 'has characters that turn the text around them')
  const shown = hasVisibleCharacter(trimmed) ? trimmed : ''
  const text = isLine ? shown.replace(/\s+/gu, ' ') : shown
  if (min > 0 && text === '') return problem('REQUIRED', 'must not be empty')
  if (hasFewerGraphemes(text, min)) return { problem: tooShort(min) }
  return hasMoreGraphemes(text, max) ? { problem: tooLong(max) } : { text }
}

const textOf = (rule: TextRule, nullProblem?: string) =>
  z.string(nullProblem === undefined ? undefined : { error: nullProblem }).transform((given, context) => {
    const read = readText(given, rule)
    if ('text' in read) return read.text
    context.addIssue(issue(read.problem))
    return z.NEVER
  })

/**
 * A schema for one line of text. It limits the length before anything else, then normalises to NFC, trims, collapses spaces and
 * removes invisible characters. It refuses control characters and direction controls. With `min` 0, a text without a visible
 * character becomes the empty string.
 */
export const lineText = (min: number, max: number, nullProblem?: string) => textOf({ min, max, isLine: true }, nullProblem)

/** As `lineText`, for several lines: line breaks become `\n`, and tabs are kept. */
export const linesText = (min: number, max: number, nullProblem?: string) => textOf({ min, max, isLine: false }, nullProblem)

/** As `lineText`, for a line that may be left out: null then, and when it is empty. */
export const optionalLine = (max: number) =>
  lineText(0, max)
    .nullish()
    .transform((text) => text || null)

/** As `linesText`, for a text that may be left out: null then, and when it is empty. */
export const optionalLines = (max: number) =>
  linesText(0, max)
    .nullish()
    .transform((text) => text || null)

/** Cleans a line from a file for display. Refuses nothing; returns null when nothing is left. */
export const cleanLine = (given: string | null, max: number): string | null => {
  const bounded = (given ?? '').slice(0, max * MAX_UNITS_PER_CHARACTER)
  const bare = removeInvisible(bounded.replace(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, ''), true)
  const clean = bare.replace(/(\p{M}{30})\p{M}+/gu, '$1').normalize('NFC')
  const line = firstGraphemes(clean.replace(/[\p{Cc}\s]+/gu, ' ').trim(), max)
  return hasVisibleCharacter(line) ? line : null
}

const MAX_QUERY_LENGTH = 100

/** Validates a search text, with a limit on its length. Throws BAD_USER_INPUT. */
export const readSearchQuery = (query: string | null | undefined): string => {
  if (query === null || query === undefined) return ''
  if (query.length > MAX_QUERY_LENGTH) {
    throw badUserInput([{ path: 'query', ...tooLong(MAX_QUERY_LENGTH) }])
  }
  return query.trim()
}

/**
 * Folds a text for searches and slugs: without case, accents and ligatures. The marks are removed first, so that they need not be
 * sorted.
 */
export const foldText = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
