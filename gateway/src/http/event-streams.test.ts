import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { badUserInput, notFound } from '@gruppetto/graph'
import { openTraces, scrape, switchMetricsOn } from '@gruppetto/runtime'
import Fastify from 'fastify'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadGatewayConfig } from '../config.ts'
import { openOperationFigures } from '../figures/mod.ts'
import { localBuckets } from '../limits/local-buckets.ts'
import type { LiveAnswer } from '../live/shared-reads.ts'
import type { PreparedOperation } from '../operations/operations.ts'
import type { Graph } from '../schema/graph.ts'
import { openEventStreams } from './event-streams.ts'

const ends: (() => unknown)[] = []
const app = Fastify()
let openStreams = (): number => 0
const schema = buildSchema('type Query { plans: Int } type Mutation { change: Int } type Subscription { told: Int }')

/** Lets the subscriptions named Late listen. */
let listens = (): void => {}
const late = new Promise<void>((resolve) => (listens = resolve))

/** What a subscription yields before it breaks. */
async function* brokenAfterOne(): AsyncGenerator<LiveAnswer> {
  yield { result: { data: { told: 1 } }, text: () => '{"data":{"told":1}}' } as LiveAnswer
  throw new Error('the bus is gone')
}

beforeAll(async () => {
  const collector = createServer((request, response) => request.resume().on('end', () => response.writeHead(200).end()))
  await new Promise<void>((resolve) => {
    collector.listen(0, '127.0.0.1', resolve)
  })
  ends.push(() => {
    collector.closeAllConnections()
    collector.close()
  })
  const log = pino({ level: 'silent' })
  ends.push(await switchMetricsOn())
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  ends.push(await openTraces({ endpoint, ratio: 1, run: 'gateway', log }))
  const figures = openOperationFigures({
    graphs: { current: () => ({ supergraph: { schema } }) as Graph },
    registered: { publicationOf: () => null },
    names: new Set(),
  })
  ends.push(() => figures?.close())
  const limits = loadGatewayConfig({})
  const events = openEventStreams({
    runtime: { log, now: Date.now },
    limits,
    pipeline: {
      async admit({ query }) {
        if (query === 'unknown') throw badUserInput([{ path: 'query', message: 'is unknown' }])
        const document = parse(String(query))
        return {
          document,
          operation: getOperationAST(document),
          documentHash: '',
          fragments: {},
          cost: 1,
        } as unknown as PreparedOperation
      },
      execute: async () => ({ data: { plans: 1 } }),
    },
    subscribe: async ({ operation }) => {
      if (operation.name?.value === 'Nothing') throw notFound('It is not there.')
      if (operation.name?.value === 'Late') await late
      return brokenAfterOne() as never
    },
    authenticate: async ({ authorization }) => {
      if (authorization !== undefined) throw badUserInput([{ path: 'authorization', message: 'is nonsense' }])
      return { caller: { kind: 'anonymous', address: null }, expiresAtMs: null }
    },
    revocations: { isRevoked: async () => false, onEnded: () => undefined } as never,
    apiKeys: { find: async () => null, onChanged: () => undefined } as never,
    buckets: localBuckets(Date.now),
    figures,
  })
  openStreams = events.size
  ends.push(() => events.close())
  app.post('/graphql', (request, reply) => events.answer(request, reply))
  app.get('/graphql', (request, reply) => events.answer(request, reply))
})
afterAll(async () => {
  await app.close()
  for (const end of ends.splice(0).reverse()) await end()
})

const valuesOf = async (name: string) =>
  (await scrape())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .toSorted()

it('each operation counts once and ends its part of the trace, refused before it is known, after, or broken while it runs', async () => {
  const post = async (query: string, headers: Record<string, string> = {}) =>
    (await app.inject({ method: 'POST', url: '/graphql', payload: { query }, headers })).body
  expect(await post('{ plans }')).toContain('{"data":{"plans":1}}')
  expect(await post('unknown')).toContain('BAD_USER_INPUT')
  expect(await post('{ plans }', { authorization: 'nonsense' })).toContain('BAD_USER_INPUT')
  expect(await post('subscription Nothing { told }')).toContain('NOT_FOUND')
  const broken = await post('subscription { told }')
  expect(broken).toContain('{"data":{"told":1}}')
  expect(broken).toContain('INTERNAL_SERVER_ERROR')
  const changed = await app.inject({ method: 'GET', url: `/graphql?query=${encodeURIComponent('mutation { change }')}` })
  expect(changed.body).toContain('BAD_USER_INPUT')

  expect(await valuesOf('gruppetto_operations_total')).toEqual([
    'gruppetto_operations_total{operation="other",kind="query",outcome="ok"} 1',
    'gruppetto_operations_total{operation="other",kind="subscription",outcome="ok"} 1',
    'gruppetto_operations_total{operation="other",kind="unknown",outcome="refused"} 4',
  ])
  // Traces send what is left when they end: the last of `ends` but figures and streams.
  await ends.splice(2, 1)[0]?.()
  expect(await valuesOf('gruppetto_spans_total')).toEqual(['gruppetto_spans_total{outcome="sent"} 6'])
})

it('an answer begins when the subscription listens, and not before', async () => {
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql?query=${encodeURIComponent('subscription Late { told }')}`
  let begun = 0
  const answers = [fetch(url), fetch(url)].map(async (asked) => {
    const answer = await asked
    begun += 1
    return answer
  })
  await expect.poll(() => openStreams()).toBe(2)
  // What had begun by then would be here with this one.
  await (await fetch(url.replace('Late', 'Nothing'))).text()
  expect(begun).toBe(0)
  listens()
  for (const answer of await Promise.all(answers)) {
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await answer.text()).toMatch(/^retry: \d+\n\nevent: next\ndata: \{"data":\{"told":1\}\}/)
  }
})
