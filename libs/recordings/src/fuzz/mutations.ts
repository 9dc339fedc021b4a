import { fitCrc } from '../fit/fit-crc.ts'
import { isFit, type Part, type Piece, piecesOf } from './pieces.ts'

/** One way to damage a file. Positions are fractions of the file's length (0 to 1), so that a mutation fits every file. */
export type Mutation =
  | { readonly kind: 'flip'; readonly place: number; readonly bit: number }
  | { readonly kind: 'write'; readonly place: number; readonly bytes: readonly number[] }
  | { readonly kind: 'word'; readonly place: number; readonly word: string }
  | { readonly kind: 'truncate'; readonly place: number }
  | { readonly kind: 'delete'; readonly place: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly place: number; readonly length: number; readonly times: number }
  | { readonly kind: 'swap'; readonly place: number; readonly other: number; readonly length: number }
  | { readonly kind: 'reverse'; readonly place: number; readonly length: number }
  | { readonly kind: 'splice'; readonly place: number; readonly from: number }
  /** Another value in a message or a sample: bytes in FIT, a word in XML. */
  | {
      readonly kind: 'value'
      readonly place: number
      readonly which: number
      readonly bytes: readonly number[]
      readonly word: string
    }
  /** Nearly the same value: one flipped bit in FIT, one changed digit in XML. */
  | { readonly kind: 'nudge'; readonly place: number; readonly which: number; readonly bit: number }
  /** Whole messages or samples that are deleted, repeated or moved. */
  | {
      readonly kind: 'pieces'
      readonly place: number
      readonly count: number
      readonly how: 'LEAVE' | 'AGAIN' | 'MOVE'
      readonly other: number
    }

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

const [LESS, MORE] = [0x3c, 0x3e]

/** Replaces the next text between two tags with a word, or the bytes at the offset when there are no tags nearby. */
function withWord(bytes: Uint8Array, offset: number, word: string): Uint8Array {
  const text = new TextEncoder().encode(word)
  const open = bytes.indexOf(MORE, offset)
  const close = open < 0 ? -1 : bytes.indexOf(LESS, open)
  if (close < 0 || close - open > 200) return joined(bytes.subarray(0, offset), text, bytes.subarray(offset + text.length))
  return joined(bytes.subarray(0, open + 1), text, bytes.subarray(close))
}

/** Replaces one value of a file. Returns the same bytes when there is none. */
function withValue(bytes: Uint8Array, place: number, which: number, other: (value: Uint8Array) => Uint8Array): Uint8Array {
  const pieces = piecesOf(bytes)
  const values = pieces[Math.floor(place * pieces.length)]?.values ?? []
  const value = values[Math.floor(which * values.length)]
  if (!value || value.start === value.end) return bytes
  return joined(bytes.subarray(0, value.start), other(bytes.slice(value.start, value.end)), bytes.subarray(value.end))
}

const DIGIT_0 = 0x30

function nudged(value: Uint8Array, bit: number, isText: boolean): Uint8Array {
  const digits = [...value.keys()].filter(
    (i) => !isText || ((value[i] as number) >= DIGIT_0 && (value[i] as number) < DIGIT_0 + 10),
  )
  const i = digits[(bit >> 3) % digits.length]
  if (i !== undefined) value[i] = isText ? DIGIT_0 + (bit % 10) : (value[i] as number) ^ (1 << (bit & 7))
  return value
}

/**
 * Returns the adjacent pieces from `first` on, up to `count`. What lies between two messages defines the later one, so the block
 * ends there.
 */
function blockOf(bytes: Uint8Array, pieces: readonly Piece[], first: number, count: number): Part | null {
  const start = pieces[first]?.start
  let end = pieces[first]?.end
  if (start === undefined || end === undefined) return null
  for (const next of pieces.slice(first + 1, first + count)) {
    if (isFit(bytes) && next.start !== end) break
    end = next.end
  }
  return { start, end }
}

function withPieces(bytes: Uint8Array, { place, count, how, other }: Mutation & { kind: 'pieces' }): Uint8Array {
  const pieces = piecesOf(bytes)
  const block = blockOf(bytes, pieces, Math.floor(place * pieces.length), count)
  const to = pieces[Math.floor(other * pieces.length)]?.start
  if (!block || to === undefined) return bytes
  const { start, end } = block
  const [before, moved, after] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)]
  if (how === 'LEAVE') return joined(before, after)
  if (how === 'AGAIN') return joined(before, moved, moved, after)
  if (to <= start) return joined(bytes.subarray(0, to), moved, bytes.subarray(to, start), after)
  return to < end ? bytes : joined(before, bytes.subarray(end, to), moved, bytes.subarray(to))
}

/** Corrects the size in the header of a FIT file and its checksum, in place, so that the damage is not detected by them. */
export function mend(bytes: Uint8Array): void {
  const header = bytes[0] ?? 0
  if (!isFit(bytes) || header < 12 || bytes.length < header + 2) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 2
  view.setUint32(4, end - header, true)
  view.setUint16(end, fitCrc(bytes, 0, end), true)
}

/** Returns a damaged copy of `bytes`. `other` is the file that is spliced in. */
export function mutated(bytes: Uint8Array, mutation: Mutation, other: Uint8Array): Uint8Array {
  const { length } = bytes
  if (length === 0) return bytes
  const placed = (share: number): number => Math.min(length - 1, Math.floor(share * length))
  const offset = placed(mutation.place)
  const before = bytes.subarray(0, offset)
  switch (mutation.kind) {
    case 'flip': {
      const copy = bytes.slice()
      copy[offset] = (copy[offset] as number) ^ (1 << mutation.bit)
      return copy
    }
    case 'write':
      return joined(before, Uint8Array.from(mutation.bytes), bytes.subarray(offset + mutation.bytes.length))
    case 'word':
      return withWord(bytes, offset, mutation.word)
    case 'truncate':
      return before.slice()
    case 'delete':
      return joined(before, bytes.subarray(offset + mutation.length))
    case 'repeat': {
      const block = bytes.subarray(offset, offset + mutation.length)
      return joined(before, ...Array.from({ length: mutation.times }, () => block), bytes.subarray(offset))
    }
    case 'swap': {
      const copy = bytes.slice()
      const elsewhere = placed(mutation.other)
      copy.set(bytes.subarray(elsewhere, Math.min(elsewhere + mutation.length, elsewhere + length - offset)), offset)
      copy.set(bytes.subarray(offset, Math.min(offset + mutation.length, offset + length - elsewhere)), elsewhere)
      return copy
    }
    case 'reverse':
      return joined(before, bytes.slice(offset, offset + mutation.length).reverse(), bytes.subarray(offset + mutation.length))
    case 'value': {
      const { place, which, bytes: fill, word } = mutation
      return withValue(bytes, place, which, (value) =>
        isFit(bytes) ? value.map((_, i) => fill[i % fill.length] as number) : new TextEncoder().encode(word),
      )
    }
    case 'nudge':
      return withValue(bytes, mutation.place, mutation.which, (value) => nudged(value, mutation.bit, !isFit(bytes)))
    case 'pieces':
      return withPieces(bytes, mutation)
    case 'splice':
      return joined(before, other.subarray(Math.floor(mutation.from * other.length)))
  }
}
