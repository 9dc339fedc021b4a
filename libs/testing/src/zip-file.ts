import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a zip. What is given beside name and bytes is written as it is, however wrong. */
export interface ZippedFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly isStored?: boolean
  readonly flags?: number
  readonly method?: number
  readonly crc32?: number
  readonly size?: number
  /** The place that the directory names. */
  readonly offset?: number
}

const UTF8_NAMES = 0x800

const head = (
  signature: number,
  length: number,
  numbers: readonly (readonly [offset: number, bytes: 2 | 4, value: number])[],
) => {
  const header = Buffer.alloc(length)
  header.writeUInt32LE(signature, 0)
  for (const [offset, bytes, value] of numbers) header.writeUIntLE(value, offset, bytes)
  return header
}

/** Writes a zip. Its directory says what the files say, also where that is not so. */
export const writeZip = (files: readonly ZippedFile[]): Buffer => {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const name = Buffer.from(file.name)
    const packed = file.isStored ? Buffer.from(file.bytes) : deflateRawSync(file.bytes)
    const flags = file.flags ?? UTF8_NAMES
    const method = file.method ?? (file.isStored ? 0 : 8)
    const checksum = file.crc32 ?? crc32(file.bytes)
    const size = file.size ?? file.bytes.length
    const common = (from: number) =>
      [
        [from, 2, 20],
        [from + 2, 2, flags],
        [from + 4, 2, method],
        [from + 10, 4, checksum],
        [from + 14, 4, packed.length],
        [from + 18, 4, size],
        [from + 22, 2, name.length],
      ] as const
    pieces.push(head(0x04034b50, 30, common(4)), name, packed)
    directory.push(head(0x02014b50, 46, [...common(6), [42, 4, file.offset ?? at]]), name)
    at += 30 + name.length + packed.length
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0)
  const count = Math.min(files.length, 0xffff)
  const end = head(0x06054b50, 22, [
    [8, 2, count],
    [10, 2, count],
    [12, 4, length],
    [16, 4, at],
  ])
  return Buffer.concat([...pieces, ...directory, end])
}
