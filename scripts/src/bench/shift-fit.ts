// Moves a FIT file in time and changes nothing else, so that a copy of a real recording is not a duplicate.

const TIMESTAMP = 253
/**
 * The fields with an instant, besides the timestamp that every message may have: in file_id, session, lap and activity (local
 * time).
 */
const INSTANTS: Readonly<Record<number, number>> = { 0: 4, 18: 2, 19: 2, 34: 5 }
const INVALID = 0xffffffff
const DAY_SECONDS = 86_400

export interface Definition {
  readonly message: number
  readonly littleEndian: boolean
  readonly fields: readonly { readonly number: number; readonly size: number }[]
  readonly size: number
}

const CRC_NIBBLES = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01, 0x8801, 0x4400,
]

export const crcOf = (bytes: Uint8Array): number => {
  const nibble = (crc: number, value: number) => (crc >> 4) ^ (CRC_NIBBLES[(crc ^ value) & 0xf] ?? 0)
  return bytes.reduce((crc, byte) => nibble(nibble(crc, byte), byte >> 4), 0)
}

const readDefinition = (view: DataView, at: number, hasDeveloperFields: boolean): { definition: Definition; end: number } => {
  const littleEndian = view.getUint8(at + 1) === 0
  const count = view.getUint8(at + 4)
  const fields = Array.from({ length: count }, (_, index) => ({
    number: view.getUint8(at + 5 + index * 3),
    size: view.getUint8(at + 6 + index * 3),
  }))
  let end = at + 5 + count * 3
  let size = fields.reduce((sum, field) => sum + field.size, 0)
  if (hasDeveloperFields) {
    const developerCount = view.getUint8(end)
    for (let index = 0; index < developerCount; index += 1) size += view.getUint8(end + 2 + index * 3)
    end += 1 + developerCount * 3
  }
  return { definition: { message: view.getUint16(at + 2, littleEndian), littleEndian, fields, size }, end }
}

const shiftMessage = (view: DataView, start: number, { message, littleEndian, fields }: Definition, seconds: number): void => {
  let at = start
  for (const { number, size } of fields) {
    const isInstant = size === 4 && (number === TIMESTAMP || number === INSTANTS[message])
    const value = isInstant ? view.getUint32(at, littleEndian) : INVALID
    if (value !== INVALID) view.setUint32(at, value + seconds, littleEndian)
    at += size
  }
}

/**
 * A message of a valid FIT file: its bytes from `start` to `end`, and its definition, which is null when it is a definition
 * itself.
 */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly definition: Definition | null
}

/** Yields the messages of a valid FIT file in order. */
export const piecesOf = (bytes: Uint8Array): readonly Piece[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerSize = view.getUint8(0)
  const last = headerSize + view.getUint32(4, true)
  const definitions = new Map<number, Definition>()
  const pieces: Piece[] = []
  for (let start = headerSize, end = start; start < last; start = end) {
    const head = view.getUint8(start)
    const isCompressed = (head & 0x80) !== 0
    const local = isCompressed ? (head >> 5) & 3 : head & 0xf
    if (!isCompressed && (head & 0x40) !== 0) {
      const read = readDefinition(view, start + 1, (head & 0x20) !== 0)
      definitions.set(local, read.definition)
      end = read.end
      pieces.push({ start, end, definition: null })
      continue
    }
    const definition = definitions.get(local)
    if (definition === undefined) throw new Error('the FIT file has a message without a definition')
    end = start + 1 + definition.size
    pieces.push({ start, end, definition })
  }
  return pieces
}

/** Returns a copy of a valid FIT file, `days` later. (Whole days are multiples of the 32 s that compressed timestamps count.) */
export const shiftFit = (original: Uint8Array, days: number): Uint8Array => {
  const bytes = new Uint8Array(original)
  const view = new DataView(bytes.buffer)
  const end = view.getUint8(0) + view.getUint32(4, true)
  for (const { start, definition } of piecesOf(bytes))
    if (definition !== null) shiftMessage(view, start + 1, definition, days * DAY_SECONDS)
  view.setUint16(end, crcOf(bytes.subarray(0, end)), true)
  return bytes
}
