import { describe, expect, it } from 'vitest'
import { closeFrame, frameOf, PING, readFrames, TEXT, textFrame, type Unfinished, type Violation } from './frames.ts'

const MOST = 200_000

/** Masks a frame, as clients send it. `first` is its first byte: FIN, the reserved bits and the opcode. */
const masked = (first: number, payload: Buffer, mask = Buffer.from([0x12, 0x34, 0x56, 0x78])): Buffer => {
  const { length } = payload
  const size = length < 126 ? 0 : length < 0x10000 ? 2 : 8
  const head = Buffer.alloc(2 + size)
  head[0] = first
  head[1] = 0x80 | (size === 0 ? length : size === 2 ? 126 : 127)
  if (size === 2) head.writeUInt16BE(length, 2)
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))])
}
const text = (words: string, first = 0x81) => masked(first, Buffer.from(words))
const closing = (code: number, reason: string | Buffer = '') => {
  const payload = Buffer.concat([Buffer.alloc(2), Buffer.from(reason)])
  payload.writeUInt16BE(code)
  return masked(0x88, payload)
}

/** Reads bytes in pieces of this size, and returns what the reader told, up to the first violation. */
const read = (bytes: Buffer, pieceBytes = bytes.length) => {
  const told: string[] = []
  const key: { unfinished: Unfinished | null } = { unfinished: null }
  const events = {
    message: (_key: unknown, words: string) => void told.push(`message ${words}`),
    ping: (_key: unknown, payload: Buffer) => void told.push(`ping ${String(payload)}`),
    pong: (_key: unknown, payload: Buffer) => void told.push(`pong ${String(payload)}`),
    close: (_key: unknown, code: number, reason: string) => void told.push(`close ${code} ${reason}`),
  }
  let violation: Violation | null = null
  for (let at = 0; at < bytes.length && violation === null; at += pieceBytes) {
    violation = readFrames(key, Buffer.from(bytes.subarray(at, at + pieceBytes)), MOST, events)
  }
  return { told, code: violation?.code ?? null, left: key.unfinished }
}

describe('readFrames', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, MOST])('reads a text of %i bytes, whole and in pieces', (length) => {
    const bytes = Buffer.concat([text('x'.repeat(length)), text('after')])
    for (const piece of [1, 2, 7, 1_000, bytes.length]) {
      const { told, code, left } = read(bytes, piece)
      expect([told.map((line) => line.length), code, left]).toEqual([[8 + length, 13], null, null])
    }
  })

  it('reads fragments with control frames in between, whole and byte by byte', () => {
    const bytes = Buffer.concat([
      text('Hel', 0x01),
      masked(0x89, Buffer.from('are you there?')),
      text('', 0x00),
      masked(0x8a, Buffer.from('unasked')),
      text('lo', 0x80),
      text('next'),
    ])
    const told = ['ping are you there?', 'pong unasked', 'message Hello', 'message next']
    expect(read(bytes)).toEqual({ told, code: null, left: null })
    expect(read(bytes, 1)).toEqual({ told, code: null, left: null })
  })

  it('reads a character that two fragments share', () => {
    const bytes = Buffer.from('Zürich – 🚴')
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const fragments = Buffer.concat([masked(0x01, bytes.subarray(0, cut)), masked(0x80, bytes.subarray(cut))])
      expect(read(fragments).told).toEqual(['message Zürich – 🚴'])
    }
  })

  it.each([
    ['a reserved bit', masked(0xc1, Buffer.from('x')), 1002],
    ['a frame that is not masked', textFrame('x'), 1002],
    ['opcode 3', masked(0x83, Buffer.from('x')), 1002],
    ['opcode 11', masked(0x8b, Buffer.from('x')), 1002],
    ['a ping of 126 bytes', masked(0x89, Buffer.alloc(126)), 1002],
    ['a ping in fragments', masked(0x09, Buffer.from('x')), 1002],
    ['a close in fragments', masked(0x08, Buffer.alloc(0)), 1002],
    ['a continuation of nothing', text('x', 0x80), 1002],
    ['a message within a message', Buffer.concat([text('a', 0x01), text('b', 0x81)]), 1002],
    ['binary data', masked(0x82, Buffer.from('{}')), 1003],
    ['half a close code', masked(0x88, Buffer.from([3])), 1002],
    ['a text that is no UTF-8', masked(0x81, Buffer.from([0x48, 0xc3, 0x28])), 1007],
    ['half a character', masked(0x81, Buffer.from([0xf0, 0x9f, 0x9a])), 1007],
    ['a surrogate', masked(0x81, Buffer.from([0xed, 0xa0, 0x80])), 1007],
    ['an overlong character', masked(0x81, Buffer.from([0xc0, 0xaf])), 1007],
    ['no UTF-8 over fragments', Buffer.concat([masked(0x01, Buffer.from([0xce])), masked(0x80, Buffer.from([0x48]))]), 1007],
    ['a reason that is no UTF-8', closing(1000, Buffer.from([0xff])), 1007],
    ['a message that is too big', masked(0x81, Buffer.alloc(MOST + 1)), 1009],
    [
      'fragments that are too big together',
      Buffer.concat([masked(0x01, Buffer.alloc(MOST)), masked(0x80, Buffer.alloc(1))]),
      1009,
    ],
    ['the claim of 2^63 bytes', Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0]), 1009],
  ])('refuses %s, whole and byte by byte, and reads nothing behind it', (_what, bytes, code) => {
    const all = Buffer.concat([bytes, text('behind')])
    for (const piece of [all.length, 1]) {
      const { told, code: closedWith, left } = read(all, piece)
      expect([told, closedWith, left]).toEqual([[], code, null])
    }
  })

  it('refuses a continuation after the last fragment', () => {
    const { told, code } = read(Buffer.concat([text('a', 0x01), text('b', 0x80), text('c', 0x80)]))
    expect([told, code]).toEqual([['message ab'], 1002])
  })

  it('refuses a message that is too big by its head, before it has arrived', () => {
    const head = masked(0x81, Buffer.alloc(MOST + 1)).subarray(0, 10)
    expect(read(head).code).toBe(1009)
  })

  it.each([1000, 1001, 1002, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])('takes the close code %i', (code) => {
    expect(read(Buffer.concat([closing(code, 'bye'), text('behind')]))).toEqual({
      told: [`close ${code} bye`],
      code: null,
      left: null,
    })
  })

  it.each([0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])('refuses the close code %i', (code) => {
    expect(read(closing(code)).code).toBe(1002)
  })

  it('takes a close without a code', () => {
    expect(read(masked(0x88, Buffer.alloc(0))).told).toEqual(['close 1005 '])
  })

  it('holds no more memory for a frame that never comes than for what has come of it', () => {
    const started = masked(0x81, Buffer.alloc(MOST)).subarray(0, 100)
    const { left } = read(started, 1)
    expect(left?.frame?.length).toBe(100)
    expect(left?.frame?.bytes().buffer.byteLength).toBeLessThan(10_000)
  })

  it('holds empty fragments in no memory at all', () => {
    const { left } = read(Buffer.concat([text('a', 0x01), ...Array.from({ length: 10_000 }, () => text('', 0x00))]), 600)
    expect(left?.message?.length).toBe(1)
  })
})

describe('frames', () => {
  it('have the shortest head for their length, and no mask', () => {
    expect(textFrame('hé')).toEqual(Buffer.from([0x81, 3, 0x68, 0xc3, 0xa9]))
    expect([...textFrame('x'.repeat(126)).subarray(0, 4)]).toEqual([0x81, 126, 0, 126])
    expect([...textFrame('x'.repeat(65_536)).subarray(0, 10)]).toEqual([0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0])
    expect(frameOf(PING, Buffer.from('id'))).toEqual(Buffer.from([0x89, 2, 0x69, 0x64]))
    expect(frameOf(TEXT, Buffer.alloc(0))).toEqual(Buffer.from([0x81, 0]))
  })

  it('of a close cut the reason before a character that does not fit', () => {
    expect(closeFrame(4403, 'Forbidden').subarray(2)).toEqual(
      Buffer.concat([Buffer.from([0x11, 0x33]), Buffer.from('Forbidden')]),
    )
    const cut = closeFrame(1000, `${'x'.repeat(122)}ü`)
    expect(cut.length).toBe(2 + 2 + 122)
    expect(closeFrame(1005, 'never sent')).toEqual(Buffer.from([0x88, 0]))
  })
})
