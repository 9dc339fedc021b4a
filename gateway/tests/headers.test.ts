import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../src/config.ts'
import { forwardedRoutes, httpTransport } from '../src/module.ts'
import { type SubgraphServer, serveSubgraph } from '../src/subgraph-server.ts'
import { openWorld, type World } from './world/world.ts'

const logged: Record<string, unknown>[] = []
const servers: SubgraphServer[] = []
let world: World
let behindProxy: World

beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) })
  let urls: Record<string, string> = {}
  world = await openWorld()
  behindProxy = await openWorld({
    log,
    config: { trustedProxies: 1 },
    env: { PUBLIC_URL: 'https://gruppetto.example' },
    transport: async (subgraphs, runtime) => {
      const opened = await Promise.all(
        subgraphs.map(async (subgraph) => {
          const server = await serveSubgraph(subgraph, runtime, loadGatewayConfig({}), 0, '127.0.0.1')
          servers.push(server)
          return [subgraph.module.name, server.url.replace('localhost', '127.0.0.1')]
        }),
      )
      urls = Object.fromEntries(opened)
      return httpTransport({ urls, identitySecret: runtime.config.identitySecret, now: runtime.now, timeoutMs: 5_000 })
    },
    routes: (subgraphs, runtime) =>
      subgraphs.map(({ module }) =>
        forwardedRoutes(module.publicPaths ?? [], { runtime, url: urls[module.name] ?? '', timeoutMs: 5_000 }),
      ),
  })
})
afterAll(async () => {
  await Promise.all([world.close(), behindProxy.close()])
  await Promise.all(servers.map((server) => server.close()))
})

const ask = (of: World, method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = httpRequest(`${of.origin}${path}`, { method, headers }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk as Buffer)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() })
    })
    sent.on('error', reject)
    sent.end(body)
  })

const JSON_BODY = { 'content-type': 'application/json' }
const HTML = { accept: 'text/html,*/*;q=0.8' }

/** One row for each kind of answer: what is asked, and the status. */
const ROUTES: [what: string, status: number, method: string, path: string, headers?: Record<string, string>, body?: string][] = [
  ['an answer of GraphQL', 200, 'POST', '/graphql', JSON_BODY, '{"query":"{ plans }"}'],
  ['one by GET', 200, 'GET', '/graphql?query={plans}'],
  ['one to HEAD', 200, 'HEAD', '/graphql?query={plans}'],
  [
    'an operation that is refused',
    400,
    'POST',
    '/graphql',
    { ...JSON_BODY, accept: 'application/graphql-response+json' },
    '{"query":"{ nothing }"}',
  ],
  ['a body that is no JSON', 400, 'POST', '/graphql', JSON_BODY, '{'],
  ['a media type that is not spoken', 406, 'POST', '/graphql', { ...JSON_BODY, accept: 'image/png' }, '{"query":"{ plans }"}'],
  ['a preflight', 204, 'OPTIONS', '/graphql'],
  ['GraphiQL', 200, 'GET', '/graphql', HTML],
  ['a file of GraphiQL', 200, 'GET', '/graphql/graphiql/boot.js'],
  ['the first page', 200, 'GET', '/'],
  ['a page for followers', 200, 'GET', '/live/token'],
  ['its file', 200, 'GET', '/live/page/follow.css'],
  ['the health check', 200, 'GET', '/health/live'],
  ['a redirection of a subgraph', 302, 'GET', '/go/prod_1'],
  ['JSON of a subgraph', 200, 'GET', '/.well-known/jwks.json'],
  ['an upload', 201, 'PUT', '/objects/a.fit', { 'content-type': 'application/vnd.ant.fit' }, 'x'],
  ['a key that does not hold', 401, 'GET', '/go/prod_1', { 'x-api-key': 'wrong' }],
  ['a path that is unknown', 404, 'GET', '/nowhere'],
  ['a method that is not taken', 405, 'DELETE', '/graphql'],
]

describe.each(['in one process', 'behind a proxy, with subgraphs elsewhere'])('%s', (where) => {
  const of = () => (where === 'in one process' ? world : behindProxy)
  it.each(ROUTES)('%s (%s) has the headers of safety', async (_what, status, method, path, headers, body) => {
    const answer = await ask(of(), method, path, headers, body)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
    })
    const isSecure = where !== 'in one process'
    expect(answer.headers['strict-transport-security']).toBe(isSecure ? 'max-age=31536000' : undefined)
    if (/json/.test(answer.headers['content-type'] ?? '')) expect(answer.headers['cache-control']).toMatch(/no-store/)
  })
})

describe('the id of a request', () => {
  const query = `/graphql?query=${encodeURIComponent('{ broken }')}`

  it('is that of a trusted proxy, in the log of the gateway and of the subgraph', async () => {
    logged.length = 0
    const { headers } = await ask(behindProxy, 'GET', query, { 'x-request-id': 'from-the-proxy' })
    expect(headers['x-request-id']).toBe('from-the-proxy')
    expect(logged.map(({ msg, requestId }) => [msg, requestId])).toEqual([
      ['a resolver failed', 'from-the-proxy'],
      ['an operation failed', 'from-the-proxy'],
    ])
  })

  it('is made anew where a client has written it, or it is none', async () => {
    expect((await ask(world, 'GET', query, { 'x-request-id': 'from-a-client' })).headers['x-request-id']).not.toBe(
      'from-a-client',
    )
    const strange = await ask(behindProxy, 'GET', query, { 'x-request-id': 'a"b c' })
    expect(strange.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    const [first, second] = await Promise.all([ask(world, 'GET', '/'), ask(world, 'GET', '/')])
    expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id'])
  })

  it('of a route that is forwarded is the same on both sides', async () => {
    const { headers } = await ask(behindProxy, 'GET', '/go/prod_1', { 'x-request-id': 'through' })
    expect(headers['x-request-id']).toBe('through')
  })
})
