import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { publicRoutesOf } from '@gruppetto/graph'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { httpTransport, inProcessTransport } from '../src/module.ts'
import { eitherTransport } from '../src/transports/either.ts'
import { patiently } from '../src/transports/patience.ts'
import { openWorld, type World } from './world/world.ts'

/** What commerce does with a request, as a test sets it. */
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

const plans: Answer = (_request, response) => {
  response.setHeader('content-type', 'application/json').end('{"data":{"plans":["FREE"]}}')
}
/** Ends the connection without a byte of an answer. */
const breakOff: Answer = (request) => void request.socket.destroy()

const REST_MS = 300
const states: string[] = []
const seen: { query: string; timeout: string | undefined; requestId: string | undefined }[] = []
let answer: Answer = plans
let server: Server
let world: World
let ask: ReturnType<typeof graphqlClient>

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const { timeout, 'x-request-id': requestId } = request.headers
      seen.push({
        query: (JSON.parse(body) as { query: string }).query,
        timeout: timeout as string,
        requestId: requestId as string,
      })
      answer(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  world = await openWorld({
    config: { subgraphTimeoutMs: 2_000 },
    transport: async (subgraphs, runtime) => {
      const elsewhere = httpTransport({
        urls: { commerce: `http://127.0.0.1:${port}` },
        identitySecret: runtime.config.identitySecret,
        now: runtime.now,
        timeoutMs: 2_000,
        maxAnswerBytes: 100_000,
        breakerFailures: 3,
        breakerRestMs: REST_MS,
        onState: (subgraph, state) => void states.push(`${subgraph} ${state}`),
      })
      return eitherTransport(inProcessTransport(subgraphs), elsewhere, (name) => name !== 'commerce')
    },
    routes: (subgraphs) => subgraphs.map(publicRoutesOf),
  })
  ask = graphqlClient(world.url)
})
beforeEach(() => {
  answer = plans
})
afterEach(async () => {
  // Whatever a test has left behind, the next one begins with a subgraph that answers.
  answer = plans
  await expect.poll(async () => (await ask('{ plans }')).errors, { timeout: 10_000 }).toEqual([])
  states.length = 0
  seen.length = 0
})
afterAll(async () => {
  await world.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const LOST = [{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'commerce' } }]

describe('a subgraph over HTTP', () => {
  it('is told how much time is left', async () => {
    expect((await ask('{ plans }')).data).toEqual({ plans: ['FREE'] })
    const milliseconds = Number(seen[0]?.timeout)
    expect(milliseconds).toBeGreaterThan(0)
    expect(milliseconds).toBeLessThanOrEqual(2_000)
  })

  it('that breaks off before an answer is asked once more by a query', async () => {
    answer = (request, response, body) => {
      answer = plans
      breakOff(request, response, body)
    }
    expect(await ask('{ plans }')).toMatchObject({ errors: [], data: { plans: ['FREE'] } })
    expect(seen).toHaveLength(2)
    expect(states).toEqual([])
  })

  it('that breaks off before an answer is asked only once by a mutation', async () => {
    answer = breakOff
    const { port } = server.address() as AddressInfo
    const transport = httpTransport({
      urls: { commerce: `http://127.0.0.1:${port}` },
      identitySecret: world.runtime.config.identitySecret,
      now: world.runtime.now,
      timeoutMs: 2_000,
    })
    const change = patiently({ timeoutMs: 2_000, signal: null, isQuery: false, requestId: null }, (terms) =>
      transport.execute('commerce', { query: 'mutation { buy }' }, { kind: 'anonymous', address: null }, null, terms),
    )
    await expect(change).rejects.toThrow()
    await transport.close()
    expect(seen).toMatchObject([{ query: 'mutation { buy }', timeout: undefined }])
  })

  it('that breaks off in the middle of an answer is not asked again', async () => {
    answer = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":{"plans":', () => request.socket.destroy())
    }
    expect((await ask('{ plans }')).errors).toMatchObject(LOST)
    expect(seen).toHaveLength(1)
  })

  it('that answers with an error is not asked again', async () => {
    answer = (_request, response) => void response.writeHead(503).end('away')
    expect((await ask('{ plans }')).errors).toMatchObject(LOST)
    expect(seen).toHaveLength(1)
  })

  it('that dies is left alone after some calls, tried by one, and back when it answers', async () => {
    answer = breakOff
    for (let times = 0; times < 3; times += 1) expect((await ask('{ plans }')).errors).toMatchObject(LOST)
    expect(states).toEqual(['commerce OPEN'])
    // While it is left alone, it hears of nobody, and what others answer is there.
    const before = seen.length
    const many = await Promise.all(Array.from({ length: 10 }, () => ask('{ viewer { id } plans }')))
    for (const { errors } of many) expect(errors).toMatchObject(LOST)
    expect(seen.length - before).toBeLessThanOrEqual(2)
    answer = plans
    await expect.poll(async () => (await ask('{ plans }')).errors, { timeout: 10_000 }).toEqual([])
    expect(states.at(-1)).toBe('commerce CLOSED')
    expect(states.at(-2)).toBe('commerce HALF_OPEN')
  })

  it('that flaps answers whoever it answers, and is never left alone for ever', async () => {
    let count = 0
    answer = (request, response, body) => (count++ % 5 === 0 ? plans : breakOff)(request, response, body)
    let answered = 0
    for (let times = 0; times < 40; times += 1) if ((await ask('{ plans }')).errors.length === 0) answered += 1
    expect(answered).toBeGreaterThan(0)
    answer = plans
    await expect.poll(async () => (await ask('{ plans }')).errors, { timeout: 10_000 }).toEqual([])
  })

  it('is not blamed for answers that are too long, nor for clients that hang up', async () => {
    answer = (_request, response) => void response.writeHead(200).end(`{"data":{"plans":["${'x'.repeat(200_000)}"]}}`)
    for (let times = 0; times < 5; times += 1) expect((await ask('{ plans }')).errors).toMatchObject(LOST)
    answer = () => {}
    for (let times = 0; times < 5; times += 1) {
      const before = seen.length
      const controller = new AbortController()
      const asking = fetch(`${world.url}?query=${encodeURIComponent('{ plans }')}`, { signal: controller.signal })
      await expect.poll(() => seen.length).toBe(before + 1)
      controller.abort()
      await expect(asking).rejects.toThrow()
    }
    expect(states).toEqual([])
    answer = plans
    expect((await ask('{ plans }')).errors).toEqual([])
  })
})
