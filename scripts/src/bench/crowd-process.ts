// Holds many websockets in its own process, so that their clients' memory and CPU are not measured. It speaks the protocols by hand, on sockets that
// share one buffer: a client of a library's takes more memory than the server's side of it.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { CrowdReply, CrowdRequest, Returned } from './crowd-messages.ts'

type Opening = Extract<CrowdRequest, { ask: 'open' }>

/** An address has 28,000 ports, and those of connections that have ended are taken for a minute. */
const SOCKETS_OF_ADDRESS = 8_000
const PATIENCE_MS = 30_000
const MOST_AT_ONCE = 2_000
const received = Buffer.alloc(64 * 1024)

const masked = (opcode: number, payload: Buffer): Buffer => {
  const short = payload.length < 126
  const head = Buffer.alloc(short ? 6 : 8)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (short ? payload.length : 126)
  if (!short) head.writeUInt16BE(payload.length, 2)
  // A mask of zeros is a mask.
  return Buffer.concat([head, payload])
}
const message = (content: object): Buffer => masked(1, Buffer.from(JSON.stringify(content)))

type Outcome = 'open' | 'failed' | { readonly backInSeconds: number }

/** A websocket of the crowd. */
class Member {
  readonly number: number
  readonly #token: string
  readonly #how: Opening
  #socket: Socket | null = null
  #rest: Buffer | null = null
  #isUpgraded = false
  #settle: ((outcome: Outcome) => void) | null = null
  #onAcknowledged: (() => void) | null = null

  constructor(number: number, how: Opening) {
    this.number = number
    this.#how = how
    this.#token = how.tokens[number % how.tokens.length] ?? ''
  }

  /** Resolves when it has subscribed, or cannot. */
  open(onAcknowledged: () => void): Promise<Outcome> {
    const { hostname, port, pathname, host } = new URL(this.#how.url)
    this.#rest = null
    this.#isUpgraded = false
    this.#onAcknowledged = onAcknowledged
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#socket?.destroy(), PATIENCE_MS)
      this.#settle = (outcome) => {
        clearTimeout(timer)
        this.#settle = null
        this.#onAcknowledged = null
        resolve(outcome)
      }
      const socket = connect({
        host: hostname,
        port: Number(port),
        localAddress: `127.0.0.${2 + Math.floor(this.number / SOCKETS_OF_ADDRESS)}`,
        onread: {
          buffer: received,
          callback: (length: number) => {
            this.#read(received.subarray(0, length))
            return true
          },
        },
      })
      this.#socket = socket
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => this.#settle?.('failed'))
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
      )
    })
  }

  drop(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  get isOpen(): boolean {
    return this.#socket !== null && !this.#socket.destroyed
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk])
    this.#rest = null
    if (!this.#isUpgraded) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end >= 0) {
        this.#isUpgraded = bytes.subarray(0, 12).toString() === 'HTTP/1.1 101'
        if (!this.#isUpgraded) return void this.#socket?.destroy()
        this.#socket?.write(message({ type: 'connection_init', payload: { authorization: `Bearer ${this.#token}` } }))
        bytes = bytes.subarray(end + 4)
      }
    }
    while (this.#isUpgraded && bytes.length >= 2) {
      const short = (bytes[1] ?? 0) & 0x7f
      const from = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length < from) break
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
      if (bytes.length < from + length) break
      this.#frame((bytes[0] ?? 0) & 0x0f, bytes.subarray(from, from + length))
      bytes = bytes.subarray(from + length)
    }
    if (bytes.length > 0) this.#rest = Buffer.from(bytes)
  }

  #frame(opcode: number, payload: Buffer): void {
    if (opcode === 9) this.#socket?.write(masked(10, payload))
    else if (opcode === 8) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 0
      const seconds = Number(/(\d+) s$/.exec(payload.subarray(2).toString())?.[1] ?? Number.NaN)
      if (code === 1013 && Number.isFinite(seconds)) this.#settle?.({ backInSeconds: seconds })
      else if (code !== 0) console.error(`a socket was closed: ${code} ${payload.subarray(2).toString()}`)
      this.#socket?.destroy()
    } else if (opcode === 1 && this.#settle !== null) {
      const { type, id, payload: content } = JSON.parse(payload.toString()) as { type: string; id?: string; payload?: unknown }
      if (type === 'connection_ack') this.#subscribe()
      else if (type === 'error') {
        console.error(`a subscription was refused: ${JSON.stringify(content)}`)
        this.#socket?.destroy()
      } else if (type === 'complete' && id === 'asked') this.#settle('open')
    }
  }

  #subscribe(): void {
    this.#onAcknowledged?.()
    const variables = Object.fromEntries(
      Object.entries(this.#how.variables).map(([name, value]) => [name, value.replace('#', String(this.number))]),
    )
    this.#socket?.write(
      Buffer.concat([
        message({ type: 'subscribe', id: 'live', payload: { query: this.#how.query, variables } }),
        // The protocol has no message for "subscribed"; the answer to a later query shows it.
        message({ type: 'subscribe', id: 'asked', payload: { query: '{ __typename }' } }),
      ]),
    )
  }
}

const members: Member[] = []

const open = async (how: Opening): Promise<void> => {
  const first = how.from + members.length
  const fresh = Array.from({ length: how.count }, (_, index) => new Member(first + index, how))
  members.push(...fresh)
  const left = fresh.values()
  const lane = async (): Promise<void> => {
    for (const member of left) {
      let outcome = await member.open(() => undefined)
      for (let tries = 1; outcome !== 'open'; tries += 1) {
        if (tries > 100) throw new Error('a socket could not be opened')
        const seconds = outcome === 'failed' ? 1 : outcome.backInSeconds
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
        outcome = await member.open(() => undefined)
      }
    }
  }
  await Promise.all(Array.from({ length: how.atOnce }, lane))
}

const comeBack = async (withinMs: number): Promise<Returned> => {
  const from = performance.now()
  const acknowledged: number[] = []
  let toldToComeBack = 0
  let failed = 0
  let underWay = 0
  const back = async (member: Member): Promise<void> => {
    let waitMs = Math.random() * withinMs
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      // This process has only so much of a core: a machine for each client would not wait here.
      while (underWay >= MOST_AT_ONCE) await new Promise((resolve) => setTimeout(resolve, 20))
      underWay += 1
      const outcome = await member.open(() => {
        const second = Math.floor((performance.now() - from) / 1000)
        while (acknowledged.length <= second) acknowledged.push(0)
        acknowledged[second] = (acknowledged[second] ?? 0) + 1
      })
      underWay -= 1
      if (outcome === 'open') return
      if (outcome === 'failed') failed += 1
      else toldToComeBack += 1
      waitMs = outcome === 'failed' ? 1_000 + 2_000 * Math.random() : outcome.backInSeconds * 1000
    }
  }
  await Promise.all(members.filter((member) => !member.isOpen).map(back))
  return { seconds: (performance.now() - from) / 1000, toldToComeBack, failed, acknowledged }
}

const answer = async (request: CrowdRequest): Promise<CrowdReply> => {
  switch (request.ask) {
    case 'open':
      await open(request)
      return { kind: 'done' }
    case 'drop':
      for (const member of members) member.drop()
      return { kind: 'done' }
    case 'return':
      return { kind: 'returned', ...(await comeBack(request.withinMs)) }
    case 'count':
      return { kind: 'counted', count: members.filter((member) => member.isOpen).length }
  }
}

const reply = (content: CrowdReply): void => {
  process.send?.(content)
}

process.on('message', (request: CrowdRequest) => {
  answer(request)
    .catch(
      (error: unknown): CrowdReply => ({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) }),
    )
    .then(reply)
})
process.on('disconnect', () => process.exit())
reply({ kind: 'ready' })
