import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
let token: string
const me = ids.athlete()
beforeAll(async () => {
  world = await openWorld()
  token = await world.token({ athleteId: me })
  world.data.handles.set(me, 'ana')
})
afterAll(() => world.close())

const JSON_BODY = { 'content-type': 'application/json' }
const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(world.url, { method: 'POST', headers: { ...JSON_BODY, ...headers }, body: JSON.stringify({ query }) })

/** Reads the raw bytes of an answer, which fetch does not show. */
const raw = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const { hostname, port } = new URL(world.url)
    const sent = httpRequest({ hostname, port, method, path, headers }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk as Buffer)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
const query = (text: string) => `/graphql?query=${encodeURIComponent(text)}`

describe('an answer that the client cannot read', () => {
  it.each(['image/png', 'text/html', 'application/xml, text/*', 'application/json;q=0', '*/*;q=0', 'multipart/mixed'])(
    'is refused before the mutation runs: %s',
    async (accept) => {
      const answer = await post('mutation { rename(handle: "changed") { handle } }', { accept, authorization: `Bearer ${token}` })
      expect(answer.status).toBe(406)
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
      expect(world.data.handles.get(me)).toBe('ana')
    },
  )

  it.each(['*/*', 'application/*', 'application/json', 'application/json; charset=utf-8', 'text/html, */*;q=0.1'])(
    'is none with %s',
    async (accept) => expect((await post('{ plans }', { accept })).status).toBe(200),
  )
})

describe('an offer to upgrade', () => {
  // java.net.http.HttpClient sends this with its first request.
  const H2C = {
    connection: 'Upgrade, HTTP2-Settings',
    upgrade: 'h2c',
    'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
  }

  it.each([
    ['h2c', H2C],
    ['TLS', { connection: 'upgrade', upgrade: 'TLS/1.2, HTTP/1.1' }],
    ['anything', { connection: 'keep-alive, Upgrade', upgrade: 'anything/1' }],
  ])('to %s is ignored, and the request answered', async (_what, offer) => {
    const asked = await raw('POST', '/graphql', { ...JSON_BODY, ...offer }, '{"query":"{ plans }"}')
    expect([asked.status, JSON.parse(asked.body.toString())]).toEqual([200, { data: { plans: ['FREE'] } }])
    const byGet = await raw('GET', query('{ plans }'), offer)
    expect([byGet.status, byGet.body.toString()]).toEqual([200, '{"data":{"plans":["FREE"]}}\n'])
    expect((await raw('GET', '/health/live', offer)).status).toBe(200)
    expect((await raw('GET', '/nowhere', offer)).status).toBe(404)
    const large = await raw('PUT', '/objects/x', { ...offer, 'content-length': '3000000' }, 'x'.repeat(3_000_000))
    expect(JSON.parse(large.body.toString())).toMatchObject({ bytes: 3_000_000 })
  })

  it('is ignored each time on one connection, also when it arrives in pieces or with a chunked body', async () => {
    const socket = connect(Number(new URL(world.url).port), new URL(world.url).hostname)
    await once(socket, 'connect')
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAE\r\nTransfer-Encoding: chunked\r\n`
    const answers = text(socket)
    for (let round = 0; round < 3; round += 1) {
      const message = `${head}\r\n8\r\n{"query"\r\nc\r\n:"{ plans }"\r\n1\r\n}\r\n0\r\n\r\n`
      for (const part of [message.slice(0, 100), message.slice(100, 300), message.slice(300)]) {
        socket.write(part)
        await new Promise(setImmediate)
      }
    }
    socket.write(`${head.replace('Connection: Upgrade', 'Connection: close, Upgrade')}\r\n0\r\n\r\n`)
    const answered = (await answers).match(/HTTP\/1\.1 \d+|"FREE"/g)
    expect(answered).toEqual(['HTTP/1.1 200', '"FREE"', 'HTTP/1.1 200', '"FREE"', 'HTTP/1.1 200', '"FREE"', 'HTTP/1.1 400'])
  })
})

describe('compression', () => {
  const MANY = `{ ${Array.from({ length: 40 }, (_, index) => `aVeryLongAliasForTheSameField${index}: plans`).join(' ')} }`

  it('uses an encoding that the client accepts, for the same answer', async () => {
    const plain = await raw('GET', query(MANY))
    expect(plain.headers['content-encoding']).toBeUndefined()
    const br = await raw('GET', query(MANY), { 'accept-encoding': 'gzip, deflate, br' })
    expect(br.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
    const gzip = await raw('POST', '/graphql', { ...JSON_BODY, 'accept-encoding': 'gzip' }, JSON.stringify({ query: MANY }))
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
    expect(gzip.headers['content-length']).toBe(String(gzip.body.length))
    for (const each of [plain, br, gzip]) expect(each.headers.vary).toMatch(/accept-encoding/)
  })

  it('skips small answers and those that may contain a token', async () => {
    const accepts = { ...JSON_BODY, 'accept-encoding': 'gzip' }
    expect((await raw('GET', query('{ plans }'), accepts)).headers['content-encoding']).toBeUndefined()
    const credentials = '(input: { email: "a@example.org", password: "x" })'
    const many = Array.from(
      { length: 25 },
      (_, index) => `aVeryLongAliasForTheSameField${'x'.repeat(50)}${index}: signIn${credentials}`,
    )
    const signedIn = await raw('POST', '/graphql', accepts, JSON.stringify({ query: `mutation { ${many.join(' ')} }` }))
    expect(signedIn.body.length).toBeGreaterThan(1_500)
    expect(signedIn.headers['content-encoding']).toBeUndefined()
  })
})

describe('personal data', () => {
  it('is never cached on the way, for any caller', async () => {
    const everybody: Record<string, string>[] = [{}, { authorization: `Bearer ${token}` }]
    for (const headers of everybody) {
      for (const answer of [
        await raw('GET', query('{ viewer { handle } }'), headers),
        await raw('HEAD', query('{ plans }'), headers),
      ]) {
        expect(answer.headers['cache-control']).toBe('private, no-store')
        expect(String(answer.headers.vary)).toMatch(/authorization/)
        expect(answer.headers['x-content-type-options']).toBe('nosniff')
      }
    }
    for (const path of ['/nowhere', '/health/live', '/graphql']) {
      const { headers } = await raw('GET', path)
      expect(headers, path).toMatchObject({
        'cache-control': expect.stringContaining('no-store'),
        'x-content-type-options': 'nosniff',
      })
    }
  })
})

describe('methods', () => {
  it('HEAD answers as GET does, without the body', async () => {
    for (const path of [query('{ plans }'), '/', '/health/live', '/live/token', '/live/page/follow.css']) {
      const [head, get] = [await raw('HEAD', path), await raw('GET', path)]
      expect([path, head.status, head.body.length]).toEqual([path, 200, 0])
      expect(head.headers['content-type']).toBe(get.headers['content-type'])
      expect(head.headers['content-length']).toBe(String(get.body.length))
    }
    expect((await raw('HEAD', query('mutation { rename(handle: "x") { id } }'))).status).toBe(405)
  })

  it.each([
    ['PUT', '/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['DELETE', '/graphql?query={plans}', 'GET, HEAD, POST, OPTIONS'],
    ['PATCH', '/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/live/some-token', 'GET, HEAD'],
    ['POST', '/go/prod_1', 'GET, HEAD'],
    ['POST', '/objects/a/b.fit', 'PUT'],
  ])('%s %s is 405, with what is allowed', async (method, path, allowed) => {
    const { status, headers } = await (method === 'DELETE' ? raw(method, path) : raw(method, path, JSON_BODY, '{}'))
    expect(status).toBe(405)
    expect(String(headers.allow).split(', ').sort()).toEqual(allowed.split(', ').sort())
  })

  it('an unknown path is unknown for every method', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) expect((await raw(method, '/nowhere/at/all')).status).toBe(404)
  })
})

it('browsers may send the headers that identify a client', async () => {
  const { headers } = await raw('OPTIONS', '/graphql', { origin: 'https://app.example', 'access-control-request-method': 'POST' })
  const allowed = String(headers['access-control-allow-headers'])
  for (const prefix of ['apollographql-client-', 'graphql-client-']) {
    for (const name of ['name', 'version']) expect(allowed.split(', ')).toContain(`${prefix}${name}`)
  }
})

it('the root page says what this server is and where to go', async () => {
  const { status, headers, body } = await raw('GET', '/')
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(body.toString()).toMatch(/Gruppetto.*href="\/graphql"/s)
})

describe('with features switched off', () => {
  let bare: World
  beforeAll(async () => {
    bare = await openWorld({ config: { graphiql: false, introspection: false } })
  })
  afterAll(() => bare.close())

  it('there is no GraphiQL', async () => {
    const page = await fetch(bare.url, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8'])
    expect((await fetch(`${bare.url}/graphiql/boot.js`)).status).toBe(404)
    expect(await (await fetch(bare.origin)).text()).not.toContain('GraphiQL')
  })

  it('the schema is not revealed, not even by suggestions, and everything else works', async () => {
    const ask = graphqlClient(bare.url)
    for (const text of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Query") { name } }',
      '{ ...F } fragment F on Query { s: __schema { description } }',
    ]) {
      expect((await ask(text)).errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED')
    }
    const guess = (await ask('{ plan }')).errors[0]?.message
    expect(guess).toBe('Cannot query field "plan" on type "Query".')
    expect((await ask('{ __typename plans }')).data).toEqual({ __typename: 'Query', plans: ['FREE'] })
  })
})
