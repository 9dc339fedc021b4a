import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { publicRoutesOf } from '@gruppetto/graph'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eitherTransport, httpTransport, inProcessTransport } from '../src/module.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, query: string) => void

const text =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
const json = (body: unknown): Answer => text(JSON.stringify(body))

const MAX_BYTES = 200_000
/** Social and commerce are this server, which is not to be trusted. */
let server: Server
let answer: Answer = json({ data: null })
let world: World
let ask: ReturnType<typeof graphqlClient>
const me = ids.athlete()
const ride = ids.activity()

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => answer(request, response, (JSON.parse(body) as { query: string }).query))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const timeoutMs = 1_000
  world = await openWorld({
    config: { subgraphTimeoutMs: timeoutMs, maxAnswerBytes: MAX_BYTES },
    transport: async (subgraphs, runtime) => {
      const elsewhere = httpTransport({
        urls: { social: url, commerce: url },
        identitySecret: runtime.config.identitySecret,
        now: runtime.now,
        timeoutMs,
        maxAnswerBytes: MAX_BYTES,
        isPacked: () => true,
        // Each row of these tests asks anew.
        breakerFailures: 1_000,
      })
      return eitherTransport(inProcessTransport(subgraphs), elsewhere, (name) => name !== 'social' && name !== 'commerce')
    },
    routes: (subgraphs) => subgraphs.map(publicRoutesOf),
  })
  world.data.handles.set(me, 'ana')
  world.data.activities.set(ride, { name: 'Ride', athleteId: me, hiddenFrom: new Set() })
  ask = graphqlClient(world.url, await world.token({ athleteId: me }))
})
beforeEach(() => {
  answer = json({ data: null })
})
afterAll(async () => {
  await world.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const deep = `${'['.repeat(90_000)}${']'.repeat(90_000)}`

const PARTNER = '{"data":{"partner":{"brandId":"b"}}}'
const PACKED = gzipSync(PARTNER)

/** What the server answers instead of `{ "data": { "partner": { "brandId": "b" } } }`. */
const ROOTS: [what: string, answer: Answer][] = [
  ['nothing', text('')],
  ['no JSON', text('<html></html>')],
  ['half of JSON', text('{"data":{"partner":{"brandId":"b')],
  ['no object', text('[]')],
  ['null', text('null')],
  ['a number', text('7')],
  ['neither data nor errors', json({ other: 1 })],
  ['data without errors that is null', json({ data: null })],
  ['data that is a text', json({ data: 'partner' })],
  ['data that is a list', json({ data: [1, 2, 3] })],
  ['a text where an object stands', json({ data: { partner: 'b' } })],
  ['a list where an object stands', json({ data: { partner: [{ brandId: 'b' }] } })],
  ['an object where a text stands', json({ data: { partner: { brandId: { id: 'b' } } } })],
  ['null where none may be', json({ data: { partner: { brandId: null } } })],
  ['lists in lists without end', text(`{"data":{"partner":{"brandId":${deep}}}}`)],
  ['errors that are none', json({ data: null, errors: 'many' })],
  ['errors of other types', json({ data: null, errors: [7, null, { message: { text: 'x' }, path: 'x', extensions: [] }] })],
  ['a hundred thousand errors', json({ data: null, errors: Array.from({ length: 60_000 }, () => 1) })],
  ['a status of failure with data', text('{"data":{"partner":{"brandId":"b"}}}', {}, 500)],
  ['a redirection', text('', { location: 'http://169.254.169.254/' }, 302)],
  ['bytes that unpack to more', text(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })],
  ['half of what it has packed', text(PACKED.subarray(0, PACKED.length - 9), { 'content-encoding': 'gzip' })],
  ['plain bytes as packed ones', text(PARTNER, { 'content-encoding': 'gzip' })],
  ['a packing that nobody has asked for', text(brotliCompressSync(PARTNER), { 'content-encoding': 'br' })],
  ['what it has packed twice', text(gzipSync(PACKED), { 'content-encoding': 'gzip, gzip' })],
  ['10 MB', json({ data: { partner: { brandId: 'x'.repeat(10_000_000) } } })],
  ['a length that it does not send', text('{"data":{}}', { 'content-length': '5000' })],
  ['never', () => {}],
]

/** What the server says of `_entities(representations: [one activity]) { ... on Activity { kudosCount } }`. */
const ENTITIES: [what: string, answer: Answer][] = [
  ['no list', json({ data: { _entities: { kudosCount: 1 } } })],
  ['null', json({ data: { _entities: null } })],
  ['too few', json({ data: { _entities: [] } })],
  ['too many', json({ data: { _entities: [{ kudosCount: 1 }, { kudosCount: 2 }] } })],
  ['a text for an entity', json({ data: { _entities: ['x'] } })],
  ['a list for an entity', json({ data: { _entities: [[{ kudosCount: 1 }]] } })],
  ['a field of another type', json({ data: { _entities: [{ __typename: 'Activity', kudosCount: 'many' }] } })],
  ['a number that is too large', json({ data: { _entities: [{ __typename: 'Viewer', kudosCount: 1e300 }] } })],
  ['an object for a field', json({ data: { _entities: [{ __typename: 'Activity', kudosCount: { x: 1 } }] } })],
]

describe('a subgraph that answers', () => {
  it('what it was asked for, packed, is understood', async () => {
    answer = text(PACKED, { 'content-encoding': 'gzip' })
    expect(await ask('{ partner { brandId } }')).toMatchObject({ errors: [], data: { partner: { brandId: 'b' } } })
  })

  it.each(ROOTS)('%s costs its own fields, with an error there', async (_what, given) => {
    answer = given
    const { data, errors } = await ask('{ partner { brandId } viewer { handle } }')
    expect(data).toEqual({ partner: null, viewer: { handle: 'ana' } })
    expect(errors.length).toBeGreaterThan(0)
    // However many it sends, a client gets a thousand at most.
    expect(errors.length).toBeLessThanOrEqual(1_000)
    for (const { path, extensions } of errors) {
      expect(path?.[0]).toBe('partner')
      expect(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']).toContain(extensions?.code)
    }
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|169\.254|ECONN|UND_ERR|Unexpected|JSON/)
  })

  it.each(ENTITIES)('%s as entities costs its own field, with an error there', async (_what, given) => {
    answer = given
    const { data, errors } = await ask(`{ activity(id: "${ride}") { name kudosCount } viewer { handle } }`)
    expect(data).toEqual({ activity: { name: 'Ride', kudosCount: null }, viewer: { handle: 'ana' } })
    expect(errors).toHaveLength(1)
    expect(errors[0]?.path).toEqual(['activity', 'kudosCount'])
  })

  it('what nobody has asked of it does not write what other subgraphs answer', async () => {
    const stolen = { viewer: { handle: 'eve', __typename: 'Viewer' }, activity: { name: 'Eve' }, __typename: 'Query' }
    answer = (_request, response, query) => {
      const own = { __typename: 'Activity', kudosCount: 3, name: 'stolen', id: 'x', athlete: { handle: 'eve' }, effort: 9 }
      const data = query.includes('_entities')
        ? { _entities: [own], ...stolen }
        : { partner: { brandId: 'b', reads: 1 }, ...stolen }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
    }
    const { data, errors } = await ask(
      `{ partner { brandId } activity(id: "${ride}") { id kudosCount name effort } viewer { handle } }`,
    )
    expect(data).toEqual({
      partner: { brandId: 'b' },
      activity: { id: ride, kudosCount: 3, name: 'Ride', effort: null },
      viewer: { handle: 'ana' },
    })
    expect(errors).toEqual([])
  })

  it.each([500, 2_000, 8_000, 30_000])(
    'lists in %d lists costs its own fields, wherever the end of patience is',
    async (depth) => {
      answer = text(
        `{"data":{"partner":{"brandId":${'['.repeat(depth)}${']'.repeat(depth)}},"other":${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}}}`,
      )
      const { data, errors } = await ask('{ partner { brandId } viewer { handle } }')
      expect(data).toEqual({ partner: null, viewer: { handle: 'ana' } })
      expect(errors.map(({ path }) => path?.[0])).toEqual(['partner'])
    },
  )

  it.each([
    ['does not have it', json({ data: {} })],
    ['hides it', text('{"data":{"__proto__":{"partner":{"brandId":"b"}}}}')],
  ])('without a field that may be null %s: it is null', async (_what, given) => {
    answer = given
    expect((await ask('{ partner { brandId } viewer { handle } }')).data).toEqual({ partner: null, viewer: { handle: 'ana' } })
  })

  it.each([
    ['by its length', false],
    ['in chunks without end', true],
  ])('more than the limit %s is read no further', async (_what, isEndless) => {
    let written = 0
    let isClosed = false
    answer = (_request, response) => {
      const chunk = Buffer.alloc(64_000, 'x')
      response.writeHead(200, isEndless ? {} : { 'content-length': '500000000' })
      response.on('close', () => {
        isClosed = true
      })
      const go = (): void => {
        while (!isClosed) {
          written += chunk.length
          if (!response.write(chunk)) {
            response.once('drain', go)
            return
          }
        }
      }
      go()
    }
    const { data, errors } = await ask('{ partner { brandId } viewer { handle } }')
    expect(data).toEqual({ partner: null, viewer: { handle: 'ana' } })
    expect(errors).toMatchObject([{ path: ['partner'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'commerce' } }])
    await expect.poll(() => isClosed).toBe(true)
    // What stands in the buffers of the two ends of the connection comes on top of the limit.
    expect(written).toBeLessThan(20_000_000)
  })

  it('one byte after the other without end is given up when its time is over', async () => {
    let isClosed = false
    answer = (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => {
        isClosed = true
        clearInterval(timer)
      })
    }
    const { data, errors } = await ask('{ partner { brandId } viewer { handle } }')
    expect(data).toEqual({ partner: null, viewer: { handle: 'ana' } })
    expect(errors).toMatchObject([{ path: ['partner'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'commerce' } }])
    await expect.poll(() => isClosed).toBe(true)
  })

  it('a hundred such operations at once leave the memory as it was', async () => {
    answer = json({ data: { partner: { brandId: 'x'.repeat(2_000_000) } } })
    const run = () => Promise.all(Array.from({ length: 100 }, () => ask('{ partner { brandId } viewer { handle } }')))
    await run()
    const { arrayBuffers, heapUsed } = process.memoryUsage()
    for (const { data } of await run()) expect(data).toEqual({ partner: null, viewer: { handle: 'ana' } })
    const after = process.memoryUsage()
    // Half of what was sent would be a hundred megabytes.
    expect(after.arrayBuffers + after.heapUsed - arrayBuffers - heapUsed).toBeLessThan(100_000_000)
  })
})

describe('the budgets of an operation', () => {
  it('of bytes end it with an error, although each answer alone is small enough', async () => {
    const long = 'x'.repeat(150_000)
    answer = (_request, response, query) => {
      const data = query.includes('partner') ? { partner: { brandId: long } } : { notification: { text: long } }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
    }
    const [ofCommerce, ofSocial] = ['partner { brandId }', 'notification(id: "n") { text }']
    for (const each of [ofCommerce, ofSocial]) expect((await ask(`{ ${each} }`)).errors).toEqual([])
    const { data, errors } = await ask(`{ ${ofCommerce} ${ofSocial} }`)
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: MAX_BYTES } }])
  })

  it('of entities end it with an error that says so', async () => {
    const small = await openWorld({ config: { maxEntities: 3 } })
    const asker = graphqlClient(small.url, await small.token({ athleteId: me }))
    for (let index = 0; index < 5; index += 1) {
      const id = ids.activity()
      small.data.activities.set(id, { name: `Ride ${index}`, athleteId: me, hiddenFrom: new Set() })
      small.data.feed.set(`feed_${index}`, { owner: me, kind: 'ACTIVITY', subjectId: id })
    }
    const feed = '{ viewer { feed { ... on ActivityFeedItem { activity { name } } } } }'
    const { data, errors } = await asker(feed)
    expect(data).toBeNull()
    expect(errors).toMatchObject([
      { message: expect.stringContaining('more than 3 entities'), extensions: { code: 'QUERY_TOO_COMPLEX', cost: 4, limit: 3 } },
    ])
    for (const id of ['feed_0', 'feed_1', 'feed_2']) small.data.feed.delete(id)
    expect((await asker(feed)).errors).toEqual([])
    await small.close()
  })
})
