import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** The one encoding in which a gateway asks another machine for an answer: it costs both sides the least, and every server has it. */
export const PACKING = 'gzip'

const unzip = promisify(gunzip)

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

/**
 * Unpacks a body on zlib's threads, up to so many bytes. Throws UnpacksToTooMuch, and zlib's error where the body is not whole or not packed. Bytes
 * after the packed ones do not count.
 */
export const unpack = async (body: Uint8Array, mostBytes: number): Promise<string> => {
  try {
    return (await unzip(body, { maxOutputLength: mostBytes })).toString()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new UnpacksToTooMuch(mostBytes)
    throw error
  }
}
