import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { liveClient } from '@gruppetto/testing'
import { createClient } from 'graphql-ws'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { inProcessTransport } from '../src/module.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World, type WorldOptions } from './world/world.ts'

const UNREAD = 'subscription { unreadNotificationCountChanged }'
/** Calls of subgraphs: operations and routes. */
let calls = 0
let world: World
const sockets: { destroy?: () => void; terminate?: () => void }[] = []

const open = async (config: WorldOptions['config'] = {}) => {
  world = await openWorld({
    config: { ratePerMinuteAthlete: 100_000, ...config },
    transport: async (subgraphs) => {
      const inner = inProcessTransport(subgraphs)
      return {
        isHere: inner.isHere,
        execute: (...asked) => {
          calls += 1
          return inner.execute(...asked)
        },
        callRoute: (...asked) => {
          calls += 1
          return inner.callRoute(...asked)
        },
        close: () => inner.close(),
      }
    },
  })
}
beforeEach(() => {
  calls = 0
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    socket.destroy?.()
    socket.terminate?.()
  }
  await world.close()
})

const masked = (first: number, payload: Buffer): Buffer => {
  const { length } = payload
  const head = Buffer.alloc(length < 126 ? 2 : length < 0x10000 ? 4 : 10)
  head[0] = first
  head[1] = 0x80 | (length < 126 ? length : length < 0x10000 ? 126 : 127)
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, Buffer.alloc(4), payload])
}
const messageOf = (content: object) => masked(0x81, Buffer.from(JSON.stringify(content)))

/** A connection on which the test writes the bytes itself. */
const rawSocket = async (lines: readonly string[] = [], head = 'GET /graphql HTTP/1.1') => {
  const { port } = new URL(world.url)
  const socket: Socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
  sockets.push(socket)
  let received = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
  })
  socket.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => socket.once('end', resolve).once('close', () => resolve()))
  const key = randomBytes(16).toString('base64')
  const usual = [
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Protocol: graphql-transport-ws',
  ].filter((line) => !lines.some((other) => other.split(':')[0] === line.split(':')[0]))
  socket.write(`${[head, ...usual, ...lines.filter((line) => !line.endsWith(': -'))].join('\r\n')}\r\n\r\n`)
  await expect.poll(() => received.includes('\r\n\r\n')).toBe(true)
  const status = Number(received.subarray(9, 12).toString())
  return {
    socket,
    status,
    ended,
    received: () => received,
    /** The code of the close frame that came at the end. */
    async code() {
      await ended
      const at = received.lastIndexOf(0x88)
      return at < 0 ? null : received.readUInt16BE(at + 2)
    },
    /** The texts of small messages that have arrived. */
    text: () => received.toString('latin1'),
  }
}

const initialized = async (token: string, config: { readonly autoPong?: boolean } = {}) => {
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws', config)
  sockets.push(socket)
  const messages: { id?: string; type: string; payload?: unknown }[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  socket.on('error', () => undefined)
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  socket.once('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
  )
  await Promise.race([closed, expect.poll(() => messages.length).toBe(1)])
  const send = (message: object) => socket.send(JSON.stringify(message))
  return { socket, messages, closed, send }
}

describe('the handshake', () => {
  it.each([
    ['without a key', ['Sec-WebSocket-Key: -'], 400],
    ['with a key that is too short', ['Sec-WebSocket-Key: c2hvcnQ='], 400],
    ['with an old version', ['Sec-WebSocket-Version: 8'], 426],
    ['without a version', ['Sec-WebSocket-Version: -'], 426],
  ])('is refused %s', async (_what, lines, status) => {
    await open()
    const raw = await rawSocket(lines)
    expect(raw.status).toBe(status)
    await raw.ended
    expect(world.gateway.sockets()).toBe(0)
  })

  it('is refused for a POST and on another path, and no socket is left', async () => {
    await open()
    expect((await rawSocket([], 'POST /graphql HTTP/1.1')).status).toBe(405)
    expect((await rawSocket([], 'GET /other HTTP/1.1')).status).toBe(404)
    expect(world.gateway.sockets()).toBe(0)
  })

  it('agrees on graphql-transport-ws among others, and on no extension', async () => {
    await open()
    const raw = await rawSocket([
      'Sec-WebSocket-Protocol: graphql-ws, graphql-transport-ws',
      'Sec-WebSocket-Extensions: permessage-deflate',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ])
    expect(raw.status).toBe(101)
    // The example of RFC 6455, 1.3.
    expect(raw.text()).toContain(
      'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n',
    )
    expect(raw.text()).not.toContain('Extensions')
  })

  it('closes with 4406 when the client speaks another protocol or none', async () => {
    await open()
    for (const line of ['Sec-WebSocket-Protocol: graphql-ws', 'Sec-WebSocket-Protocol: -']) {
      expect(await (await rawSocket([line])).code()).toBe(4406)
    }
  })

  it('may come with the first message behind it in one packet', async () => {
    await open()
    const raw = await rawSocket()
    const init = messageOf({ type: 'connection_init' })
    raw.socket.write(init.subarray(0, 3))
    raw.socket.write(init.subarray(3))
    await expect.poll(() => raw.text()).toContain('connection_ack')
  })
})

describe('frames of a client', () => {
  it.each([
    ['that are not masked', Buffer.from([0x81, 2, 0x7b, 0x7d]), 1002],
    ['with a reserved bit', masked(0xc1, Buffer.from('{}')), 1002],
    ['of binary data', masked(0x82, Buffer.from('{}')), 1003],
    ['that are no UTF-8', masked(0x81, Buffer.from([0xff])), 1007],
    ['that are too big', masked(0x81, Buffer.alloc(2_000)), 1009],
    ['that are no message of the protocol', masked(0x81, Buffer.from('{}')), 4400],
  ])('%s close the socket, and only that', async (_what, bytes, code) => {
    await open({ maxBodyBytes: 1_000 })
    const other = await initialized(await world.token())
    const raw = await rawSocket()
    raw.socket.write(bytes)
    expect(await raw.code()).toBe(code)
    raw.socket.end()
    await expect.poll(() => world.gateway.sockets()).toBe(1)
    other.send({ id: '1', type: 'subscribe', payload: { query: '{ plans }' } })
    await expect.poll(() => other.messages.at(-1)?.type).toBe('complete')
  })

  it('may be fragments, with pings in between, which are answered', async () => {
    await open()
    const raw = await rawSocket()
    const words = Buffer.from('{"type":"connection_init"}')
    raw.socket.write(masked(0x01, words.subarray(0, 10)))
    raw.socket.write(masked(0x89, Buffer.from('still here')))
    raw.socket.write(masked(0x80, words.subarray(10)))
    await expect.poll(() => raw.text()).toContain('still here')
    await expect.poll(() => raw.text()).toContain('connection_ack')
  })
})

describe('a socket', () => {
  it('is closed with 4408 when it is never initialized', async () => {
    await open({ socketInitSeconds: 1 })
    expect(await (await rawSocket()).code()).toBe(4408)
    const late = await initialized(await world.token())
    late.send({ id: '1', type: 'subscribe', payload: { query: '{ plans }' } })
    await expect.poll(() => late.messages.at(-1)?.type).toBe('complete')
  })

  it('is closed with 4429 when it is initialized twice, and with 4409 when an id is used twice at once', async () => {
    await open()
    const twice = await initialized(await world.token())
    twice.send({ type: 'connection_init' })
    expect((await twice.closed).code).toBe(4429)
    const same = await initialized(await world.token())
    same.send({ id: 'x', type: 'subscribe', payload: { query: UNREAD } })
    same.send({ id: 'x', type: 'subscribe', payload: { query: UNREAD } })
    expect(await same.closed).toEqual({ code: 4409, reason: 'Subscriber for x already exists' })
    await expect.poll(() => world.gateway.topics()).toBe(0)
  })

  it('may use an id again once the operation before is complete, also before that has begun', async () => {
    await open()
    const { send, messages } = await initialized(await world.token())
    for (let round = 0; round < 20; round += 1) {
      send({ id: 'x', type: 'subscribe', payload: { query: UNREAD } })
      send({ id: 'x', type: 'complete' })
    }
    send({ id: 'x', type: 'subscribe', payload: { query: '{ plans }' } })
    await expect.poll(() => messages.slice(1).map(({ type }) => type)).toEqual(['next', 'complete'])
    await expect.poll(() => world.gateway.topics()).toBe(0)
  })

  it('that answers no ping is gone after the next one', async () => {
    await open({ socketPingSeconds: 1 })
    const silent = await initialized(await world.token(), { autoPong: false })
    const lively = await initialized(await world.token())
    expect((await silent.closed).code).toBe(1006)
    expect(lively.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('whose client sends its last byte without a close frame ends', async () => {
    await open()
    const { socket, ended } = await rawSocket()
    await expect.poll(() => world.gateway.sockets()).toBe(1)
    socket.end()
    await ended
    await expect.poll(() => world.gateway.sockets()).toBe(0)
  })

  it('that is not read is closed when too much waits for it, and what it runs ends', async () => {
    await open({ maxSocketBufferBytes: 100_000 })
    const raw = await rawSocket()
    raw.socket.write(messageOf({ type: 'connection_init', payload: { authorization: `Bearer ${await world.token()}` } }))
    await expect.poll(() => raw.text()).toContain('connection_ack')
    raw.socket.write(messageOf({ id: 'live', type: 'subscribe', payload: { query: UNREAD } }))
    await expect.poll(() => world.gateway.topics()).toBe(1)
    raw.socket.pause()
    let asked = 0
    await expect
      .poll(() => {
        for (let index = 0; index < 20; index += 1) {
          asked += 1
          const query = '{ deep { text(length: 90000) } }'
          raw.socket.write(messageOf({ id: String(asked), type: 'subscribe', payload: { query } }))
        }
        return world.gateway.sockets()
      })
      .toBe(0)
    expect(world.gateway.topics()).toBe(0)
  })

  it('that subscribes 10,000 times has as many operations as it may, and others are answered meanwhile', async () => {
    await open({ maxSubscriptionsPerSocket: 10 })
    const greedy = await initialized(await world.token())
    const other = await initialized(await world.token())
    for (let index = 0; index < 10_000; index += 1) {
      greedy.send({ id: String(index), type: 'subscribe', payload: { query: UNREAD } })
    }
    other.send({ id: '1', type: 'subscribe', payload: { query: '{ plans }' } })
    await expect.poll(() => other.messages.at(-1)?.type).toBe('complete')
    await expect.poll(() => greedy.messages.filter(({ type }) => type === 'error').length, { timeout: 20_000 }).toBe(9_990)
    expect(greedy.messages.at(-1)?.payload).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }])
    greedy.socket.terminate()
    await expect.poll(() => world.gateway.topics()).toBe(0)
  })

  it('that breaks while it subscribes leaves nothing behind', async () => {
    await open()
    const athleteId = ids.athlete()
    world.data.uploads.set('upl_1', { owner: athleteId, status: 'RECEIVED', progress: 0 })
    for (let round = 0; round < 10; round += 1) {
      const { socket, send } = await initialized(await world.token({ athleteId }))
      send({ id: '1', type: 'subscribe', payload: { query: 'subscription { uploadProgressed(id: "upl_1") { status } }' } })
      send({ id: '2', type: 'subscribe', payload: { query: UNREAD } })
      setTimeout(() => socket.terminate(), round)
    }
    await expect.poll(() => [world.gateway.sockets(), world.gateway.topics()]).toEqual([0, 0])
  })

  it('is told to come back when the gateway closes, and one that does not answer does not hold it up', async () => {
    await open()
    const polite = await liveClient(world.url, await world.token())
    const mute = await rawSocket()
    mute.socket.write(messageOf({ type: 'connection_init' }))
    await expect.poll(() => mute.text()).toContain('connection_ack')
    await world.gateway.close()
    expect((await polite.closed).code).toBe(1001)
    expect(world.gateway.sockets()).toBe(0)
  })
})

describe('sockets that come all at once', () => {
  it('are let in by and by, the rest told when to come back, and clients that do so are all there in the end', async () => {
    await open({ admissionsPerSecondLeast: 50, admissionsPerSecondMost: 50 })
    const token = await world.token()
    const staying = await initialized(token)
    const told: number[] = []
    const clients = Array.from({ length: 200 }, () => {
      let seconds = 0
      return createClient({
        url: world.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        lazy: false,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: Number.POSITIVE_INFINITY,
        // As docs/guides/clients.md says.
        on: {
          closed: (event) => {
            const named = /^Come back in (\d+) s$/.exec((event as { reason: string }).reason)
            seconds = named === null ? 0 : Number(named[1])
            if (named !== null) told.push(seconds)
          },
        },
        retryWait: async (retries) => {
          const waitMs = seconds > 0 ? seconds * 1000 : Math.min(60_000, 1000 * 2 ** retries)
          await new Promise((resolve) => setTimeout(resolve, waitMs * (1 + Math.random() / 4)))
        },
      })
    })
    staying.send({ id: '1', type: 'subscribe', payload: { query: '{ plans }' } })
    await expect.poll(() => staying.messages.at(-1)?.type).toBe('complete')
    await expect.poll(() => world.gateway.admission().admitted, { timeout: 150_000 }).toBe(201)
    expect(told.length).toBeGreaterThan(0)
    expect(world.gateway.sockets()).toBe(201)
    expect(staying.socket.readyState).toBe(WebSocket.OPEN)
    await Promise.all(clients.map((client) => client.dispose()))
  })
})

describe('the authentication of a socket that comes back', () => {
  const many = async (count: number) =>
    Promise.all(Array.from({ length: count }, async () => ({ token: await world.token({ athleteId: ids.athlete() }) })))

  it('calls no subgraph, also with a Redis that has forgotten all and while athletes is away', async () => {
    await open()
    await initialized(await world.token())
    const prefix = world.runtime.redis.options.keyPrefix ?? ''
    const keys = await world.runtime.redis.keys(`${prefix}*`)
    if (keys.length > 0) await world.runtime.redis.del(keys.map((key) => key.slice(prefix.length)))
    world.down.add('athletes')
    calls = 0
    const athletes = await many(50)
    const back = await Promise.all(athletes.map(({ token }) => initialized(token)))
    for (const { send } of back) send({ id: '1', type: 'subscribe', payload: { query: UNREAD } })
    await expect.poll(() => world.gateway.topics()).toBe(50)
    expect(calls).toBe(0)
  })

  it('asks athletes while Redis is away, and lets no ended session in', async () => {
    await open()
    await initialized(await world.token())
    const sessionId = ids.session()
    world.data.endedSessions.add(sessionId)
    const tokens = [await world.token({ sessionId }), ...(await many(30)).map(({ token }) => token)]
    vi.spyOn(world.runtime.redis, 'exists').mockRejectedValue(new Error('Redis is away'))
    const [ended, ...back] = await Promise.all(tokens.map((token) => initialized(token)))
    expect((await ended?.closed)?.code).toBe(4403)
    expect(back.map(({ messages }) => messages[0]?.type)).toEqual(Array.from({ length: 30 }, () => 'connection_ack'))
    expect(world.data.calls.session).toBeGreaterThan(0)
  })

  it('closes with 1013, and lets nobody in, while neither Redis nor athletes answers', async () => {
    await open()
    await initialized(await world.token())
    vi.spyOn(world.runtime.redis, 'exists').mockRejectedValue(new Error('Redis is away'))
    world.down.add('athletes')
    const { closed } = await initialized(await world.token())
    expect((await closed).code).toBe(1013)
  })
})
