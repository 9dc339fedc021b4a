import { crcOf, type Definition, type Piece, piecesOf } from './shift-fit.ts'

// Makes longer and shorter rides from a real one. Only records are repeated or left out; everything else stays.

const RECORD = 20
const [TIMESTAMP, DISTANCE] = [253, 5]

const isRecord = ({ definition }: Piece): boolean => definition?.message === RECORD

/** Returns the offset of a four-byte field in a message; -1 when the message does not have it. */
const offsetOf = ({ fields }: Definition, wanted: number): number => {
  let offset = 1
  for (const { number, size } of fields) {
    if (number === wanted && size === 4) return offset
    offset += size
  }
  return -1
}

const fieldOf = (bytes: Uint8Array, piece: Piece, field: number): number => {
  const offset = piece.definition === null ? -1 : offsetOf(piece.definition, field)
  if (offset < 0 || piece.definition === null) throw new Error('a record of the FIT file has no time or no distance')
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(piece.start + offset, piece.definition.littleEndian)
}

/** Returns a file with the header of `original` and these messages. */
const fileOf = (original: Uint8Array, messages: readonly Uint8Array[]): Uint8Array => {
  const header = original.slice(0, original[0] ?? 0)
  const size = messages.reduce((sum, message) => sum + message.length, 0)
  new DataView(header.buffer).setUint32(4, size, true)
  const bytes = new Uint8Array(Buffer.concat([header, ...messages, new Uint8Array(2)]))
  new DataView(bytes.buffer).setUint16(header.length + size, crcOf(bytes.subarray(0, header.length + size)), true)
  return bytes
}

const later = (bytes: Uint8Array, piece: Piece, seconds: number, centimeters: number): Uint8Array => {
  const message = bytes.slice(piece.start, piece.end)
  if (!isRecord(piece) || piece.definition === null) return message
  const view = new DataView(message.buffer)
  for (const [field, more] of [
    [TIMESTAMP, seconds],
    [DISTANCE, centimeters],
  ] as const)
    view.setUint32(offsetOf(piece.definition, field), fieldOf(bytes, piece, field) + more, piece.definition.littleEndian)
  return message
}

/** Returns the first `seconds` of a valid FIT file that has one record a second. */
export const cutFit = (original: Uint8Array, seconds: number): Uint8Array => {
  const pieces = piecesOf(original)
  const records = pieces.filter(isRecord)
  const [first] = records
  if (first === undefined) throw new Error('the FIT file has no records')
  const end = fieldOf(original, first, TIMESTAMP) + seconds
  const kept = pieces.filter((piece) => !isRecord(piece) || fieldOf(original, piece, TIMESTAMP) < end)
  return fileOf(
    original,
    kept.map((piece) => original.slice(piece.start, piece.end)),
  )
}

/** Returns a valid FIT file repeated `times` times, with time and distance going on. */
export const repeatFit = (original: Uint8Array, times: number): Uint8Array => {
  const pieces = piecesOf(original)
  const records = pieces.filter(isRecord)
  const [first, last] = [records[0], records.at(-1)]
  if (first === undefined || last === undefined) throw new Error('the FIT file has no records')
  const seconds = fieldOf(original, last, TIMESTAMP) - fieldOf(original, first, TIMESTAMP) + 1
  const centimeters = fieldOf(original, last, DISTANCE)
  const tail = pieces.indexOf(last) + 1
  const again = pieces.filter((piece) => isRecord(piece) || piece.definition === null)
  const rounds = Array.from({ length: times - 1 }, (_, round) =>
    again.map((piece) => later(original, piece, (round + 1) * seconds, (round + 1) * centimeters)),
  )
  const plain = (piece: Piece): Uint8Array => original.slice(piece.start, piece.end)
  return fileOf(original, [...pieces.slice(0, tail).map(plain), ...rounds.flat(), ...pieces.slice(tail).map(plain)])
}
