import type { Socket } from 'node:net'
import {
  closeFrame,
  type FrameEvents,
  frameOf,
  MOST_OF_CONTROL,
  PING,
  PONG,
  readFrames,
  textFrame,
  type Unfinished,
} from './frames.ts'

/** What happens on the connections of a server. One object serves all, so that a connection holds no functions. */
export interface ConnectionEvents<Kind extends Connection> {
  message(connection: Kind, text: string): void
  pong(connection: Kind, payload: string): void
  broke(connection: Kind, error: Error): void
  /** Called once, when the connection is gone. */
  closed(connection: Kind): void
}

const connectionOf: unique symbol = Symbol('connection')

/** A socket that a connection has taken. */
interface TakenSocket<Kind> extends Socket {
  [connectionOf]: Kind
}

/** How long the client may take to end a connection that is being closed. */
const CLOSE_WITHIN_MS = 10_000

/**
 * A websocket. It is a class of few fields, because there may be half a million of them: a connection at rest is this object and the socket of
 * Node's, with no buffer, no timer and no function of its own.
 */
export class Connection {
  readonly socket: Socket
  unfinished: Unfinished | null = null
  /** False once a close frame was sent. */
  #isOpen = true
  /** Whether anything that arrives is still read. */
  #isHeard = true
  #timer: NodeJS.Timeout | null = null

  constructor(socket: Socket) {
    this.socket = socket
  }

  /** Whether messages may be sent. */
  get isOpen(): boolean {
    return this.#isOpen && this.socket.writable
  }

  get isHeard(): boolean {
    return this.#isHeard
  }

  /** How many bytes wait because the client does not read. */
  get bufferedBytes(): number {
    return this.socket.writableLength
  }

  /** Calls back when the message has been given to the kernel, or can never be. */
  send(text: string, onSent?: () => void): void {
    if (this.isOpen) this.socket.write(textFrame(text), onSent)
    else onSent?.()
  }

  /** Sends a ping with at most 125 bytes of payload. */
  ping(payload = ''): void {
    if (this.isOpen) this.socket.write(frameOf(PING, Buffer.from(payload).subarray(0, MOST_OF_CONTROL)))
  }

  pong(payload: Buffer): void {
    if (this.isOpen) this.socket.write(frameOf(PONG, payload))
  }

  /** Sends a close frame, and ends the connection when the client has answered it or takes too long. Does nothing the second time. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    if (this.socket.writable) this.socket.write(closeFrame(code, reason))
    this.#endInTime()
  }

  /** Closes because of what the client has sent, be it a close frame, and reads nothing more. */
  fail(code: number, reason: string): void {
    this.#isHeard = false
    this.close(code, reason)
    this.socket.end()
  }

  /** The client sends nothing more. */
  end(): void {
    this.#isOpen = false
    this.#isHeard = false
    this.socket.end()
    this.#endInTime()
  }

  /** Ends the connection at once. What waits to be sent is lost. */
  terminate(): void {
    this.#isOpen = false
    this.#isHeard = false
    this.socket.destroy()
  }

  /** The socket is gone. */
  gone(): void {
    this.#isOpen = false
    this.#isHeard = false
    this.unfinished = null
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #endInTime(): void {
    this.#timer ??= setTimeout(() => this.socket.destroy(), CLOSE_WITHIN_MS).unref()
  }
}

/** Returns a function that begins to listen on a connection whose handshake is done. `head` are the bytes that came with the handshake. */
export const connections = <Kind extends Connection>(mostBytes: number, events: ConnectionEvents<Kind>) => {
  const frames: FrameEvents<Kind> = {
    message: (connection, text) => {
      if (connection.isOpen) events.message(connection, text)
    },
    ping: (connection, payload) => connection.pong(payload),
    pong: (connection, payload) => events.pong(connection, payload.toString()),
    // The answer has the same code.
    close: (connection, code) => connection.fail(code, ''),
  }
  // These are shared by all sockets, which find their connection by themselves.
  function onData(this: TakenSocket<Kind>, chunk: Buffer): void {
    const connection = this[connectionOf]
    if (!connection.isHeard) return
    const violation = readFrames(connection, chunk, mostBytes, frames)
    if (violation !== null) connection.fail(violation.code, violation.reason)
  }
  function onEnd(this: TakenSocket<Kind>): void {
    this[connectionOf].end()
  }
  function onError(this: TakenSocket<Kind>, error: Error): void {
    events.broke(this[connectionOf], error)
  }
  function onClose(this: TakenSocket<Kind>): void {
    this[connectionOf].gone()
    events.closed(this[connectionOf])
  }
  return (connection: Kind, head: Buffer): void => {
    const taken = connection.socket as TakenSocket<Kind>
    taken[connectionOf] = connection
    // The HTTP server is done with it.
    for (const name of ['timeout', 'drain', 'error']) taken.removeAllListeners(name)
    taken.setTimeout(0)
    taken.setNoDelay(true)
    taken.on('error', onError)
    taken.on('close', onClose)
    taken.on('end', onEnd)
    if (head.length > 0) taken.unshift(head)
    taken.on('data', onData)
  }
}
