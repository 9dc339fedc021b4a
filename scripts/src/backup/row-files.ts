import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import mongoose from 'mongoose'

const { BSON } = mongoose.mongo

/** A file of a backup, as its manifest knows it. */
export interface StoredFile {
  /** Below the folder of the backup. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** Opens a new file for writing. */
export type CreateFile = (path: string) => Writable

/** Opens a file that must not exist yet, and flushes it to the disk when it is closed. */
export const createFile: CreateFile = (path) => createWriteStream(path, { flags: 'wx', flush: true })

/** Passes bytes on, and knows how many there were and their hash. */
export const openHash = () => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.byteLength
      done(null, chunk)
    },
  })
  return { stream, end: () => ({ bytes, sha256: hash.digest('hex') }) }
}

export interface RowFile {
  /** Writes a row that is BSON already. Waits while the disk is slower. */
  write(row: Uint8Array): Promise<void>
  close(): Promise<StoredFile>
}

/** Writes rows as BSON, one behind the other, compressed. Throws what the disk says, such as that it is full. */
export const openRowFile = async (folder: string, path: string, create: CreateFile): Promise<RowFile> => {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  const zip = createGzip({ level: 1 })
  const hash = openHash()
  const written = pipeline(zip, hash.stream, create(file))
  written.catch(() => undefined)
  let rows = 0
  return {
    async write(row) {
      rows += 1
      if (!zip.write(row)) await Promise.race([once(zip, 'drain'), written])
    },
    async close() {
      zip.end()
      await written
      return { path, rows, ...hash.end() }
    },
  }
}

/** The types of numbers stay as they are stored. */
const AS_STORED = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const

/** Reads the rows of a file, one after the other. */
export async function* readRows<Row>(folder: string, { path }: Pick<StoredFile, 'path'>): AsyncGenerator<Row> {
  const zipped = createReadStream(join(folder, path))
  const unzip = createGunzip()
  const reading = pipeline(zipped, unzip)
  reading.catch(() => undefined)
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of unzip as AsyncIterable<Buffer>) {
    rest = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let size = 0; rest.byteLength >= 4; rest = rest.subarray(size)) {
      size = rest.readInt32LE(0)
      if (rest.byteLength < size) break
      yield BSON.deserialize(rest.subarray(0, size), AS_STORED) as Row
    }
  }
  if (rest.byteLength > 0) throw new Error(`${path} ends in the middle of a row`)
}

/** Returns what is wrong with a file, or null. */
export const faultOf = async (folder: string, { path, bytes, sha256 }: Omit<StoredFile, 'rows'>): Promise<string | null> => {
  const hash = openHash()
  try {
    const sink = new Transform({ transform: (_chunk, _encoding, done) => done() }).resume()
    await pipeline(createReadStream(join(folder, path)), hash.stream, sink)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${path} is missing`
    throw error
  }
  const found = hash.end()
  if (found.bytes !== bytes) return `${path} has ${found.bytes} bytes, and had ${bytes} when it was written`
  return found.sha256 === sha256 ? null : `${path} is not what was written: its hash is another one`
}
