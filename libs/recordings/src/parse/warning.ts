/** What was not as it should be in a file, or in what it says. */
type WarningCode =
  | 'DAMAGED_COMPRESSION'
  | 'CUT_OFF'
  | 'WRONG_CHECKSUM'
  | 'BREAKS_OFF'
  | 'UNKNOWN_REST'
  | 'TOO_MANY_PARTS'
  | 'CLOCK_SET'
  | 'WITHOUT_TIME'
  | 'IMPOSSIBLE_DATES'
  | 'TRACK_WITHOUT_TIMES'
  | 'IMPOSSIBLE_POSITIONS'
  | 'IMPOSSIBLE_DISTANCES'

/** The values of a warning, for clients that say it in their own language. */
interface WarningValues {
  /** How many were left out. */
  readonly count?: number
  /** How many there may be. */
  readonly max?: number
  /** Which part of the file, from 1. */
  readonly part?: number
}

export interface Warning extends WarningValues {
  readonly code: WarningCode
  /** In English. */
  readonly message: string
}

export const warning = (code: WarningCode, message: string, values: WarningValues = {}): Warning => ({ code, message, ...values })

export const withoutTime = (count: number, what: 'points' | 'samples'): Warning =>
  warning('WITHOUT_TIME', `${count} ${what} without a time were left out.`, { count })

export const impossibleDates = (count: number, what: 'points' | 'samples'): Warning =>
  warning('IMPOSSIBLE_DATES', `${count} ${what} with an impossible date were left out.`, { count })

export const breaksOff = (where: string): Warning => warning('BREAKS_OFF', `The file breaks off ${where}; saved up to there.`)
