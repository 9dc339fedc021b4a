const PASSWORD_MIN = 8
const PASSWORD_MAX = 256
/** UTF-16 units of what is looked at at all: nobody's password is longer. */
export const PASSWORD_UNITS_MAX = PASSWORD_MAX * 4

/** The demo's password stands in the README, so everybody knows it. */
export const DEMO_PASSWORD = 'gruppetto-demo-2026'

/** Passwords that are published: an account that has one of them never gets a role. */
export const PUBLISHED_PASSWORDS: readonly string[] = [DEMO_PASSWORD]

const GUESSED_FIRST = 'is among the first that anyone would guess'
/** So many characters beside a word that everybody knows of an athlete make it no secret. */
const NO_SECRET = 4
const SHORTEST_WORD = 3
/** Stands in every guesser's list for this product. */
const PRODUCT = 'gruppetto'

/** A password in the form that is hashed, so that the same keys pressed on two systems give the same bytes. */
export const normalisedPassword = (password: string): string => password.normalize('NFKC')

/** What is wrong with a new password, or null. Length counts characters, not bytes. */
export const passwordProblem = (password: string): string | null => {
  if (password.length > PASSWORD_UNITS_MAX) return `must have at most ${PASSWORD_MAX} characters`
  const normal = normalisedPassword(password)
  const length = [...normal].length
  if (length < PASSWORD_MIN) return `must have at least ${PASSWORD_MIN} characters`
  if (length > PASSWORD_MAX) return `must have at most ${PASSWORD_MAX} characters`
  if (new Set(normal).size === 1) return GUESSED_FIRST
  return null
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What others know of whoever chooses a password. */
export interface KnownWords {
  readonly handle: string
  readonly email: string
  readonly displayName: string
}

/**
 * What is wrong with a new password of fitting length, or null: it is a common one (`common` holds them in lower case), or little more than what
 * everybody knows, written once or several times.
 */
export const guessedProblem = (password: string, known: KnownWords, common: ReadonlySet<string>): string | null => {
  const normal = normalisedPassword(password)
  if (common.has(normal.toLowerCase())) return GUESSED_FIRST
  const text = bare(normal)
  if (common.has(text)) return GUESSED_FIRST
  const { handle, email, displayName } = known
  const words = [handle, email, email.split('@')[0] ?? '', displayName, ...displayName.split(/\s+/), PRODUCT]
  for (const word of words.map(bare)) {
    if (word.length < SHORTEST_WORD || !text.includes(word)) continue
    if (text.replaceAll(word, '').length <= NO_SECRET) return 'is made of what everybody knows of you'
  }
  return null
}
