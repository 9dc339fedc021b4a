import { type FitDefinition, readDefinition } from '../fit/fit-message.ts'

/** The bytes from `start` up to `end`. */
export interface Part {
  readonly start: number
  readonly end: number
}
/** A part of a file that can be deleted, repeated or moved without damage to its neighbours, and the values in it. */
export interface Piece extends Part {
  readonly values: readonly Part[]
}

export const isFit = (bytes: Uint8Array): boolean => bytes[8] === 0x2e && bytes[9] === 0x46 && bytes[10] === 0x49

/** Returns the data messages of a FIT file, or the samples of a GPX or TCX file, as far as they can be told apart. */
export const piecesOf = (bytes: Uint8Array): readonly Piece[] => (isFit(bytes) ? messagesOf(bytes) : samplesOf(bytes))

function messagesOf(bytes: Uint8Array): Piece[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const definitions = new Map<number, FitDefinition>()
  const pieces: Piece[] = []
  const end = bytes.length - 2
  for (let start = bytes[0] ?? 14; start < end; ) {
    const header = view.getUint8(start)
    const isCompressed = (header & 0x80) !== 0
    if (!isCompressed && (header & 0x40) !== 0) {
      const definition = readDefinition(view, start, end)
      if (!definition) break
      definitions.set(header & 0x0f, definition)
      start = definition.end
      continue
    }
    const definition = definitions.get(isCompressed ? (header >> 5) & 0x03 : header & 0x0f)
    if (!definition || start + 1 + definition.size > end) break
    const from = start + 1
    const values = [...definition.fields, ...definition.developerFields].map(({ offset, size }) => ({
      start: from + offset,
      end: from + offset + size,
    }))
    pieces.push({ start, end: from + definition.size, values })
    start = from + definition.size
  }
  return pieces
}

const SAMPLE = /<(?:\w+:)?(trkpt|Trackpoint)\b[\s\S]*?<\/(?:\w+:)?\1>/g
/** The text between two tags, or in an attribute. */
const VALUE = /(?<=>)[^<>\s]+(?=<)|(?<==")[^"<>]+(?=")/g

function samplesOf(bytes: Uint8Array): Piece[] {
  // Latin-1 has one character per byte, so string indexes are byte offsets.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return Array.from(text.matchAll(SAMPLE), ({ 0: sample, index }) => ({
    start: index,
    end: index + sample.length,
    values: Array.from(sample.matchAll(VALUE), (value) => ({
      start: index + value.index,
      end: index + value.index + value[0].length,
    })),
  }))
}
