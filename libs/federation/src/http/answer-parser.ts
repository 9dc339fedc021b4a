import { CallError } from './call-error.ts'

/**
 * Reads HTTP/1.1 answers (RFC 9112), one after the other, from text that holds a byte in each character (latin1).
 * Only what a client of a JSON API meets is read: a length, chunks, or everything until the connection ends.
 */
export interface ParsedAnswer {
  readonly status: number
  /** In lower case; empty where the body is sent as it is. */
  readonly contentEncoding: string
  /** The bytes of the body, one in each character. */
  readonly body: string
  /** Whether the connection may carry another request. */
  readonly isKept: boolean
  /** How long the server keeps an idle connection, where it says so (`Keep-Alive: timeout=5`). */
  readonly keptSeconds: number | null
}

const badAnswer = (message: string): CallError => new CallError('BAD_ANSWER', message, true)
const tooLarge = (message: string): CallError => new CallError('TOO_LARGE', message, true)

const MOST_HEAD_BYTES = 65_536
const MOST_PIECES_BYTES = 1_024
const HEAD_END = '\r\n\r\n'
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |\r|$)/

/** A header as it begins in a head that is in lower case. */
type HeaderStart = `\r\n${string}:`

const headerOf = (head: string, start: HeaderStart): string | null => {
  const at = head.indexOf(start)
  if (at < 0) return null
  const end = head.indexOf('\r\n', at + start.length)
  return head.slice(at + start.length, end < 0 ? undefined : end).trim()
}

type Framing = { readonly kind: 'length'; readonly bytes: number } | { readonly kind: 'chunks' } | { readonly kind: 'end' }

const lengthOf = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw badAnswer('its content-length is no number')
  return Number(text)
}

const NO_BODY: Framing = { kind: 'length', bytes: 0 }
/** In place of a chunk's bytes: the chunk of no bytes was read, and the trailer follows. */
const LAST_CHUNK = Number.MAX_SAFE_INTEGER

export class AnswerParser {
  readonly #mostBytes: number
  #rest = ''
  #head: Omit<ParsedAnswer, 'body'> | null = null
  #framing: Framing = NO_BODY
  #body = ''
  /** What follows the body so far: a body may come in a million pieces, each of which would take more memory than its bytes. */
  #pieces = ''
  /** Bytes of the present chunk that did not come yet; -1 where the next line says how many there are. */
  #chunkLeft = -1

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** Whether a byte of the next answer was read. */
  get hasBegun(): boolean {
    return this.#head !== null || this.#rest !== ''
  }

  /**
   * Takes what came next; returns the answer once it is whole, else null.
   * Throws a CallError (BAD_ANSWER, TOO_LARGE).
   */
  read(text: string): ParsedAnswer | null {
    this.#rest = this.#rest === '' ? text : this.#rest + text
    while (this.#head === null) if (!this.#readHead()) return null
    return this.#readBody()
  }

  /** The connection has ended: returns the answer where its end was the end of the body, else null. */
  end(): ParsedAnswer | null {
    if (this.#head === null || this.#framing.kind !== 'end') return null
    this.#join()
    return { ...this.#head, body: this.#body, isKept: false }
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf(HEAD_END)
    if (end < 0) {
      if (this.#rest.length > MOST_HEAD_BYTES) throw badAnswer('its head has no end')
      return false
    }
    const head = this.#rest.slice(0, end)
    this.#rest = this.#rest.slice(end + HEAD_END.length)
    const line = STATUS_LINE.exec(head)
    if (line === null) throw badAnswer('it is not HTTP/1.1')
    const status = Number(line[2])
    if (status === 101) throw badAnswer('it changes the protocol')
    // 100 Continue, 103 Early Hints: the answer follows.
    if (status < 200) return true
    this.#take(head, status, line[1] === '1')
    return true
  }

  #take(head: string, status: number, isNewer: boolean): void {
    const lower = head.toLowerCase()
    const connection = headerOf(lower, '\r\nconnection:')
    const framing = this.#framingOf(lower, status)
    const isKept = framing.kind !== 'end' && (isNewer ? connection !== 'close' : connection === 'keep-alive')
    const keepAlive = headerOf(lower, '\r\nkeep-alive:')
    const timeout = keepAlive === null ? null : /timeout=(\d{1,6})/.exec(keepAlive)
    const encoding = headerOf(lower, '\r\ncontent-encoding:') ?? ''
    this.#framing = framing
    this.#head = {
      status,
      contentEncoding: encoding === 'identity' ? '' : encoding,
      isKept,
      keptSeconds: timeout === null ? null : Number(timeout[1]),
    }
  }

  #framingOf(lower: string, status: number): Framing {
    if (status === 204 || status === 304) return NO_BODY
    const transfer = headerOf(lower, '\r\ntransfer-encoding:')
    if (transfer !== null) {
      if (transfer !== 'chunked') throw badAnswer('its transfer-encoding is not known')
      return { kind: 'chunks' }
    }
    const length = headerOf(lower, '\r\ncontent-length:')
    if (length === null) return { kind: 'end' }
    const bytes = lengthOf(length)
    if (bytes > this.#mostBytes) throw tooLarge(`it has ${bytes} bytes`)
    return { kind: 'length', bytes }
  }

  get #length(): number {
    return this.#body.length + this.#pieces.length
  }

  #add(text: string): void {
    this.#pieces = this.#pieces === '' ? text : this.#pieces + text
    if (this.#length > this.#mostBytes) throw tooLarge(`it has more than ${this.#mostBytes} bytes`)
    if (this.#pieces.length > MOST_PIECES_BYTES) this.#join()
  }

  #join(): void {
    // V8 keeps a sum as its parts, each with all of the text that it was cut out of, until somebody reads a character.
    this.#pieces.charCodeAt(0)
    this.#body = this.#body === '' ? this.#pieces : this.#body + this.#pieces
    this.#pieces = ''
  }

  #whole(): ParsedAnswer {
    const { status, contentEncoding, isKept, keptSeconds } = this.#head as ParsedAnswer
    // What follows the answer belongs to no request.
    this.#join()
    const answer = { status, contentEncoding, keptSeconds, body: this.#body, isKept: isKept && this.#rest === '' }
    this.#head = null
    this.#body = ''
    this.#rest = ''
    this.#chunkLeft = -1
    return answer
  }

  #readBody(): ParsedAnswer | null {
    if (this.#framing.kind === 'chunks') return this.#readChunks()
    const most = this.#framing.kind === 'end' ? Number.POSITIVE_INFINITY : this.#framing.bytes - this.#length
    if (this.#rest.length <= most) {
      this.#add(this.#rest)
      this.#rest = ''
    } else {
      this.#add(this.#rest.slice(0, most))
      this.#rest = this.#rest.slice(most)
    }
    return this.#framing.kind === 'length' && this.#length === this.#framing.bytes ? this.#whole() : null
  }

  #readChunks(): ParsedAnswer | null {
    for (;;) {
      if (this.#chunkLeft < 0) {
        const size = this.#chunkSize()
        if (size === null) return null
        this.#chunkLeft = size
        if (size === 0) this.#chunkLeft = LAST_CHUNK
      }
      if (this.#chunkLeft === LAST_CHUNK) return this.#readTrailer()
      if (!this.#readChunk()) return null
    }
  }

  #chunkSize(): number | null {
    const end = this.#rest.indexOf('\r\n')
    if (end < 0) {
      if (this.#rest.length > MOST_HEAD_BYTES) throw badAnswer('a chunk has no size')
      return null
    }
    const size = /^([0-9a-f]{1,8})(?:[ \t]*;.*)?$/i.exec(this.#rest.slice(0, end))
    if (size === null) throw badAnswer('a chunk has no size')
    this.#rest = this.#rest.slice(end + 2)
    return Number.parseInt(size[1] as string, 16)
  }

  /** Returns whether the chunk and the line's end behind it are whole. */
  #readChunk(): boolean {
    const taken = this.#rest.slice(0, this.#chunkLeft)
    this.#add(taken)
    this.#rest = this.#rest.slice(taken.length)
    this.#chunkLeft -= taken.length
    if (this.#chunkLeft > 0 || this.#rest.length < 2) return false
    if (!this.#rest.startsWith('\r\n')) throw badAnswer('a chunk is longer than its size')
    this.#rest = this.#rest.slice(2)
    this.#chunkLeft = -1
    return true
  }

  #readTrailer(): ParsedAnswer | null {
    if (this.#rest.startsWith('\r\n')) {
      this.#rest = this.#rest.slice(2)
      return this.#whole()
    }
    const end = this.#rest.indexOf(HEAD_END)
    if (end < 0) {
      if (this.#rest.length > MOST_HEAD_BYTES) throw badAnswer('its trailer has no end')
      return null
    }
    this.#rest = this.#rest.slice(end + HEAD_END.length)
    return this.#whole()
  }
}
