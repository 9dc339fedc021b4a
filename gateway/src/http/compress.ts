import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** A smaller answer fits into one packet without compression. */
export const COMPRESS_FROM_BYTES = 1_400

/** At quality 4, Brotli is as fast as gzip and its output is smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }

export type Encoding = 'br' | 'gzip'

/** Returns the encoding that the client prefers, br when it prefers neither, and null when it accepts neither. */
export const encodingFor = (header: string | undefined): Encoding | null => {
  const qualities = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return [name === 'x-gzip' ? 'gzip' : name, quality === undefined ? 1 : Number.parseFloat(quality) || 0] as const
    }),
  )
  const of = (name: Encoding): number => qualities.get(name) ?? qualities.get('*') ?? 0
  const [br, gz] = [of('br'), of('gzip')]
  if (br <= 0 && gz <= 0) return null
  return br >= gz ? 'br' : 'gzip'
}

/** Compresses on zlib's threads, so that it does not block the event loop. */
export const compress = (text: string, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? brotli(text, BROTLI) : zip(text, { level: 6 })
