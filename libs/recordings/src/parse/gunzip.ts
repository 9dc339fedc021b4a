import { constants, gunzipSync } from 'node:zlib'
import { failure, type ParseFailure } from './parse-result.ts'
import { type Warning, warning } from './warning.ts'

export type Inflated = { readonly ok: true; readonly bytes: Uint8Array; readonly warning: Warning | null } | ParseFailure

/** The checksum and the length at the end of a .gz. */
const TRAILER_BYTES = 8
const HEAD_MOST_BYTES = 8 * 1024 * 1024

/** Recordings expand to 5 to 40 times their size. A file that expands to more is meant to cost more than it took to send. */
const MOST_TIMES = 100
const ALWAYS_BYTES = 8_000_000

/** Returns the limit on the expanded size of a .gz. */
const openedMost = (bytes: Uint8Array, maxBytes: number): number =>
  Math.min(maxBytes, Math.max(ALWAYS_BYTES, bytes.length * MOST_TIMES))

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

/**
 * Decompresses a .gz to at most `maxBytes`, and to at most a hundred times its size when that exceeds 8 MB. More is TOO_LARGE,
 * and no more than that is ever held in memory. A truncated or broken file yields what comes before the break, with a warning;
 * when that is nothing, it is CORRUPT_FILE.
 */
export function gunzip(bytes: Uint8Array, most: number): Inflated {
  const maxBytes = openedMost(bytes, most)
  try {
    return { ok: true, bytes: gunzipSync(bytes, { maxOutputLength: maxBytes }), warning: null }
  } catch (error) {
    if (isTooLarge(error)) return tooLarge(maxBytes)
  }
  const opened =
    inflatePrefix(bytes, bytes.length, maxBytes) ??
    inflatePrefix(bytes, bytes.length - TRAILER_BYTES, maxBytes) ??
    beforeTheBreak(bytes, maxBytes)
  if (opened === 'TOO_LARGE') return tooLarge(maxBytes)
  if (!opened || opened.length === 0) return failure('CORRUPT_FILE', 'The compressed file cannot be opened.')
  return { ok: true, bytes: opened, warning: DAMAGED }
}

const DAMAGED = warning('DAMAGED_COMPRESSION', 'The compressed file is damaged or cut off; saved what could be opened.')
const tooLarge = (maxBytes: number): ParseFailure => failure('TOO_LARGE', `The file opens to more than ${maxBytes} bytes.`)
const isTooLarge = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/** Decompresses the first bytes of a .gz, to at most a few thousand times as much: enough to detect the format. */
export const gunzipHead = (bytes: Uint8Array): Uint8Array => {
  // The trailer of a small file is left out, because its checksum may be the wrong part.
  const length = Math.min(2048, bytes.length - TRAILER_BYTES)
  const head = inflatePrefix(bytes, length, HEAD_MOST_BYTES) ?? beforeTheBreak(bytes.subarray(0, length), HEAD_MOST_BYTES)
  return head && head !== 'TOO_LARGE' ? head : new Uint8Array(0)
}

function inflatePrefix(bytes: Uint8Array, length: number, maxBytes: number): Uint8Array | 'TOO_LARGE' | null {
  try {
    return gunzipSync(bytes.subarray(0, length), { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    return isTooLarge(error) ? 'TOO_LARGE' : null
  }
}

/** Finds the longest prefix that can still be decompressed, by bisection: at most twenty tries, each with a limit. */
function beforeTheBreak(bytes: Uint8Array, maxBytes: number): Uint8Array | 'TOO_LARGE' | null {
  let good = 0
  let bad = bytes.length
  let best: Uint8Array | null = null
  for (let tries = 0; tries < 20 && bad - good > 1; tries++) {
    const middle = (good + bad) >> 1
    const opened = inflatePrefix(bytes, middle, maxBytes)
    if (opened === 'TOO_LARGE') return opened
    if (opened) {
      best = opened
      good = middle
    } else bad = middle
  }
  return best
}
