import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fragmentsOf, type SubgraphCall } from '@gruppetto/federation'
import { measured, measuredCaller, openOperationFigures } from '@gruppetto/gateway/figures'
import { beginSpan, beginTrace, counter, histogram, openLog, openTraces, switchMetricsOn } from '@gruppetto/runtime'
import { buildSchema, type GraphQLSchema, getOperationAST, parse } from 'graphql'
import type { Sheet } from '../figures.ts'

/** A page of a feed calls subgraphs so often. */
const CALLS = 5
const FIELDS = Array.from({ length: 40 }, (_, at) => `field${at}`)

const wait = histogram({ name: 'bench_wait_seconds', meaning: 'As of a worker.', labels: { consumer: 'a worker' } })
const handling = histogram({ name: 'bench_handling_seconds', meaning: 'As of a worker.', labels: { consumer: 'a worker' } })
const handled = counter({ name: 'bench_handled_total', meaning: 'As of a worker.', labels: { consumer: 'it', outcome: 'how' } })
const publishing = histogram({ name: 'bench_publish_seconds', meaning: 'As of an outbox.', labels: { subgraph: 'it' } })

const schemaOf = (): GraphQLSchema =>
  buildSchema(`type Item { ${FIELDS.map((name) => `${name}: Int`).join(' ')} } type Query { feed: [Item!]! }`)

/** Returns what a request of a client does besides its work: it begins a trace, calls subgraphs that answer at once, and is counted. */
const requests = (): (() => Promise<void>) => {
  const schema = schemaOf()
  const document = parse(`query Feed { feed { ${FIELDS.join(' ')} } }`)
  const operation = getOperationAST(document)
  if (operation === null || operation === undefined) throw new Error('the document has no operation')
  const fragments = fragmentsOf(document)
  const prepared = { document, documentHash: 'feed', fragments, operation, operationName: null, rootFields: ['feed'], cost: 1 }
  const graphs = { current: () => ({ supergraph: { schema } }) } as Parameters<typeof openOperationFigures>[0]['graphs']
  const figures = openOperationFigures({ graphs, registered: { publicationOf: () => 'web' }, names: new Set() })
  type Context = { readonly traceparent: string }
  const caller = measuredCaller<Context>('social', { call: async () => ({ data: {} }) })
  const asked = { operation: { subgraph: 'social', kind: 'query', document: '', operationName: null } as const }
  const rest = { variables: {}, sent: {}, representations: [], signal: null }
  const answer = measured(async (_request, context) => {
    for (let at = 0; at < CALLS; at += 1) await caller.call({ ...asked, ...rest, context } as unknown as SubgraphCall<Context>)
    return { result: { data: {} }, kept: null, isMutation: false, operation: prepared }
  }, figures)
  const request = { operationName: null, variables: {} }
  return async () => {
    const { traceparent, span } = beginTrace('graphql', undefined)
    const context = { caller: { kind: 'anonymous', address: null } as const, traceparent }
    await answer(request as Parameters<typeof answer>[0], span === null ? context : { ...context, span })
  }
}

/** What a worker does besides its work: an event is published and handled. */
const events = (): (() => Promise<void>) => async () => {
  const { traceparent, span } = beginTrace('mutation', undefined)
  publishing.observe({ subgraph: 'social' }, 0.01)
  beginSpan('publish kudos.given', 'producer', traceparent, { 'messaging.system': 'nats' })?.end()
  wait.observe({ consumer: 'social-notify-kudos' }, 0.02)
  const handling1 = beginSpan('social-notify-kudos kudos.given', 'consumer', traceparent, { 'messaging.system': 'nats' })
  handling.observe({ consumer: 'social-notify-kudos' }, 0.03)
  handled.add({ consumer: 'social-notify-kudos', outcome: 'done' })
  handling1?.end()
  span?.end()
}

/** Microseconds of CPU for one, the least of three rounds: what else runs in the process is garbage collection. */
const cpuOf = async (work: () => Promise<void>, count: number): Promise<number> => {
  for (let at = 0; at < count / 4; at += 1) await work()
  const rounds: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage()
    for (let at = 0; at < count; at += 1) await work()
    const { user, system } = process.cpuUsage(before)
    rounds.push((user + system) / count)
  }
  return Math.min(...rounds)
}

/**
 * Measures what metrics and traces add to a request and to an event, by CPU time and without the work itself, so that it is not lost in that: less
 * what the same costs with both off. The collector is in this process, so its work counts too.
 */
export const seeing = async (sheet: Sheet, quick: boolean): Promise<void> => {
  const count = quick ? 200 : 40_000
  const server = createServer((request, response) => request.resume().on('end', () => response.end()))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log = openLog({ logLevel: 'error', run: 'bench' })
  const traces = (ratio: number) => openTraces({ endpoint, ratio, run: 'bench', log })
  const kinds = [
    [`a request with ${CALLS} calls of subgraphs`, requests],
    ['an event, published and handled once', events],
  ] as const
  try {
    for (const [group, make] of kinds) {
      const off = await cpuOf(make(), count)
      sheet.put(group, 'both off, with the loop itself', off, 'us CPU')
      const metricsOff = await switchMetricsOn()
      sheet.put(group, 'metrics add', (await cpuOf(make(), count)) - off, 'us CPU')
      for (const ratio of [0.01, 1]) {
        const end = await traces(ratio)
        sheet.put(group, `metrics, and traces of ${ratio * 100} %, add`, (await cpuOf(make(), count)) - off, 'us CPU')
        await end()
      }
      metricsOff()
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
