import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** A smaller answer fits into one packet without compression. */
export const COMPRESS_FROM_BYTES = 1_400

/**
 * For an answer that is sent once, the levels at which the streams of a ride cost the least for their size: one more of Brotli costs a third
 * more, and gzip at its usual 6 three times as much as at 4, for a few percent. What is kept is compressed once and sent often.
 */
const LEVELS = { once: { br: 3, gzip: 4 }, often: { br: 5, gzip: 6 } } as const

/** The first is taken when the client prefers none. */
export const ENCODINGS = ['br', 'gzip'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Compresses on zlib's threads, so that it does not block the event loop. `sent` says how often the result is sent. */
export const compress = (body: Buffer, encoding: Encoding, sent: keyof typeof LEVELS): Promise<Buffer> => {
  const level = LEVELS[sent][encoding]
  if (encoding === 'gzip') return zip(body, { level })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT, BROTLI_MODE_TEXT } = constants
  const params = {
    [BROTLI_PARAM_QUALITY]: level,
    [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
    [BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return brotli(body, { params })
}
