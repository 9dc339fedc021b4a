import { createHash } from 'node:crypto'
import type { ObjectStore } from '@gruppetto/runtime'

export type Bytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly ok: false; readonly reason: 'TOO_LARGE' | 'ZIP' }

/** "PK" and the mark of a file, or of the end where a zip has none. */
const isZip = (bytes: Buffer): boolean => {
  const mark = bytes.length < 4 ? 0 : bytes.readUInt32BE(0)
  return mark === 0x504b0304 || mark === 0x504b0506
}

/**
 * Reads an object whole and hashes it on the way. Stops where it turns out to be a zip, or larger than `maxBytes`, of which no more is
 * held.
 */
export const readBytes = async (objects: ObjectStore, key: string, maxBytes: number): Promise<Bytes> => {
  const stream = await objects.read(key)
  const hash = createHash('sha256')
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    const buffer = Buffer.from(piece)
    length += buffer.length
    // Leaving the loop closes the stream.
    if (pieces.length === 0 && isZip(buffer)) return { ok: false, reason: 'ZIP' }
    if (length > maxBytes) return { ok: false, reason: 'TOO_LARGE' }
    hash.update(buffer)
    pieces.push(buffer)
  }
  // A buffer of its own, not a slice of Node's shared pool: handed to a thread, the whole of what lies under it is copied.
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return { ok: true, bytes, sha256: hash.digest('hex') }
}
