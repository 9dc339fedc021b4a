import { fitCrc } from '../fit/fit-crc.ts'

/** The base types of the FIT protocol (D00001275, rev. 2.4) that we write. */
const BASE_TYPES = {
  enum: { code: 0x00, size: 1, invalid: 0xff },
  sint8: { code: 0x01, size: 1, invalid: 0x7f },
  uint8: { code: 0x02, size: 1, invalid: 0xff },
  uint16: { code: 0x84, size: 2, invalid: 0xffff },
  sint32: { code: 0x85, size: 4, invalid: 0x7fffffff },
  uint32: { code: 0x86, size: 4, invalid: 0xffffffff },
} as const
type BaseType = keyof typeof BASE_TYPES

/** A field of a message: its number in the profile, and its scaling: written = (value + offset) * scale. */
export interface FitFieldSpec {
  readonly number: number
  readonly type: BaseType
  readonly scale?: number
  readonly offset?: number
}
/** The value of a field. Null, NaN and values out of range are written as FIT's own null. */
type FitValue = number | null | undefined

const RANGES: Readonly<Record<BaseType, readonly [number, number]>> = {
  enum: [0, 0xfe],
  sint8: [-0x7f, 0x7e],
  uint8: [0, 0xfe],
  uint16: [0, 0xfffe],
  sint32: [-0x7fffffff, 0x7ffffffe],
  uint32: [0, 0xfffffffe],
}

/** A field to write. All plans have the same shape, because a long recording writes millions of fields. */
interface Plan {
  readonly size: number
  readonly scale: number
  readonly offset: number
  readonly least: number
  readonly most: number
  readonly invalid: number
}
const planOf = ({ type, scale = 1, offset = 0 }: FitFieldSpec): Plan => {
  const { size, invalid } = BASE_TYPES[type]
  const [least, most] = RANGES[type]
  return { size, scale, offset, least, most, invalid }
}

const HEADER_BYTES = 14
const PROTOCOL_2_0 = 0x20
const PROFILE_VERSION = 2100

/**
 * Writes a FIT file: one definition for each kind of message, then its messages; header and checksums at the end. The length of a
 * text is part of its definition, so a definition with a text serves one message only.
 */
export class FitEncoder {
  private bytes = new Uint8Array(4096)
  private view = new DataView(this.bytes.buffer)
  private length = HEADER_BYTES
  private readonly plans = new Map<number, readonly Plan[]>()

  /** Defines the messages with a local number (0 to 15) from here on. `text` is a string field after the others. */
  define(local: number, message: number, fields: readonly FitFieldSpec[], text?: { number: number; value: string }): void {
    this.reserve(6 + (fields.length + 1) * 3)
    this.plans.set(local, fields.map(planOf))
    const { view } = this
    view.setUint8(this.length, 0x40 | local)
    view.setUint8(this.length + 1, 0)
    view.setUint8(this.length + 2, 0)
    view.setUint16(this.length + 3, message, true)
    view.setUint8(this.length + 5, fields.length + (text ? 1 : 0))
    this.length += 6
    for (const { number, type } of fields) this.defineField(number, BASE_TYPES[type].size, BASE_TYPES[type].code)
    if (text) this.defineField(text.number, encoded(text.value).length, 0x07)
  }

  /** Writes one message with its definition. */
  message(local: number, values: readonly FitValue[], text?: { value: string }): void {
    const characters = text && encoded(text.value)
    const plans = this.plans.get(local) ?? []
    this.reserve(1 + plans.length * 4 + (characters?.length ?? 0))
    this.view.setUint8(this.length++, local)
    for (let i = 0; i < plans.length; i++) this.put(plans[i] as Plan, values[i])
    if (!characters) return
    this.bytes.set(characters, this.length)
    this.length += characters.length
  }

  /** Returns the whole file. */
  close(): Uint8Array {
    this.reserve(2)
    const { view, bytes } = this
    view.setUint8(0, HEADER_BYTES)
    view.setUint8(1, PROTOCOL_2_0)
    view.setUint16(2, PROFILE_VERSION, true)
    view.setUint32(4, this.length - HEADER_BYTES, true)
    bytes.set([0x2e, 0x46, 0x49, 0x54], 8)
    view.setUint16(12, fitCrc(bytes, 0, 12), true)
    view.setUint16(this.length, fitCrc(bytes, 0, this.length), true)
    return bytes.slice(0, this.length + 2)
  }

  private defineField(number: number, size: number, code: number): void {
    this.bytes.set([number, size, code], this.length)
    this.length += 3
  }

  private put({ size, scale, offset, least, most, invalid }: Plan, value: FitValue): void {
    const scaled = value === null || value === undefined ? Number.NaN : Math.round((value + offset) * scale)
    const written = scaled >= least && scaled <= most ? scaled : invalid
    if (size === 1) this.view.setUint8(this.length, written & 0xff)
    else if (size === 2) this.view.setUint16(this.length, written, true)
    else this.view.setUint32(this.length, written >>> 0, true)
    this.length += size
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more))
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** Encodes UTF-8 with its NUL, in at most the 255 bytes of a field, cut between characters. */
function encoded(text: string): Uint8Array {
  const target = new Uint8Array(255)
  const { written } = new TextEncoder().encodeInto(text.replaceAll('\0', ''), target.subarray(0, 254))
  return target.slice(0, written + 1)
}
