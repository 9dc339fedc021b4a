/** What a field may break, for clients that say it in their own language. docs/guides/clients.md says what each means and which bounds it has. */
export type FieldRule =
  | 'REQUIRED'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'TOO_SMALL'
  | 'TOO_LARGE'
  | 'OUT_OF_RANGE'
  | 'NOT_WHOLE'
  | 'TOO_FEW'
  | 'TOO_MANY'
  | 'NOT_ONE_OF'
  | 'WRONG_FORMAT'
  | 'WRONG_CHARACTERS'
  | 'IN_THE_PAST'
  | 'IN_THE_FUTURE'
  | 'TOO_EARLY'
  | 'TOO_LATE'
  | 'WRONG'
  | 'EASY_TO_GUESS'
  | 'RESERVED'
  | 'TAKEN'
  | 'TOO_OFTEN'
  | 'UNCHANGED'
  | 'EXPIRED'
  | 'OVERLAPS'
  | 'UNUSABLE'
  | 'INVALID'

interface Bounds {
  /** Of a number the least, of a text the fewest characters, of a list the fewest entries. */
  readonly min?: number
  readonly max?: number
  /** The number itself is too small, or too large. */
  readonly above?: number
  readonly below?: number
  /** All that may be chosen. */
  readonly values?: readonly (string | number)[]
  /** Of WRONG_FORMAT: the scalar, or what else the field is. */
  readonly format?: string
  /** From when on it is allowed. */
  readonly from?: string
}

/** A rule that a value breaks, with its bounds for programs and a sentence in English for people. */
export interface BrokenRule extends Bounds {
  readonly rule: FieldRule
  readonly message: string
}

/** Makes a broken rule. */
export const broken = (rule: FieldRule, message: string, bounds: Bounds = {}): BrokenRule => ({ rule, message, ...bounds })

export const tooLong = (max: number): BrokenRule => broken('TOO_LONG', `must have at most ${max} characters`, { max })
export const tooShort = (min: number): BrokenRule => broken('TOO_SHORT', `must have at least ${min} characters`, { min })
export const inThePast = (): BrokenRule => broken('IN_THE_PAST', 'must lie in the future')
export const inTheFuture = (): BrokenRule => broken('IN_THE_FUTURE', 'must not lie in the future')

/** Returns what a refinement of zod is told of the rule that it checks. */
export const refusal = ({ message, ...params }: BrokenRule) => ({ message, params })

/** Returns the issue of zod for a broken rule. */
export const issue = (rule: BrokenRule) => ({ code: 'custom' as const, ...refusal(rule) })
