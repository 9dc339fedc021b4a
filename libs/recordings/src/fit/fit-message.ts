/** Parses the parts of the FIT protocol (D00001275, rev. 2.4): base types, definitions and fields. */

interface BaseType {
  readonly size: number
  readonly read: (view: DataView, offset: number, little: boolean) => number
  /** The value that means null. */
  readonly invalid: number
}
const readU8 = (view: DataView, offset: number): number => view.getUint8(offset)
const big = (value: bigint): number => Number(value)

/** Keyed by the low five bits of the base type byte. The other bits only repeat the size. */
const BASE_TYPES: Readonly<Record<number, BaseType>> = {
  0: { size: 1, read: readU8, invalid: 0xff },
  1: { size: 1, read: (view, offset) => view.getInt8(offset), invalid: 0x7f },
  2: { size: 1, read: readU8, invalid: 0xff },
  3: { size: 2, read: (view, offset, little) => view.getInt16(offset, little), invalid: 0x7fff },
  4: { size: 2, read: (view, offset, little) => view.getUint16(offset, little), invalid: 0xffff },
  5: { size: 4, read: (view, offset, little) => view.getInt32(offset, little), invalid: 0x7fffffff },
  6: { size: 4, read: (view, offset, little) => view.getUint32(offset, little), invalid: 0xffffffff },
  8: { size: 4, read: (view, offset, little) => view.getFloat32(offset, little), invalid: Number.NaN },
  9: { size: 8, read: (view, offset, little) => view.getFloat64(offset, little), invalid: Number.NaN },
  10: { size: 1, read: readU8, invalid: 0 },
  11: { size: 2, read: (view, offset, little) => view.getUint16(offset, little), invalid: 0 },
  12: { size: 4, read: (view, offset, little) => view.getUint32(offset, little), invalid: 0 },
  13: { size: 1, read: readU8, invalid: 0xff },
  14: { size: 8, read: (view, offset, little) => big(view.getBigInt64(offset, little)), invalid: big(0x7fffffffffffffffn) },
  15: { size: 8, read: (view, offset, little) => big(view.getBigUint64(offset, little)), invalid: big(0xffffffffffffffffn) },
  16: { size: 8, read: (view, offset, little) => big(view.getBigUint64(offset, little)), invalid: 0 },
}
const STRING = 7

export interface FitField {
  readonly number: number
  readonly offset: number
  readonly size: number
  readonly baseType: number
}
export interface FitDeveloperField {
  readonly number: number
  readonly offset: number
  readonly size: number
  readonly developer: number
}
export interface FitDefinition {
  readonly message: number
  readonly little: boolean
  readonly fields: readonly FitField[]
  readonly developerFields: readonly FitDeveloperField[]
  /** The size of a data message in bytes, without its header. */
  readonly size: number
  /** The offset where the definition itself ends. */
  readonly end: number
}

/**
 * Reads a number from a field. Returns NaN for null and for a size that does not fit the base type (those bytes are skipped, and
 * nothing else breaks). Of an array it returns the first element.
 */
export function readNumber(
  view: DataView,
  field: { offset: number; size: number; baseType: number },
  at: number,
  little: boolean,
): number {
  const type = BASE_TYPES[field.baseType & 0x1f]
  if (!type || field.size < type.size || field.size % type.size !== 0) return Number.NaN
  const value = type.read(view, at + field.offset, little)
  return value === type.invalid ? Number.NaN : value
}

/** Returns the text of a field up to its first NUL; null when the field is not a string. */
function readText(bytes: Uint8Array, field: { offset: number; size: number; baseType: number }, at: number): string | null {
  if ((field.baseType & 0x1f) !== STRING) return null
  const text = bytes.subarray(at + field.offset, at + field.offset + field.size)
  const end = text.indexOf(0)
  return new TextDecoder().decode(end < 0 ? text : text.subarray(0, end))
}

/** Parses the definition message whose header is at `offset`; null when it does not fit before `end`. */
export function readDefinition(view: DataView, offset: number, end: number): FitDefinition | null {
  const withDeveloperFields = (view.getUint8(offset) & 0x20) !== 0
  if (offset + 6 > end) return null
  const architecture = view.getUint8(offset + 2)
  if (architecture > 1) return null
  const little = architecture === 0
  const count = view.getUint8(offset + 5)
  let position = offset + 6
  if (position + count * 3 > end) return null
  let size = 0
  const fields: FitField[] = []
  for (let i = 0; i < count; i++, position += 3) {
    const field = {
      number: view.getUint8(position),
      offset: size,
      size: view.getUint8(position + 1),
      baseType: view.getUint8(position + 2),
    }
    fields.push(field)
    size += field.size
  }
  const developerFields: FitDeveloperField[] = []
  if (withDeveloperFields) {
    const developerCount = position < end ? view.getUint8(position++) : 0
    if (position + developerCount * 3 > end) return null
    for (let i = 0; i < developerCount; i++, position += 3) {
      const field = {
        number: view.getUint8(position),
        offset: size,
        size: view.getUint8(position + 1),
        developer: view.getUint8(position + 2),
      }
      developerFields.push(field)
      size += field.size
    }
  }
  return { message: view.getUint16(offset + 3, little), little, fields, developerFields, size, end: position }
}

/** A message that we keep, by field number. Null fields are absent. */
export type FitMessage = ReadonlyMap<number, number | string>

/**
 * Except for ALSO_READ, no field that we read has a higher number. Keeping the other two hundred fields of a hostile file would
 * cost memory.
 */
const MOST_NUMBER = 31
/** The pool length of a session, its unit, and the timestamp of every message. */
const ALSO_READ: ReadonlySet<number> = new Set([44, 46, 253])

export function readMessage(view: DataView, bytes: Uint8Array, definition: FitDefinition, at: number): FitMessage {
  const message = new Map<number, number | string>()
  for (const field of definition.fields) {
    if (field.number > MOST_NUMBER && !ALSO_READ.has(field.number)) continue
    const text = readText(bytes, field, at)
    const value = text ?? readNumber(view, field, at, definition.little)
    if (text !== '' && !Number.isNaN(value)) message.set(field.number, value)
  }
  return message
}

export const numberOf = (message: FitMessage | undefined, field: number): number | undefined => {
  const value = message?.get(field)
  return typeof value === 'number' ? value : undefined
}
export const textOf = (message: FitMessage | undefined, field: number): string | undefined => {
  const value = message?.get(field)
  return typeof value === 'string' ? value : undefined
}

/** Returns a number in its unit; null when the message does not have it. */
export const scaled = (message: FitMessage, field: number, scale: number): number | null => {
  const value = numberOf(message, field)
  return value === undefined ? null : value / scale
}
