import { z } from 'zod'
import { badUserInput } from './errors.ts'
import { firstGraphemes, hasFewerGraphemes, hasMoreGraphemes } from './graphemes.ts'

/** UTF-16 units that one character may take: a flag of England has 14, a family with skins and hair about as many. */
const UNITS_A_CHARACTER = 16
/** The longest text there is: a description of an activity. Longer arguments are refused before any resolver sees them (bound-arguments.ts). */
export const LONGEST_TEXT = 5000
export const MOST_ARGUMENT_UNITS = LONGEST_TEXT * UNITS_A_CHARACTER

/** Unicode's Stream-Safe Text Format (UAX #15): no script needs more marks on a letter, and putting many in order takes time by their square. */
const tooManyMarks = /\p{M}{31}/u
const loneSurrogate = /\p{Cs}/u
/** They turn the text around them, also what another wrote behind it. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
const control = /[\p{Cc}\u2028\u2029]/u
const controlButLines = /[^\P{Cc}\n\t]/u
/** What draws nothing and that no writing needs. Zero-width joiners stay: Persian words and families of emoji are made with them. */
const undrawn = /[\u061c\u180e\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/gu
/** Tags draw nothing but behind a black flag, where they name a region. */
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f})|[\u{e0000}-\u{e007f}]/gu
/** Something to see: letters, digits and signs, without those that are blank (fillers, an empty braille cell, a note without its head). */
const seen = /(?![\p{DI}\u2800\ufffc\u{1d159}\u{13441}\u{13442}])[\p{L}\p{N}\p{P}\p{S}]/u

/** Hints of where a long word may break: of use in a text, a disguise in a name. */
const breaks = /[\u00ad\u200b]/gu

const withoutUndrawn = (text: string, isLine: boolean): string => {
  const clean = text.replace(undrawn, '').replace(tags, (_, flag?: string) => flag ?? '')
  return isLine ? clean.replace(breaks, '') : clean
}

export const isSeen = (text: string): boolean => seen.test(text)

interface TextRule {
  readonly min: number
  readonly max: number
  readonly isLine: boolean
}

/** The text as it is kept, or what is wrong with it. */
const readText = (given: string, { min, max, isLine }: TextRule): { readonly text: string } | { readonly problem: string } => {
  const tooLong = { problem: `must have at most ${max} characters` }
  // Its length first, since everything else costs by it.
  if (given.length > max * UNITS_A_CHARACTER) return tooLong
  if (loneSurrogate.test(given)) return { problem: 'holds half a character' }
  const bare = withoutUndrawn(given, isLine)
  if (tooManyMarks.test(bare)) return { problem: 'has too many marks on one letter' }
  const clean = bare.normalize('NFC')
  const trimmed = isLine ? clean.trim() : clean.replace(/\r\n?|[\u2028\u2029]/g, '\n').trim()
  if ((isLine ? control : controlButLines).test(trimmed)) return { problem: 'holds control characters' }
  if (turning.test(trimmed)) return { problem: 'has characters that turn the text around them' }
  const shown = isSeen(trimmed) ? trimmed : ''
  const text = isLine ? shown.replace(/\s+/gu, ' ') : shown
  if (min > 0 && text === '') return { problem: 'must not be empty' }
  if (hasFewerGraphemes(text, min)) return { problem: `must have at least ${min} characters` }
  return hasMoreGraphemes(text, max) ? tooLong : { text }
}

const textOf = (rule: TextRule, nullProblem?: string) =>
  z.string(nullProblem === undefined ? undefined : { error: nullProblem }).transform((given, context) => {
    const read = readText(given, rule)
    if ('text' in read) return read.text
    context.addIssue({ code: 'custom', message: read.problem })
    return z.NEVER
  })

/**
 * One line as a person types it: bounded before it is touched, in NFC, trimmed, inner blanks as single ones, without what cannot be seen.
 * Control characters and those that turn the text are refused. With `min` 0 a text that shows nothing is the empty one.
 */
export const lineText = (min: number, max: number, nullProblem?: string) => textOf({ min, max, isLine: true }, nullProblem)

/** The same for several lines: line ends are `\n`, and tabs stay. */
export const linesText = (min: number, max: number, nullProblem?: string) => textOf({ min, max, isLine: false }, nullProblem)

/** A line from a file, made fit to show: nothing is refused, and null is what nothing is left of. */
export const fitLine = (given: string | null, max: number): string | null => {
  const bounded = (given ?? '').slice(0, max * UNITS_A_CHARACTER)
  const bare = withoutUndrawn(bounded.replace(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, ''), true)
  const clean = bare.replace(/(\p{M}{30})\p{M}+/gu, '$1').normalize('NFC')
  const line = firstGraphemes(clean.replace(/[\p{Cc}\s]+/gu, ' ').trim(), max)
  return isSeen(line) ? line : null
}

const LONGEST_QUERY = 100

/** What somebody looks for, bounded before it is touched; throws BAD_USER_INPUT. */
export const searchQuery = (query: string | null | undefined): string => {
  if (query === null || query === undefined) return ''
  if (query.length > LONGEST_QUERY) {
    throw badUserInput([{ path: 'query', message: `must have at most ${LONGEST_QUERY} characters` }])
  }
  return query.trim()
}

/**
 * A text as searches and slugs compare it: without case, accents and ligatures. The marks go first, so that none are put in order.
 */
export const foldedText = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
