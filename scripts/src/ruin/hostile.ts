import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './random.ts'
import type { Tally } from './tally.ts'
import * as life from './town.ts'

const HELD_MS = 3000

/** Sends bytes to the port and holds the connection for a time, whatever comes back. */
const sendRaw = (port: number, text: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = () => {
      socket.destroy()
      resolve()
    }
    socket.setTimeout(HELD_MS, end)
    socket.on('error', end).on('close', end)
    socket.on('connect', () => socket.write(text))
    socket.resume()
  })

const post = (length: number, body: string): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`

/** Makes a connection a websocket. */
const UPGRADE = `${[
  'GET /graphql HTTP/1.1',
  'host: x',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
].join('\r\n')}\r\n\r\n`

/** What slow and hostile clients send. Nothing of it may cost more than itself. */
const MESSAGES: readonly ((random: Random) => string)[] = [
  // A body that never ends, and a head that never does.
  () => post(10_000, '{"query":'),
  () => 'GET /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ',
  // No HTTP at all, and too much of a header.
  (random) => Buffer.from(Array.from({ length: 300 }, () => random.between(0, 255))).toString('latin1'),
  () => `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'a'.repeat(100_000)}\r\n\r\n`,
  // An operation that is as deep as it is long.
  () => {
    const body = JSON.stringify({ query: `{ viewer ${'{ athlete '.repeat(500)}${'}'.repeat(501)}` })
    return post(body.length, body)
  },
  () => post(40, '{"query":"\\ud800{{{{{{{{{{{{{{{{{{{{{{{{'),
  // A websocket that says nothing, and one that sends no frames.
  () => UPGRADE,
  () => `${UPGRADE}no frame, but text`,
]

/** Sends what is hostile until it is ended. */
export const openHostiles = (options: {
  readonly port: number
  readonly town: life.Town
  readonly random: Random
  readonly tally: Tally
  readonly pauseMs: number
}) => {
  const { port, town, random, tally, pauseMs } = options
  let isOver = false
  const raw = async (): Promise<void> => {
    for (; !isOver; await sleep(pauseMs))
      await tally.act('hostile connections', () => sendRaw(port, random.pick(MESSAGES)(random)))
  }
  /** Uploads that are no recordings, or end half-way. */
  const upload = async (): Promise<void> => {
    for (; !isOver; await sleep(pauseMs * 5)) {
      const who = random.pick(town.people)
      const bytes = Buffer.from(Array.from({ length: 200 }, () => random.between(0, 255)))
      const made = await tally.act('hostile uploads', () => life.createUpload(who, bytes))
      if (made === null) continue
      const sent = random.next() < 0.5 ? bytes : bytes.subarray(0, 100)
      await tally.act('hostile puts', () => life.putBytes(made, sent))
    }
  }
  const running = [raw(), raw(), upload()]
  return {
    async end() {
      isOver = true
      await Promise.all(running)
    },
  }
}
