import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

/*
 * What the server of graphql-ws does with each message of a client, as its own tests say, in our words.
 * The messages are written by hand, so that nothing of a client's library is between.
 */

let world: World
let me: string
beforeAll(async () => {
  world = await openWorld()
  me = ids.athlete()
})
afterAll(() => world.close())

interface Message {
  readonly id?: string
  readonly type: string
  readonly payload?: unknown
}

const socketOf = async (isIdentified = true) => {
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws')
  const messages: Message[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  await new Promise((resolve) => socket.once('open', resolve))
  const send = (message: object) => socket.send(JSON.stringify(message))
  const run = (id: string, query: string, more: object = {}) => send({ id, type: 'subscribe', payload: { query, ...more } })
  const complete = (id: string) => send({ id, type: 'complete' })
  const of = (id: string) => messages.filter((message) => message.id === id)
  /** Resolves when the server has answered a question that was asked after everything else. */
  const caughtUp = async () => {
    for (const id of ['caught up', 'twice']) {
      run(id, '{ plans }')
      await expect.poll(() => of(id).at(-1)?.type).toBe('complete')
      messages.splice(0, messages.length, ...messages.filter((message) => message.id !== id))
    }
  }
  if (isIdentified) {
    send({ type: 'connection_init', payload: { authorization: `Bearer ${await world.token({ athleteId: me })}` } })
    await expect.poll(() => messages).toEqual([{ type: 'connection_ack' }])
    messages.length = 0
  }
  return { socket, messages, closed, send, run, complete, of, caughtUp }
}

const listening = async (topics: number) => {
  await expect.poll(() => world.gateway.topics()).toBe(topics)
  await world.runtime.bus.connection.flush()
}

describe('a message of a client', () => {
  it('gets its answer and its end with its id, in this order', async () => {
    const { messages, run, socket } = await socketOf()
    run('"quoted\\"\u2028', '{ plans }')
    await expect.poll(() => messages.length).toBe(2)
    expect(messages).toEqual([
      { id: '"quoted\\"\u2028', type: 'next', payload: { data: { plans: ['FREE'] } } },
      { id: '"quoted\\"\u2028', type: 'complete' },
    ])
    socket.close()
  })

  it('gets errors before there is a result in one message, which is the last of its id, and the socket stays', async () => {
    const { of, run, caughtUp, socket } = await socketOf()
    run('wrong', '{ nothing another }')
    await expect.poll(() => of('wrong').length).toBe(1)
    await caughtUp()
    expect(of('wrong')).toEqual([{ id: 'wrong', type: 'error', payload: [expect.any(Object), expect.any(Object)] }])
    run('wrong', '{ plans }')
    await expect.poll(() => of('wrong').at(-1)?.type).toBe('complete')
    socket.close()
  })

  it('that is a ping is answered also before the socket is identified, and a pong never', async () => {
    const { messages, send, socket } = await socketOf(false)
    send({ type: 'pong', payload: { any: 'thing' } })
    send({ type: 'ping' })
    await expect.poll(() => messages).toEqual([{ type: 'pong' }])
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.close()
  })

  it('that completes a subscription ends it, and is not answered', async () => {
    const { of, run, complete, caughtUp, socket } = await socketOf()
    run('live', 'subscription { unreadNotificationCountChanged }')
    await listening(1)
    world.data.unread.set(me, 1)
    world.runtime.live.publish('unread', me)
    await expect.poll(() => of('live').length).toBe(1)
    complete('live')
    await listening(0)
    world.runtime.live.publish('unread', me)
    await caughtUp()
    expect(of('live').map(({ type }) => type)).toEqual(['next'])
    socket.close()
  })

  it('that completes what is only being prepared, or what is not there, leaves nothing behind', async () => {
    const { of, run, complete, caughtUp, messages, socket } = await socketOf()
    run('early', 'subscription { unreadNotificationCountChanged }')
    complete('early')
    complete('never begun')
    run('query', '{ plans }')
    complete('query')
    await caughtUp()
    await listening(0)
    world.runtime.live.publish('unread', me)
    await caughtUp()
    expect([of('early'), of('query'), messages]).toEqual([[], [], []])
    run('early', '{ plans }')
    await expect.poll(() => of('early').at(-1)?.type).toBe('complete')
    socket.close()
  })

  it('that uses an id again while it is being prepared closes the socket', async () => {
    const { run, closed } = await socketOf()
    run('same', 'subscription { unreadNotificationCountChanged }')
    run('same', '{ plans }')
    expect(await closed).toEqual({ code: 4409, reason: 'Subscriber for same already exists' })
    await listening(0)
  })

  it('that initializes a second time closes the socket, also while the first is being looked at', async () => {
    const init = { type: 'connection_init' }
    const early = await socketOf(false)
    early.send(init)
    early.send(init)
    expect((await early.closed).code).toBe(4429)
    const late = await socketOf()
    late.send(init)
    expect(await late.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' })
  })

  it.each([
    ['{', 4400],
    ['[]', 4400],
    ['{"type":"nonsense"}', 4400],
    ['{"type":"subscribe","id":"1"}', 4400],
    ['{"type":"subscribe","id":"","payload":{"query":"{ plans }"}}', 4400],
    ['{"type":"subscribe","id":"1","payload":{"query":"{ plans }","variables":"x"}}', 4400],
    ['{"type":"connection_ack"}', 4400],
    ['{"type":"next","id":"1","payload":{"data":{}}}', 4400],
  ])('that is no message closes the socket: %s', async (text, code) => {
    const { socket, closed } = await socketOf()
    socket.send(text)
    expect((await closed).code).toBe(code)
  })

  it('that comes after the client has hung up mid-way leaves nothing behind', async () => {
    const { run, socket } = await socketOf()
    run('live', 'subscription { unreadNotificationCountChanged }')
    socket.terminate()
    await expect.poll(() => world.gateway.sockets()).toBe(0)
    await listening(0)
  })
})
