import { isUtf8 } from 'node:buffer'

/** How the bytes of a JSON text may be read: as they are, by JSON.parse alone, or not at all. */
export type BytesKind = 'PLAIN' | 'CONTROLS' | 'NO_UTF8'

const SCRATCH_BYTES = 262_144
const scratch = new Int32Array(SCRATCH_BYTES / 4)
const scratchBytes = Buffer.from(scratch.buffer)

/** The high bit of each of four bytes. */
const HIGH = 0x8080_8080 | 0
/** A space in each of four bytes: what is below it is a control. */
const SPACES = 0x2020_2020

/**
 * Looks at a text that has a byte in each character, four bytes at a time. A control character is only allowed between the values of
 * JSON, so a text with none has none in its strings, and need not be read to know that they may be passed on.
 */
export const bytesKind = (text: string): BytesKind => {
  const { length } = text
  const isSmall = length <= SCRATCH_BYTES
  const bytes = isSmall ? scratchBytes : Buffer.allocUnsafeSlow(Math.ceil(length / 4) * 4)
  const words = isSmall ? scratch : new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  bytes.write(text, 'latin1')
  const count = Math.ceil(length / 4)
  // What is left of a former text after the last byte is made a space.
  for (let index = length; index < count * 4; index++) bytes[index] = 32
  let high = 0
  let controls = 0
  for (let index = 0; index < count; index++) {
    const word = words[index] as number
    high |= word
    // A byte below a space borrows from its high bit, which it does not have itself. A borrow that a neighbour causes only adds to a byte that is a control itself.
    controls |= ((word - SPACES) | 0) & ~word
  }
  if ((high & HIGH) !== 0 && !isUtf8(bytes.subarray(0, length))) return 'NO_UTF8'
  return (controls & HIGH) === 0 ? 'PLAIN' : 'CONTROLS'
}
