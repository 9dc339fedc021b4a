import { connect, type Socket } from 'node:net'
import { whenAborted } from '../when-aborted.ts'
import { AnswerParser, type ParsedAnswer } from './answer-parser.ts'
import { CallError, type CallFailure } from './call-error.ts'

/**
 * A client of one HTTP/1.1 server without TLS, for POST requests whose answers are read whole.
 * It does what the calls of a gateway need and nothing else, since a call costs the gateway about half of what it costs
 * with undici (docs/reference/performance.md): connections are kept, each carries one request at a time, and what comes is
 * read into one buffer without a stream. Text stands for bytes, one in each character (latin1), on both ways.
 */
export interface HttpClient {
  /**
   * Sends `body` and returns the answer. `headers` are whole lines, each ended by CRLF.
   * Rejects with a CallError. A request that is sent again on another connection was never read by the server (`isRepeatable`: or may
   * be read twice).
   */
  post(
    body: string,
    headers: string,
    options: { readonly isRepeatable: boolean; readonly signal?: AbortSignal | null },
  ): Promise<ParsedAnswer>
  /** Ends all connections; what is under way fails. */
  close(): void
}

export interface HttpClientOptions {
  readonly url: URL
  /** How many connections are open at most; further requests wait for one. */
  readonly connections: number
  /** From the request to its whole answer, waiting for a connection included. */
  readonly timeoutMs: number
  readonly mostBytes: number
}

interface Call {
  readonly request: string
  readonly isRepeatable: boolean
  /** When it has waited for long enough, by performance.now(). */
  readonly untilMs: number
  readonly resolve: (answer: ParsedAnswer) => void
  readonly reject: (error: CallError) => void
  /** Ends the listening to its signal. */
  stop: (() => void) | null
  connection: Connection | null
  isOver: boolean
}

interface Connection {
  readonly socket: Socket
  call: Call | null
  readonly parser: AnswerParser
  isConnected: boolean
  /** Whether it has carried a call before: then the server may have ended it at this moment. */
  isUsed: boolean
  isClosed: boolean
  /** From when on the server may end it, by its own word. */
  keptUntilMs: number
}

/** What one read brings at most. All connections share the buffer, since what it holds is copied before the next read. */
const READ_BYTES = 65_536
const readBuffer = Buffer.allocUnsafeSlow(READ_BYTES)
/** A connection is not used in the last second before the server ends it. */
const KEPT_MARGIN_MS = 1_000

export const openHttpClient = ({ url, connections: most, timeoutMs, mostBytes }: HttpClientOptions): HttpClient => {
  const address = { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 80 : Number(url.port), noDelay: true }
  const prefix = `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\naccept-encoding: identity\r\n`
  const all = new Set<Connection>()
  const idle: Connection[] = []
  const waiting = new Set<Call>()
  /** Looks at all calls when the time of the first one is over: to make a timer for each costs more. */
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  /** Returns false where it was over before. */
  const end = (call: Call): boolean => {
    if (call.isOver) return false
    call.isOver = true
    call.stop?.()
    return true
  }

  const fail = (call: Call, failure: CallFailure, message: string, wasSent: boolean): void => {
    if (end(call)) call.reject(new CallError(failure, message, wasSent))
  }

  const drop = (connection: Connection): void => {
    connection.isClosed = true
    all.delete(connection)
    const place = idle.indexOf(connection)
    if (place >= 0) idle.splice(place, 1)
    connection.socket.destroy()
  }

  /** The connection ended before the answer: the call goes to another one where the server cannot have answered it. */
  const lose = (connection: Connection, reason: string): void => {
    const { call, parser, isUsed } = connection
    connection.call = null
    drop(connection)
    if (call !== null && !call.isOver) {
      const answer = parser.end()
      if (answer !== null) finish(call, answer)
      else if (isUsed && call.isRepeatable && !parser.hasBegun) start(call)
      else fail(call, 'UNREACHABLE', reason, connection.isConnected)
    }
    startNext()
  }

  const finish = (call: Call, answer: ParsedAnswer): void => {
    if (end(call)) call.resolve(answer)
  }

  const release = (connection: Connection, answer: ParsedAnswer): void => {
    connection.call = null
    connection.isUsed = true
    if (!answer.isKept) drop(connection)
    else {
      connection.keptUntilMs =
        answer.keptSeconds === null ? Number.POSITIVE_INFINITY : Date.now() + answer.keptSeconds * 1_000 - KEPT_MARGIN_MS
      idle.push(connection)
    }
  }

  const read = (connection: Connection, text: string): void => {
    const { call } = connection
    // What nobody asked for ends the connection.
    if (call === null) {
      drop(connection)
      return
    }
    let answer: ParsedAnswer | null
    try {
      answer = connection.parser.read(text)
    } catch (error) {
      connection.call = null
      drop(connection)
      if (!(error instanceof CallError)) throw error
      fail(call, error.failure, error.message, true)
      startNext()
      return
    }
    if (answer === null) return
    release(connection, answer)
    finish(call, answer)
    startNext()
  }

  const open = (): Connection => {
    const socket = connect({
      ...address,
      onread: {
        buffer: readBuffer,
        callback: (bytes) => {
          read(connection, readBuffer.toString('latin1', 0, bytes))
          return true
        },
      },
    })
    const connection: Connection = {
      socket,
      call: null,
      parser: new AnswerParser(mostBytes),
      isConnected: false,
      isUsed: false,
      isClosed: false,
      keptUntilMs: Number.POSITIVE_INFINITY,
    }
    socket.on('connect', () => {
      connection.isConnected = true
    })
    let reason = 'the connection ended before the answer'
    socket.on('error', (error) => {
      reason = error.message
    })
    socket.on('close', () => {
      if (!connection.isClosed) lose(connection, reason)
    })
    all.add(connection)
    return connection
  }

  const takeIdle = (): Connection | null => {
    for (;;) {
      const connection = idle.pop()
      if (connection === undefined) return null
      if (connection.keptUntilMs > Date.now() && !connection.socket.destroyed) return connection
      drop(connection)
    }
  }

  const start = (call: Call): void => {
    const connection = takeIdle() ?? (all.size < most ? open() : null)
    if (connection === null) {
      waiting.add(call)
      return
    }
    call.connection = connection
    connection.call = call
    connection.socket.write(call.request, 'latin1')
  }

  const startNext = (): void => {
    for (const call of waiting) {
      if (idle.length === 0 && all.size >= most) return
      waiting.delete(call)
      start(call)
    }
  }

  /** The caller no longer waits: the connection ends too, since an answer is on its way. */
  const give = (call: Call, failure: CallFailure, message: string): void => {
    const { connection } = call
    waiting.delete(call)
    fail(call, failure, message, connection !== null)
    if (connection?.call !== call) return
    connection.call = null
    drop(connection)
    startNext()
  }

  const lookAt = (ms: number): void => {
    // What keeps the process running is the connection of a call.
    timer = setTimeout(endLate, ms).unref()
  }

  const endLate = (): void => {
    timer = null
    const now = performance.now()
    let nextMs = Number.POSITIVE_INFINITY
    for (const call of [...waiting, ...[...all].flatMap(({ call }) => call ?? [])]) {
      if (call.untilMs > now) nextMs = Math.min(nextMs, call.untilMs)
      else give(call, 'TIMED_OUT', `there was no answer within ${timeoutMs} ms`)
    }
    if (nextMs < Number.POSITIVE_INFINITY) lookAt(nextMs - now)
  }

  return {
    post(body, headers, { isRepeatable, signal = null }) {
      return new Promise((resolve, reject) => {
        const call: Call = {
          request: `${prefix}${headers}content-length: ${body.length}\r\n\r\n${body}`,
          isRepeatable,
          untilMs: performance.now() + timeoutMs,
          resolve,
          reject,
          stop: null,
          connection: null,
          isOver: false,
        }
        if (isClosed) fail(call, 'UNREACHABLE', 'the client is closed', false)
        else if (signal?.aborted) fail(call, 'ABORTED', 'nobody waits for the answer', false)
        else {
          if (timer === null) lookAt(timeoutMs)
          if (signal !== null) {
            call.stop = whenAborted(signal, () => give(call, 'ABORTED', 'nobody waits for the answer'))
          }
          start(call)
        }
      })
    },
    close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      for (const call of waiting) fail(call, 'UNREACHABLE', 'the client is closed', false)
      waiting.clear()
      for (const connection of all) {
        const { call } = connection
        connection.call = null
        drop(connection)
        if (call !== null) fail(call, 'UNREACHABLE', 'the client is closed', true)
      }
    },
  }
}
