import { createHash } from 'node:crypto'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { IDENTITY_HEADER, signIdentity } from '@gruppetto/graph'
import { graphqlClient, liveClient } from '@gruppetto/testing'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../src/config.ts'
import { forwardedRoutes, httpTransport } from '../src/module.ts'
import { type SubgraphServer, serveSubgraph } from '../src/subgraph-server.ts'
import { patiently } from '../src/transports/patience.ts'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

const servers = new Map<string, SubgraphServer>()
let world: World
let urls: Record<string, string>
let black: Server
const held: Socket[] = []
const me = ids.athlete()

beforeAll(async () => {
  // Accepts connections and never answers.
  black = createServer((socket) => void held.push(socket))
  await new Promise<void>((resolve) => black.listen(0, '127.0.0.1', resolve))
  world = await openWorld({
    config: { subgraphTimeoutMs: 1_000 },
    transport: async (subgraphs, runtime) => {
      const listened = await Promise.all(
        subgraphs.map(async (subgraph) => {
          const server = await serveSubgraph(subgraph, runtime, loadGatewayConfig({}), 0, '127.0.0.1')
          servers.set(subgraph.module.name, server)
          return [subgraph.module.name, server.url.replace('localhost', '127.0.0.1')] as const
        }),
      )
      urls = Object.fromEntries(listened)
      const { identitySecret } = runtime.config
      return httpTransport({ urls, identitySecret, now: runtime.now, timeoutMs: 1_000 })
    },
    routes: (subgraphs, runtime) => {
      const timeoutMs = 5_000
      const ofSubgraphs = subgraphs.map(({ module }) =>
        forwardedRoutes(module.publicPaths ?? [], { runtime, url: urls[module.name] ?? '', timeoutMs }),
      )
      return [...ofSubgraphs, forwardedRoutes(['/nowhere'], { runtime, url: 'http://127.0.0.1:1', timeoutMs })]
    },
  })
  world.data.handles.set(me, 'ana')
})
afterAll(async () => {
  await world.close()
  await Promise.all([...servers.values()].map((server) => server.close()))
  for (const socket of held) socket.destroy()
  await new Promise((resolve) => black.close(resolve))
})

describe('subgraphs in processes of their own', () => {
  it('answer queries, errors and API keys as in one process', async () => {
    const ask = graphqlClient(world.url, await world.token({ athleteId: me }))
    expect(await ask('{ viewer { id handle unreadNotificationCount uploadCount } }')).toMatchObject({
      errors: [],
      data: { viewer: { id: me, handle: 'ana', unreadNotificationCount: 0, uploadCount: 0 } },
    })
    expect((await ask('{ broken }')).errors).toEqual([
      { message: 'Something went wrong on our side.', path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ])
    world.data.apiKeys.set(createHash('sha256').update('s').digest('hex'), { keyId: 'k', brandId: 'b', scopes: [] })
    const partner = await graphqlClient(world.url)('{ partner { brandId } }', {}, { headers: { 'x-api-key': 's' } })
    expect(partner.data).toEqual({ partner: { brandId: 'b' } })
  })

  it('pack a long answer for a gateway that asks for it, and nothing else', async () => {
    const { identitySecret } = world.runtime.config
    const caller = { kind: 'anonymous', address: null } as const
    const long = `{ ${Array.from({ length: 99 }, (_, at) => `plansUnderAVeryLongNameThatIsRepeated${at}: plans`).join(' ')} }`
    const fetched = async (query: string, encoding?: string) => {
      const headers = {
        'content-type': 'application/json',
        [IDENTITY_HEADER]: signIdentity(caller, identitySecret, world.runtime.now()),
        ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
      }
      const answer = await request(`${urls.commerce}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
      return { encoding: answer.headers['content-encoding'], body: Buffer.from(await answer.body.arrayBuffer()) }
    }
    const plain = await fetched(long)
    expect([plain.encoding, JSON.parse(plain.body.toString()).data.plansUnderAVeryLongNameThatIsRepeated98]).toEqual([
      undefined,
      ['FREE'],
    ])
    const packed = await fetched(long, 'gzip')
    expect(packed.encoding).toBe('gzip')
    expect(packed.body.length).toBeLessThan(plain.body.length / 4)
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect((await fetched('{ plans }', 'gzip')).encoding).toBeUndefined()
    expect((await fetched(long, 'br')).encoding).toBeUndefined()

    const unpacking = httpTransport({ urls, identitySecret, now: world.runtime.now, timeoutMs: 5_000, isPacked: () => true })
    const terms = { timeoutMs: 5_000, signal: new AbortController().signal, isQuery: true, requestId: null }
    expect(await unpacking.execute('commerce', { query: long, variables: {} }, caller, null, terms)).toEqual(
      JSON.parse(plain.body.toString()),
    )
    await unpacking.close()
  })

  it('push over websockets', async () => {
    const client = await liveClient(world.url, await world.token({ athleteId: me }))
    const subscription = client.subscribe('subscription { unreadNotificationCountChanged }')
    await expect.poll(() => world.gateway.topics()).toBe(1)
    await world.runtime.bus.connection.flush()
    world.data.unread.set(me, 2)
    world.runtime.live.publish('unread', me)
    expect(await subscription.next()).toEqual({ unreadNotificationCountChanged: 2 })
    await client.close()
  })

  it('have their public routes forwarded, with bodies', async () => {
    const away = await fetch(`${world.origin}/go/prod%2F1`, { redirect: 'manual', headers: { 'x-gruppetto-identity': 'forged' } })
    expect({ status: away.status, location: away.headers.get('location') }).toEqual({
      status: 302,
      location: 'https://shop.example/prod/1',
    })
    expect(away.headers.get('x-seen-address')).toBe('127.0.0.1')
    const put = await fetch(`${world.origin}/objects/a/b%20c.fit?signature=x%2By`, {
      method: 'PUT',
      headers: { 'content-type': 'application/vnd.ant.fit' },
      body: Buffer.alloc(5_000_000, 1),
    })
    expect(await put.json()).toEqual({ bytes: 5_000_000, key: 'a/b c.fit', signature: 'x+y', type: 'application/vnd.ant.fit' })
    expect(await (await fetch(`${world.origin}/.well-known/jwks.json`)).json()).toMatchObject({ keys: [{ alg: 'EdDSA' }] })
    expect((await fetch(`${world.origin}/nowhere`)).status).toBe(503)
  })

  it('make only their own fields null when they stop, and come back', async () => {
    const ask = graphqlClient(world.url, await world.token({ athleteId: me }))
    const social = servers.get('social')
    const port = Number(new URL(urls.social ?? '').port)
    await social?.close()
    const { data, errors } = await ask('{ viewer { handle unreadNotificationCount } }')
    expect(data).toEqual({ viewer: { handle: 'ana', unreadNotificationCount: null } })
    expect(errors).toMatchObject([
      { path: ['viewer', 'unreadNotificationCount'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'social' } },
    ])
    const subgraph = world.subgraphs.find((each) => each.module.name === 'social')
    if (subgraph === undefined) throw new Error('no social')
    servers.set('social', await serveSubgraph(subgraph, world.runtime, loadGatewayConfig({}), port, '127.0.0.1'))
    expect((await ask('{ viewer { unreadNotificationCount } }')).errors).toEqual([])
  })

  it('delay an answer only by the timeout when they hang', async () => {
    const { port } = black.address() as AddressInfo
    const transport = httpTransport({
      urls: { social: `http://127.0.0.1:${port}` },
      identitySecret: world.runtime.config.identitySecret,
      now: world.runtime.now,
      timeoutMs: 500,
    })
    const ask = (subgraph: string) =>
      patiently({ timeoutMs: 500, signal: null, isQuery: true, requestId: null }, (terms) =>
        transport.execute(subgraph, { query: '{ viewer { id } }' }, { kind: 'anonymous', address: null }, null, terms),
      )
    await expect(ask('social')).rejects.toThrow('no answer within 500 ms')
    await expect(ask('clubs')).rejects.toThrow(/no URL/)
    await transport.close().catch(() => undefined)
  })
})
