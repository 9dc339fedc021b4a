import { isUtf8 } from 'node:buffer'

// The frames of RFC 6455, as a server reads and writes them. No extension is spoken, so no reserved bit may be set.

const CONTINUATION = 0x0
export const TEXT = 0x1
const BINARY = 0x2
const CLOSE = 0x8
export const PING = 0x9
export const PONG = 0xa

const FIN = 0x80
const MASKED = 0x80
const RESERVED = 0x70
/** A control frame holds no more (RFC 6455, 5.5). */
export const MOST_OF_CONTROL = 125

/** Close codes (RFC 6455, 7.4). */
const PROTOCOL_ERROR = 1002
const UNSUPPORTED = 1003
/** The client has sent a close frame without a code. It is never sent. */
const NO_STATUS = 1005
/** The connection ended without a close frame. It is never sent. */
const ABNORMAL = 1006
const INVALID_TEXT = 1007
const TOO_BIG = 1009

/** What the client has done wrong, and the code to close with. */
export interface Violation {
  readonly code: number
  readonly reason: string
}

/** Who is told what has arrived. `key` is what the reader was given with the bytes. */
export interface FrameEvents<Key> {
  message(key: Key, text: string): void
  ping(key: Key, payload: Buffer): void
  pong(key: Key, payload: Buffer): void
  /** `code` is NO_STATUS when the client has sent none. Nothing after it is read. */
  close(key: Key, code: number, reason: string): void
}

/** Bytes that grow by copying. It is at most twice as large as what it holds, however small the pieces are in which that arrives. */
class Pile {
  #bytes: Buffer
  #length: number

  constructor(first: Buffer) {
    this.#bytes = Buffer.from(first)
    this.#length = first.length
  }

  add(more: Buffer): void {
    const length = this.#length + more.length
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(length * 2)
      this.#bytes.copy(larger, 0, 0, this.#length)
      this.#bytes = larger
    }
    more.copy(this.#bytes, this.#length)
    this.#length = length
  }

  get length(): number {
    return this.#length
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }
}

/** What of a message or a frame has arrived so far. Most connections have none, so that their reader takes no memory. */
export interface Unfinished {
  /** The bytes of a frame that has not arrived whole. */
  frame: Pile | null
  /** The payload of the message whose last fragment has not arrived. */
  message: Pile | null
}

const unmask = (payload: Buffer, mask: Buffer): void => {
  for (let index = 0; index < payload.length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0)
}

/** Whether a client may send this code (RFC 6455, 7.4, and the codes that IANA has registered since). */
const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== NO_STATUS && code !== ABNORMAL) || (code >= 3000 && code <= 4999)

interface Header {
  readonly opcode: number
  readonly isLast: boolean
  readonly maskAt: number
  readonly length: number
}

/** Reads the head of the frame that begins at `at`. Returns null when it has not arrived whole. */
const headerAt = (bytes: Buffer, at: number, mostBytes: number, isWithin: boolean): Header | Violation | null => {
  if (bytes.length < at + 2) return null
  const first = bytes.readUInt8(at)
  const second = bytes.readUInt8(at + 1)
  const opcode = first & 0x0f
  const isLast = (first & FIN) !== 0
  const short = second & 0x7f
  if ((first & RESERVED) !== 0) return { code: PROTOCOL_ERROR, reason: 'A reserved bit is set' }
  if ((second & MASKED) === 0) return { code: PROTOCOL_ERROR, reason: 'The frame is not masked' }
  if (opcode >= CLOSE) {
    if (opcode > PONG) return { code: PROTOCOL_ERROR, reason: `There is no opcode ${opcode}` }
    if (!isLast) return { code: PROTOCOL_ERROR, reason: 'A control frame is fragmented' }
    if (short > MOST_OF_CONTROL) return { code: PROTOCOL_ERROR, reason: 'A control frame is too long' }
  } else {
    if (opcode > BINARY) return { code: PROTOCOL_ERROR, reason: `There is no opcode ${opcode}` }
    if (opcode === CONTINUATION && !isWithin) return { code: PROTOCOL_ERROR, reason: 'There is no message to continue' }
    if (opcode !== CONTINUATION && isWithin) return { code: PROTOCOL_ERROR, reason: 'The message before is not complete' }
    if (opcode === BINARY) return { code: UNSUPPORTED, reason: 'Messages are text' }
  }
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < at + 2 + sizeBytes) return null
  const length = sizeBytes === 0 ? short : sizeBytes === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
  if (length > mostBytes) return { code: TOO_BIG, reason: 'The message is too big' }
  return { opcode, isLast, maskAt: at + 2 + sizeBytes, length }
}

/** Reads the payload of a close frame, and tells of it. */
const readClose = <Key>(key: Key, payload: Buffer, events: FrameEvents<Key>): Violation | null => {
  if (payload.length === 0) {
    events.close(key, NO_STATUS, '')
    return null
  }
  if (payload.length === 1) return { code: PROTOCOL_ERROR, reason: 'Half a close code' }
  const code = payload.readUInt16BE(0)
  const reason = payload.subarray(2)
  if (!isCloseCode(code)) return { code: PROTOCOL_ERROR, reason: `Nobody may close with ${code}` }
  if (!isUtf8(reason)) return { code: INVALID_TEXT, reason: 'The reason is not UTF-8' }
  events.close(key, code, reason.toString())
  return null
}

const isViolation = (header: Header | Violation): header is Violation => 'code' in header

/**
 * Reads what has arrived on a connection and tells of each message and control frame that is whole. The rest waits in `unfinished`. A message is
 * at most `mostBytes` long, in all its fragments. Returns the first violation, after which the connection has to be closed. The chunk is changed.
 */
export const readFrames = <Key>(
  key: Key & { unfinished: Unfinished | null },
  chunk: Buffer,
  mostBytes: number,
  events: FrameEvents<Key>,
): Violation | null => {
  let bytes = chunk
  const waiting = key.unfinished?.frame ?? null
  if (waiting !== null) {
    waiting.add(chunk)
    bytes = waiting.bytes()
  }
  let message = key.unfinished?.message ?? null
  let at = 0
  let violation: Violation | null = null
  let isClosed = false
  while (violation === null && !isClosed) {
    const header = headerAt(bytes, at, mostBytes, message !== null)
    if (header === null) break
    if (isViolation(header)) {
      violation = header
      break
    }
    const from = header.maskAt + 4
    const to = from + header.length
    if (header.opcode < CLOSE && (message?.length ?? 0) + header.length > mostBytes)
      violation = { code: TOO_BIG, reason: 'The message is too big' }
    if (violation !== null || bytes.length < to) break
    const payload = bytes.subarray(from, to)
    unmask(payload, bytes.subarray(header.maskAt, from))
    at = to
    if (header.opcode === CLOSE) {
      isClosed = true
      violation = readClose(key, payload, events)
    } else if (header.opcode === PING) events.ping(key, payload)
    else if (header.opcode === PONG) events.pong(key, payload)
    else {
      if (message === null && !header.isLast) message = new Pile(payload)
      else message?.add(payload)
      if (!header.isLast) continue
      const whole = message === null ? payload : message.bytes()
      message = null
      if (isUtf8(whole)) events.message(key, whole.toString())
      else violation = { code: INVALID_TEXT, reason: 'The message is not UTF-8' }
    }
  }
  const isOver = violation !== null || isClosed
  const rest = isOver || at === bytes.length ? null : at === 0 && waiting !== null ? waiting : new Pile(bytes.subarray(at))
  key.unfinished = rest === null && (isOver || message === null) ? null : { frame: rest, message }
  return violation
}

/** Makes a whole frame for a payload of this length, not masked, as servers send them. Returns it with the place of the payload in it. */
const emptyFrame = (opcode: number, length: number): { readonly frame: Buffer; readonly from: number } => {
  const from = length < 126 ? 2 : length < 0x10000 ? 4 : 10
  const frame = Buffer.allocUnsafe(from + length)
  frame[0] = FIN | opcode
  if (from === 2) frame[1] = length
  else if (from === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  return { frame, from }
}

export const frameOf = (opcode: number, payload: Buffer): Buffer => {
  const { frame, from } = emptyFrame(opcode, payload.length)
  payload.copy(frame, from)
  return frame
}

export const textFrame = (text: string): Buffer => {
  const { frame, from } = emptyFrame(TEXT, Buffer.byteLength(text))
  frame.write(text, from)
  return frame
}

/** The reason is cut after the characters that fit. NO_STATUS makes a frame without a code. */
export const closeFrame = (code: number, reason: string): Buffer => {
  if (code === NO_STATUS) return frameOf(CLOSE, Buffer.alloc(0))
  const words = Buffer.from(reason)
  let length = Math.min(words.length, MOST_OF_CONTROL - 2)
  // A character is cut before its first byte, never within.
  while (length > 0 && length < words.length && ((words[length] ?? 0) & 0xc0) === 0x80) length -= 1
  const payload = Buffer.alloc(2 + length)
  payload.writeUInt16BE(code)
  words.copy(payload, 2, 0, length)
  return frameOf(CLOSE, payload)
}
