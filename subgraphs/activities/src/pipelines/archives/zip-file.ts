import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { ObjectStore } from '@gruppetto/runtime'
import yauzl, { type Entry } from 'yauzl'
import { corrupt, MAX_ENTRIES, type Place, tooManyEntries, type ZipEntry } from '../../domain/archives/members.ts'
import type { Failure } from '../../domain/upload.ts'

/** The bytes of a zip, of which any part can be read. */
export interface ZipSource {
  readonly size: number
  /** `to` is excluded. */
  read(from: number, to: number): Promise<Readable>
}

/** The bytes of an object in the object store. */
export const objectSource = (objects: ObjectStore, key: string, size: number): ZipSource => ({
  size,
  read: (from, to) => objects.read(key, { from, to }),
})

/** How much is read at once for the small pieces of a directory. */
const WINDOW_BYTES = 256 * 1024

async function* chunks(source: ZipSource, from: number, to: number): AsyncGenerator<Buffer> {
  for await (const chunk of await source.read(from, to)) yield chunk as Buffer
}

const collect = async (source: ZipSource, from: number, to: number): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of chunks(source, from, to)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/**
 * Reads for yauzl. It keeps the window it read last, since a directory is read in steps of a few bytes. `outage` is why the source could not
 * be read: that is no fault of the zip.
 */
class SourceReader extends yauzl.RandomAccessReader {
  outage: unknown = null
  readonly #source: ZipSource
  #window: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) }

  constructor(source: ZipSource) {
    super()
    this.#source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(chunks(this.#source, start, end), { objectMode: false })
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    this.#fill(position, length).then(
      (bytes) => {
        if (bytes.length < length) return done(new Error('the file ends in the midst of it'))
        bytes.copy(buffer, offset)
        done(null)
      },
      (error) => {
        this.outage = error
        done(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  async #fill(position: number, length: number): Promise<Buffer> {
    const { size } = this.#source
    if (position < 0 || position + length > size) return Buffer.alloc(0)
    const start = position - this.#window.from
    if (start < 0 || start + length > this.#window.bytes.length) {
      const bytes = await collect(this.#source, position, Math.min(size, position + Math.max(length, WINDOW_BYTES)))
      this.#window = { from: position, bytes }
    }
    return this.#window.bytes.subarray(position - this.#window.from, position - this.#window.from + length)
  }
}

type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

const entryOf = (entry: Entry): ZipEntry => {
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  return {
    name,
    isNameUnsafe: yauzl.validateFileName(name) !== null,
    isEncrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    offset: entry.relativeOffsetOfLocalHeader,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    crc32: entry.crc32,
  }
}

/** A zip whose directory was found. */
export interface ZipFile {
  /** Lists its entries. It can be called once. */
  entries(): Promise<Result<readonly ZipEntry[]>>
  /** Finds where the bytes of an entry begin. */
  startOf(place: Place): Promise<Result<number>>
  readonly source: ZipSource
}

/** Opens a zip. Fails where its end, which says where the directory is, is missing. Throws when the source cannot be read. */
export const openZip = async (source: ZipSource): Promise<Result<ZipFile>> => {
  const reader = new SourceReader(source)
  /** Returns what `act` does, or what is wrong with the zip. */
  const judge = async <Value>(act: () => Promise<Result<Value>>, message: string): Promise<Result<Value>> => {
    try {
      return await act()
    } catch (error) {
      if (reader.outage !== null) throw reader.outage
      return { ok: false, failure: corrupt(`${message} (${error instanceof Error ? error.message : String(error)}).`) }
    }
  }
  return judge(async () => {
    // Names are decoded, and sizes checked, one entry at a time: yauzl would give up the whole zip.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, source.size, options)
    const file: ZipFile = {
      source,
      entries: () =>
        judge(async () => {
          if (zip.entryCount > MAX_ENTRIES) return { ok: false, failure: tooManyEntries }
          const entries: ZipEntry[] = []
          for await (const entry of zip.eachEntry()) entries.push(entryOf(entry))
          return { ok: true, value: entries }
        }, 'The directory of the zip cannot be read'),
      startOf: ({ offset, compressedSize }) =>
        judge(async () => {
          const entry = { relativeOffsetOfLocalHeader: offset, compressedSize } as Entry
          return { ok: true, value: (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart }
        }, 'It cannot be found in the zip'),
    }
    return { ok: true, value: file }
  }, 'The zip cannot be opened, or is cut off')
}

/** Why an entry cannot be unpacked, thrown from the midst of its bytes. */
class SpoiltEntryError extends Error {}

/** The unpacked bytes of an entry, of which no more than its size come. Throws SpoiltEntryError when they are not what the directory says. */
async function* unpack(zip: ZipFile, start: number, place: Place): AsyncGenerator<Buffer> {
  const { compressedSize, size, isDeflated } = place
  if (compressedSize === 0) {
    if (size > 0) throw new SpoiltEntryError('Its bytes are missing.')
    return
  }
  let length = 0
  let checksum = 0
  const packed = Readable.from(chunks(zip.source, start, start + compressedSize), { objectMode: false })
  let outage: unknown = null
  packed.once('error', (error) => {
    outage = error
    inflate?.destroy(error)
  })
  const inflate = isDeflated ? createInflateRaw() : null
  const bytes = inflate === null ? packed : packed.pipe(inflate)
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > size) throw new SpoiltEntryError('It unpacks to more bytes than the zip says.')
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (error) {
    if (outage !== null) throw outage
    if (error instanceof SpoiltEntryError) throw error
    throw new SpoiltEntryError('Its bytes cannot be unpacked.')
  } finally {
    packed.destroy()
  }
  if (length < size) throw new SpoiltEntryError('It is cut off.')
  if (checksum !== place.crc32) throw new SpoiltEntryError('Its checksum does not fit: it was damaged on the way.')
}

/** Does something with the unpacked bytes of an entry. Fails when they are not what the directory says. Throws when they cannot be read. */
export const withUnpacked = async <Value>(
  zip: ZipFile,
  place: Place,
  use: (bytes: AsyncIterable<Buffer>) => Promise<Value>,
): Promise<Result<Value>> => {
  const start = await zip.startOf(place)
  if (!start.ok) return start
  try {
    return { ok: true, value: await use(unpack(zip, start.value, place)) }
  } catch (error) {
    if (error instanceof SpoiltEntryError) return { ok: false, failure: corrupt(error.message) }
    throw error
  }
}

/** Reads an entry whole. The caller has checked its size. */
export const readEntry = (zip: ZipFile, place: Place): Promise<Result<Uint8Array>> =>
  withUnpacked(zip, place, async (pieces) => {
    // A buffer of its own, not a slice of Node's shared pool: handed to a thread, the whole of what lies under it is copied.
    const bytes = new Uint8Array(place.size)
    let length = 0
    for await (const piece of pieces) {
      bytes.set(piece, length)
      length += piece.length
    }
    return bytes
  })
