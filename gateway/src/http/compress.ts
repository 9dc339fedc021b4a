import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** A smaller answer fits into one packet without compression. */
export const COMPRESS_FROM_BYTES = 1_400

/**
 * For an answer that is sent once, the levels at which the streams of a ride cost the least for their size: one more of Brotli costs a third
 * more, and gzip at its usual 6 three times as much as at 4, for a few percent. What is kept is compressed once and sent often.
 */
const LEVELS = { once: { br: 3, gzip: 4 }, often: { br: 5, gzip: 6 } } as const

/**
 * A smaller answer is compressed on the spot: 8 kB take 40 µs, and a thread of zlib's costs six times as much for them, most of it on the event loop.
 * One as large as this is a third of a millisecond.
 */
const ON_THE_SPOT_BELOW_BYTES = 64 * 1024

/** The first is taken when the client prefers none. */
export const ENCODINGS = ['br', 'gzip'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Compresses; what is large on zlib's threads, so that it does not block the event loop. `sent` says how often the result is sent. */
export const compress = (body: Buffer, encoding: Encoding, sent: keyof typeof LEVELS): Buffer | Promise<Buffer> => {
  const level = LEVELS[sent][encoding]
  const isSmall = body.length < ON_THE_SPOT_BELOW_BYTES
  if (encoding === 'gzip') return isSmall ? gzipSync(body, { level }) : zip(body, { level })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT, BROTLI_MODE_TEXT } = constants
  const params = {
    [BROTLI_PARAM_QUALITY]: level,
    [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
    [BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return isSmall ? brotliCompressSync(body, { params }) : brotli(body, { params })
}
