import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Place } from '../../domain/archives/members.ts'
import type { Failure } from '../../domain/upload.ts'
import { withUnpacked, type ZipFile, type ZipSource } from './zip-file.ts'

/** How long an unpacked zip is kept after it was last read. */
const KEPT_MS = 60_000
const PIECE_BYTES = 256 * 1024

type Unpacked = { readonly ok: true; readonly value: ZipSource } | { readonly ok: false; readonly failure: Failure }

async function* piecesOf(handle: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(PIECE_BYTES, to - at)), 0, null, at)
    if (bytesRead === 0) throw new Error('an unpacked zip is shorter than it was')
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** The bytes of a zip that lies unpacked in another one. */
const storedSource = async (outer: ZipFile, place: Place): Promise<Unpacked> => {
  const start = await outer.startOf(place)
  if (!start.ok) return start
  const source: ZipSource = { size: place.size, read: (from, to) => outer.source.read(start.value + from, start.value + to) }
  return { ok: true, value: source }
}

/**
 * Opens zips in zips. One that is compressed is unpacked to a temporary file, the last one only, so that the pages of its recordings do not
 * unpack it again and again. The file is deleted as soon as it is open: nothing is left of it when the process ends, however it ends.
 */
export const openUnpackedZips = (folder: string) => {
  let last: { readonly key: string; readonly handle: FileHandle; readonly source: ZipSource } | null = null
  let timer: NodeJS.Timeout | undefined

  const forget = async (): Promise<void> => {
    clearTimeout(timer)
    const { handle } = last ?? {}
    last = null
    await handle?.close()
  }
  const keep = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void forget(), KEPT_MS).unref()
  }

  const fileSource = (handle: FileHandle, size: number): ZipSource => ({
    size,
    read: async (from, to) => {
      keep()
      return Readable.from(piecesOf(handle, from, to), { objectMode: false })
    },
  })

  const unpackToFile = (outer: ZipFile, place: Place, handle: FileHandle) =>
    withUnpacked(outer, place, async (pieces) => {
      // From where the piece before ended.
      for await (const piece of pieces) await handle.writeFile(piece)
    })

  return {
    /** Opens the zip at a place of another one. `archiveId` tells the archives apart. */
    async open(archiveId: string, outer: ZipFile, place: Place): Promise<Unpacked> {
      if (!place.isDeflated) return storedSource(outer, place)
      const key = `${archiveId}:${place.offset}`
      if (last?.key === key) return { ok: true, value: last.source }
      await forget()
      await mkdir(folder, { recursive: true })
      const path = join(folder, randomBytes(12).toString('hex'))
      const handle = await open(path, 'wx+')
      await rm(path)
      const unpacked = await unpackToFile(outer, place, handle).catch(async (error) => {
        await handle.close()
        throw error
      })
      if (!unpacked.ok) {
        await handle.close()
        return unpacked
      }
      last = { key, handle, source: fileSource(handle, place.size) }
      keep()
      return { ok: true, value: last.source }
    },
    close: forget,
  }
}

export type UnpackedZips = ReturnType<typeof openUnpackedZips>
