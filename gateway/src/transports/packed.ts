import { promisify } from 'node:util'
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib'

/** The one encoding in which a gateway asks another machine for an answer: it costs both sides the least, and every server has it. */
export const PACKING = 'gzip'

/** What is shorter is sent as it is: it fits into three packets. */
export const PACK_FROM_BYTES = 4_096

/** The fastest: the next levels take twice as much time for 5 % of the size. */
const LEVEL = { level: 1 } as const
/** To hand a body to zlib's threads costs more than to pack so much of it here, or to unpack it to so much: a millisecond at most. */
const HERE_BYTES = 256 * 1024

const zip = promisify(gzip)
const unzip = promisify(gunzip)

export const pack = async (text: string): Promise<Buffer> => {
  const body = Buffer.from(text)
  return body.length <= HERE_BYTES ? gzipSync(body, LEVEL) : zip(body, LEVEL)
}

/** Whether what is sent there leaves this machine, as far as the URL says: an address that is no loopback does. Pure. */
export const leavesMachine = (url: URL): boolean =>
  !/^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(url.hostname)

/** What is packed in a body is longer than an answer may be, and was not unpacked to its end. */
export class UnpacksToTooMuch extends Error {
  constructor(mostBytes: number) {
    super(`the answer unpacks to more than ${mostBytes} bytes`)
    this.name = 'UnpacksToTooMuch'
  }
}

const isTooMuch = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/**
 * Unpacks a body, up to so many bytes, on zlib's threads where it is long. Throws UnpacksToTooMuch, and zlib's error where the body is not whole or
 * not packed. Bytes after the packed ones do not count.
 */
export const unpack = async (body: Uint8Array, mostBytes: number): Promise<string> => {
  if (body.length <= HERE_BYTES / 4) {
    try {
      return gunzipSync(body, { maxOutputLength: Math.min(mostBytes, HERE_BYTES) }).toString()
    } catch (error) {
      if (!isTooMuch(error)) throw error
      if (mostBytes <= HERE_BYTES) throw new UnpacksToTooMuch(mostBytes)
    }
  }
  try {
    return (await unzip(body, { maxOutputLength: mostBytes })).toString()
  } catch (error) {
    throw isTooMuch(error) ? new UnpacksToTooMuch(mostBytes) : error
  }
}
