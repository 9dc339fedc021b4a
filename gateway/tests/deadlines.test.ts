import { request as httpRequest } from 'node:http'
import { type OpenModule, openSubgraph, publicRoutesOf, type Subgraph } from '@gruppetto/graph'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { loadGatewayConfig } from '../src/config.ts'
import { httpTransport, inProcessTransport } from '../src/module.ts'
import { type SubgraphServer, serveSubgraph } from '../src/subgraph-server.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

/** A gate that a resolver waits at, until a test opens it. */
const openGate = () => {
  let open: () => void = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

/** What the slow fields of a test do, and what they have seen. */
interface Seen {
  gate: ReturnType<typeof openGate>
  readonly signals: AbortSignal[]
  readonly inner: string[]
}

type Where = 'in one process' | 'over HTTP'

const openSlowWorld = async (where: Where, config: { subgraphTimeoutMs?: number; operationTimeoutMs?: number }) => {
  const seen: Seen = { gate: openGate(), signals: [], inner: [] }
  const servers: SubgraphServer[] = []
  const timeoutMs = config.subgraphTimeoutMs ?? 10_000
  /** Lets the fields of social and the mutation of athletes wait at the gate. */
  const slowed = async (subgraphs: readonly Subgraph[], runtime: World['runtime']): Promise<Subgraph[]> => {
    const waiting = async (signal: AbortSignal | null | undefined) => {
      if (signal) seen.signals.push(signal)
      await seen.gate.passed
    }
    return Promise.all(
      subgraphs.map(({ module, opened }) => {
        const resolvers = module.resolvers as Record<string, Record<string, unknown>>
        type Context = ReturnType<OpenModule['context']>
        const changed =
          module.name === 'social'
            ? {
                ...resolvers,
                Query: {
                  ...resolvers.Query,
                  notification: async (_s: unknown, { id }: { id: string }, context: Context) => {
                    await waiting(context.signal)
                    return { id }
                  },
                },
                Notification: {
                  text: () => {
                    seen.inner.push('text')
                    return 'here'
                  },
                },
              }
            : module.name === 'athletes'
              ? {
                  ...resolvers,
                  Mutation: {
                    ...resolvers.Mutation,
                    secret: async (_s: unknown, _a: unknown, context: Context) => {
                      seen.inner.push(`signal ${context.signal}`)
                      await waiting(context.signal)
                      seen.inner.push('changed')
                      return 'done'
                    },
                    signIn: () => {
                      seen.inner.push('signed in')
                      return 'token'
                    },
                  },
                }
              : resolvers
        return openSubgraph({ ...module, resolvers: changed, open: async () => opened }, runtime)
      }),
    )
  }
  const world = await openWorld({
    config,
    transport: async (subgraphs, runtime) => {
      const slow = await slowed(subgraphs, runtime)
      if (where === 'in one process') return inProcessTransport(slow)
      const urls = await Promise.all(
        slow.map(async (subgraph) => {
          const server = await serveSubgraph(subgraph, runtime, loadGatewayConfig({}), 0, '127.0.0.1')
          servers.push(server)
          return [subgraph.module.name, server.url.replace('localhost', '127.0.0.1')]
        }),
      )
      const { identitySecret } = runtime.config
      return httpTransport({ urls: Object.fromEntries(urls), identitySecret, now: runtime.now, timeoutMs })
    },
    routes: (subgraphs) => subgraphs.map(publicRoutesOf),
  })
  return {
    world,
    seen,
    close: async () => {
      seen.gate.open()
      await world.close()
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

/** Sends an operation, and returns how to hang up. */
type Send = (url: string, token: string, query: string) => () => void

const byRequest =
  (headers: Record<string, string>): Send =>
  (url, token, query) => {
    const request = httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    })
    request.on('error', () => {})
    request.end(JSON.stringify({ query }))
    return () => request.destroy()
  }

const bySocket =
  (hangUp: (socket: WebSocket) => void): Send =>
  (url, token, query) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
    const say = (message: object) => socket.send(JSON.stringify(message))
    socket.once('open', () => say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
    socket.once('message', () => say({ id: 'one', type: 'subscribe', payload: { query } }))
    sockets.push(socket)
    return () => hangUp(socket)
  }
const sockets: WebSocket[] = []

const ways: [string, Send][] = [
  ['a request', byRequest({})],
  ['a stream of events', byRequest({ accept: 'text/event-stream' })],
  ['a socket', bySocket((socket) => socket.terminate())],
  ['one operation of a socket', bySocket((socket) => socket.send(JSON.stringify({ id: 'one', type: 'complete' })))],
]

const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)
beforeAll(() => void process.on('unhandledRejection', note))
afterAll(() => void process.off('unhandledRejection', note))

describe.each<Where>(['in one process', 'over HTTP'])('%s', (where) => {
  let slow: Awaited<ReturnType<typeof openSlowWorld>>
  let token: string
  beforeAll(async () => {
    // No deadline ends what these tests hang up.
    slow = await openSlowWorld(where, { operationTimeoutMs: 600_000, subgraphTimeoutMs: 600_000 })
    const me = ids.athlete()
    slow.world.data.handles.set(me, 'ana')
    token = await slow.world.token({ athleteId: me })
  })
  afterEach(() => {
    slow.seen.gate.open()
    slow.seen.gate = openGate()
    slow.seen.signals.length = 0
    slow.seen.inner.length = 0
    for (const socket of sockets.splice(0)) socket.terminate()
    expect(unhandled).toEqual([])
  })
  afterAll(() => slow.close())

  it.each(ways)('a query whose client hangs up %s stops in the subgraph, and asks for nothing more', async (_way, send) => {
    const { seen } = slow
    const hangUp = send(slow.world.url, token, '{ notification(id: "n") { text } }')
    await expect.poll(() => seen.signals.length).toBe(1)
    expect(seen.signals[0]?.aborted).toBe(false)
    hangUp()
    await expect.poll(() => seen.signals[0]?.aborted).toBe(true)
    seen.gate.open()
    const ask = graphqlClient(slow.world.url)
    expect((await ask('{ notification(id: "n") { text } }')).data).toEqual({ notification: { text: 'here' } })
    // Only the second one has read the text.
    expect(seen.inner).toEqual(['text'])
  })

  it.each(ways)(
    'a mutation whose client hangs up %s goes on to its end, with the next one of its operation',
    async (_way, send) => {
      const { seen } = slow
      const hangUp = send(slow.world.url, token, 'mutation { secret signIn(input: { email: "a@example.org", password: "x" }) }')
      await expect.poll(() => seen.inner.length).toBe(1)
      hangUp()
      // A query of the same client is noticed as gone, so the mutation's connection is too.
      const other = send(slow.world.url, token, '{ notification(id: "n") { text } }')
      await expect.poll(() => seen.signals.length).toBe(1)
      other()
      await expect.poll(() => seen.signals[0]?.aborted).toBe(true)
      seen.gate.open()
      await expect.poll(() => seen.inner).toEqual(['signal null', 'changed', 'signed in'])
    },
  )
})

describe.each<Where>(['in one process', 'over HTTP'])('a deadline %s', (where) => {
  it('costs the fields that are not answered by then, and stops their work', async () => {
    const slow = await openSlowWorld(where, { operationTimeoutMs: 400 })
    try {
      const me = ids.athlete()
      slow.world.data.handles.set(me, 'ana')
      const ask = graphqlClient(slow.world.url, await slow.world.token({ athleteId: me }))
      const { data, errors } = await ask('{ notification(id: "n") { text } viewer { handle } }')
      expect(data).toEqual({ notification: null, viewer: { handle: 'ana' } })
      expect(errors).toMatchObject([{ path: ['notification'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'social' } }])
      await expect.poll(() => slow.seen.signals.map(({ aborted }) => aborted)).toEqual([true])
      slow.seen.gate.open()
      expect((await ask('{ viewer { handle } }')).errors).toEqual([])
      expect(slow.seen.inner).toEqual([])
      expect(unhandled).toEqual([])
    } finally {
      await slow.close()
    }
  })

  it('is no end of a mutation that has begun: the client learns that nothing is known, and the work is done', async () => {
    const slow = await openSlowWorld(where, { subgraphTimeoutMs: 400, operationTimeoutMs: 300 })
    try {
      const ask = graphqlClient(slow.world.url, await slow.world.token())
      const { errors } = await ask('mutation { secret }')
      expect(errors).toMatchObject([{ path: ['secret'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'athletes' } }])
      slow.seen.gate.open()
      await expect.poll(() => slow.seen.inner).toEqual(['signal null', 'changed'])
      expect(unhandled).toEqual([])
    } finally {
      await slow.close()
    }
  })
})
