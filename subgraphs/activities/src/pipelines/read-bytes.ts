import { createHash } from 'node:crypto'
import type { ObjectStore } from '@gruppetto/runtime'

export type Bytes = { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string } | { readonly ok: false }

/** Reads an object whole and hashes it on the way; not ok when it is larger than `maxBytes`, of which no more is held. */
export const readBytes = async (objects: ObjectStore, key: string, maxBytes: number): Promise<Bytes> => {
  const stream = await objects.read(key)
  const hash = createHash('sha256')
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    const buffer = Buffer.from(piece)
    length += buffer.length
    // Leaving the loop closes the stream.
    if (length > maxBytes) return { ok: false }
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
