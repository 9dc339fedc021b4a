import type { Recording } from '../recording.ts'
import type { Warning } from './warning.ts'

export type Format = 'FIT' | 'GPX' | 'TCX'
export type ParseFailureCode = 'UNSUPPORTED_FORMAT' | 'NOT_A_RECORDING' | 'EMPTY_RECORDING' | 'CORRUPT_FILE' | 'TOO_LARGE'

/** The limits above which a file is refused as TOO_LARGE. */
export interface ParseLimits {
  /** For the file, and for the expanded size of a .gz. */
  readonly maxBytes: number
  /** For all recordings of the file together, before merging. */
  readonly maxSamples: number
  readonly maxXmlDepth: number
  /** Tracks, activities and laps of one file, including empty ones, and messages of each kind that is kept whole (laps, events). */
  readonly maxParts: number
  /**
   * For one file: each recording becomes an activity, all in one commit. The export of several years from one device has a few
   * hundred.
   */
  readonly maxRecordings: number
  /** From the first to the last sample, for all recordings together: power and pace are resampled to one value per second. */
  readonly maxSeconds: number
  /** The latest time of a sample, in milliseconds since the epoch. A later one comes from a wrong clock. */
  readonly latestMs: number
}
export const DEFAULT_LIMITS: ParseLimits = {
  maxBytes: 100_000_000,
  maxSamples: 500_000,
  maxXmlDepth: 64,
  maxParts: 10_000,
  maxRecordings: 500,
  maxSeconds: 200 * 86_400,
  latestMs: Date.UTC(2100, 0, 1),
}

export interface ParseFailure {
  readonly ok: false
  readonly code: ParseFailureCode
  readonly message: string
}
export interface ParseSuccess {
  readonly ok: true
  readonly format: Format
  readonly recordings: readonly Recording[]
  readonly warnings: readonly Warning[]
}
export type ParseResult = ParseSuccess | ParseFailure

export const failure = (code: ParseFailureCode, message: string): ParseFailure => ({ ok: false, code, message })
export const noPossibleDate = (): ParseFailure =>
  failure(
    'EMPTY_RECORDING',
    'No sample has a possible date of its own: the clock of the device was wrong or had never been set, or the points are of a planned route and all bear one time.',
  )
export const tooManyParts = (limits: ParseLimits): ParseFailure =>
  failure('TOO_LARGE', `The file holds more than ${limits.maxParts} tracks, activities or laps.`)
export const tooManyRecordings = (limits: ParseLimits): ParseFailure =>
  failure('TOO_LARGE', `The file holds more than ${limits.maxRecordings} activities: split it into files of fewer.`)
export const tooLong = (limits: ParseLimits): ParseFailure =>
  failure(
    'TOO_LARGE',
    `The activities of the file last more than ${Math.round(limits.maxSeconds / 86_400)} days together: split it into files of fewer.`,
  )
export const tooManySamples = (limits: ParseLimits): ParseFailure =>
  failure('TOO_LARGE', `The file holds more than ${limits.maxSamples} samples.`)
