/** One way to spoil a file. Places are shares of the file's length (0 to 1), so that a mutation fits every file. */
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

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

const [LESS, MORE] = [0x3c, 0x3e]

/** Writes a word over the next text between two tags, or over the bytes themselves where there are no tags near. */
function withWord(bytes: Uint8Array, offset: number, word: string): Uint8Array {
  const text = new TextEncoder().encode(word)
  const open = bytes.indexOf(MORE, offset)
  const close = open < 0 ? -1 : bytes.indexOf(LESS, open)
  if (close < 0 || close - open > 200) return joined(bytes.subarray(0, offset), text, bytes.subarray(offset + text.length))
  return joined(bytes.subarray(0, open + 1), text, bytes.subarray(close))
}

/** Spoils a copy of `bytes`; `other` is what is spliced in. */
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
    case 'splice':
      return joined(before, other.subarray(Math.floor(mutation.from * other.length)))
  }
}
