import { type BrokenRule, broken, tooLong, tooShort } from '@gruppetto/graph'

const PASSWORD_MIN = 8
const PASSWORD_MAX = 256
/** No password has more UTF-16 units, so nothing beyond them is read. */
export const PASSWORD_UNITS_MAX = PASSWORD_MAX * 4

/** The README contains this password, so everybody knows it. */
export const DEMO_PASSWORD = 'gruppetto-demo-2026'

/** An account with one of these passwords never gets a role. */
export const PUBLISHED_PASSWORDS: readonly string[] = [DEMO_PASSWORD]

const EASY_TO_GUESS = broken('EASY_TO_GUESS', 'is among the first that anyone would guess')
/** A password needs more characters than this besides a word that everybody knows of the athlete. */
const EXTRA_CHARACTERS_MAX = 4
const WORD_MIN = 3
const PRODUCT = 'gruppetto'

/** Returns the form of a password that is hashed. The same keys give the same bytes on every system. */
export const normalisedPassword = (password: string): string => password.normalize('NFKC')

/** Returns what is wrong with a new password, or null. The length is counted in characters, not bytes. */
export const passwordProblem = (password: string): BrokenRule | null => {
  if (password.length > PASSWORD_UNITS_MAX) return tooLong(PASSWORD_MAX)
  const normal = normalisedPassword(password)
  const length = [...normal].length
  if (length < PASSWORD_MIN) return tooShort(PASSWORD_MIN)
  if (length > PASSWORD_MAX) return tooLong(PASSWORD_MAX)
  if (new Set(normal).size === 1) return EASY_TO_GUESS
  return null
}

const lettersAndDigits = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What others know of the athlete who chooses a password. */
export interface KnownWords {
  readonly handle: string
  readonly email: string
  readonly displayName: string
}

/**
 * Returns why a new password is easy to guess, or null. It is, when it is one of the `common` ones (in lower case), or little
 * more than a word that everybody knows of the athlete, once or repeated.
 */
export const guessableProblem = (password: string, known: KnownWords, common: ReadonlySet<string>): BrokenRule | null => {
  const normal = normalisedPassword(password)
  if (common.has(normal.toLowerCase())) return EASY_TO_GUESS
  const text = lettersAndDigits(normal)
  if (common.has(text)) return EASY_TO_GUESS
  const { handle, email, displayName } = known
  const words = [handle, email, email.split('@')[0] ?? '', displayName, ...displayName.split(/\s+/), PRODUCT]
  for (const word of words.map(lettersAndDigits)) {
    if (word.length < WORD_MIN || !text.includes(word)) continue
    if (text.replaceAll(word, '').length <= EXTRA_CHARACTERS_MAX)
      return broken('EASY_TO_GUESS', 'is made of what everybody knows of you')
  }
  return null
}
