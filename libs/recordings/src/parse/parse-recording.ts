import { parseFit } from '../fit/parse-fit.ts'
import { at, type Recording } from '../recording.ts'
import { textHead } from '../xml/decode-text.ts'
import { parseGpx } from '../xml/parse-gpx.ts'
import { parseTcx } from '../xml/parse-tcx.ts'
import { gunzip, gunzipHead, isGzip } from './gunzip.ts'
import { DEFAULT_LIMITS, type Format, failure, type ParseLimits, type ParseResult, tooLong } from './parse-result.ts'
import type { Warning } from './warning.ts'

export interface ParseOptions {
  /** Only for messages. The format is detected from the content. */
  readonly fileName?: string
  readonly limits?: Partial<ParseLimits>
}

const PARSERS: Record<Format, (bytes: Uint8Array, limits: ParseLimits) => ParseResult> = {
  FIT: parseFit,
  GPX: parseGpx,
  TCX: parseTcx,
}

/**
 * Parses a FIT, GPX or TCX file, gzipped or not, into its recordings: one for each session, track or activity with samples.
 *
 * A broken file yields everything before the break, with a warning. Failures are values with one of the API's codes; it never
 * throws because of a file's content. `limits` bound the cost of a file.
 */
export function parseRecording(bytes: Uint8Array, options: ParseOptions = {}): ParseResult {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const zipped = isGzip(bytes)
  const format = sniff(zipped ? gunzipHead(bytes) : bytes)
  if (!format) return failure('UNSUPPORTED_FORMAT', `${options.fileName ?? 'The file'} is neither FIT nor GPX nor TCX.`)
  if (bytes.length > limits.maxBytes) return failure('TOO_LARGE', `The file is larger than ${limits.maxBytes} bytes.`)
  if (!zipped) return finished(PARSERS[format](bytes, limits), limits, [])
  const opened = gunzip(bytes, limits.maxBytes)
  return opened.ok ? finished(PARSERS[format](opened.bytes, limits), limits, opened.warning ?? []) : opened
}

/** Nobody reads more. */
const MAX_WARNINGS = 20

function finished(result: ParseResult, limits: ParseLimits, first: Warning | readonly Warning[]): ParseResult {
  if (!result.ok) return result
  if (result.recordings.reduce((sum, recording) => sum + secondsOf(recording), 0) > limits.maxSeconds) return tooLong(limits)
  return { ...result, warnings: [first, result.warnings].flat().slice(0, MAX_WARNINGS) }
}

const secondsOf = ({ timeSeconds, sampleCount }: Recording): number => at(timeSeconds, sampleCount - 1)

/** Detects the format from the content. The file name does not matter. */
function sniff(bytes: Uint8Array): Format | null {
  if (bytes[8] === 0x2e && bytes[9] === 0x46 && bytes[10] === 0x49 && bytes[11] === 0x54) return 'FIT'
  const head = textHead(bytes)
  // A document type with that name matches too, so that the error can name the format.
  const root = /<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?(gpx|TrainingCenterDatabase)[\s>/[]/i.exec(head)?.[1]
  if (!root || !/^[\s\0\ufeff]*</.test(head)) return null
  return root.toLowerCase() === 'gpx' ? 'GPX' : 'TCX'
}
