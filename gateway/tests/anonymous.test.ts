import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { graphqlClient } from '@gruppetto/testing'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World, type WorldOptions } from './world/world.ts'

let world: World
const open = async (config: WorldOptions['config'] = {}): Promise<World> => {
  world = await openWorld({ config })
  return world
}
afterEach(() => world.close())

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const codesOf = (answer: { errors: readonly { extensions?: { code?: string } }[] }) =>
  answer.errors.map(({ extensions }) => extensions?.code)

describe('persisted operations', () => {
  const post = async (body: object, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    const response = await fetch(world.url, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] }
  }
  const extensionsOf = (query: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } })
  const keep = (query: string, token?: string) => post({ query, ...extensionsOf(query) }, token)
  const isKept = async (query: string): Promise<boolean> => (await post(extensionsOf(query))).errors === undefined
  const named = (index: number): string => `query Q${index} { plans }`

  it('of anonymous callers are limited in number, and evict only each other', async () => {
    await open({ persistedKeptAnonymous: 3, ratePerMinutePersistedAnonymous: 100 })
    const token = await world.token()
    expect((await keep('query Mine { plans }', token)).errors).toBeUndefined()
    for (let index = 0; index < 6; index += 1) expect((await keep(named(index))).errors).toBeUndefined()
    await expect.poll(() => isKept(named(5))).toBe(true)
    expect(await Promise.all([0, 1, 2].map((index) => isKept(named(index))))).toEqual([false, false, false])
    expect(await isKept('query Mine { plans }')).toBe(true)
    expect(await world.runtime.redis.zcard('apq-index:{anonymous}')).toBe(3)
  })

  it('are answered but not stored when they are too large, too many, or refused', async () => {
    await open({ maxPersistedBytes: 100, ratePerMinutePersistedAnonymous: 2 })
    const large = `query Large { plans } # ${'x'.repeat(100)}`
    expect((await keep(large)).data).toEqual({ plans: ['FREE'] })
    expect((await keep('query Wrong { nothing }')).errors).toHaveLength(1)
    for (let index = 0; index < 4; index += 1) expect((await keep(named(index))).data).toEqual({ plans: ['FREE'] })
    await expect.poll(() => isKept(named(1))).toBe(true)
    expect(await isKept(named(3))).toBe(false)
    expect(await isKept(large)).toBe(false)
    expect(await world.runtime.redis.zcard('apq-index:{anonymous}')).toBe(2)
  })
})

describe('sockets', () => {
  const dial = async (address: string): Promise<{ socket: WebSocket; status: number }> => {
    const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': address },
    })
    const refused = once(socket, 'unexpected-response') as Promise<[unknown, { statusCode: number }]>
    const status = await Promise.race([once(socket, 'open').then(() => 101), refused.then(([, response]) => response.statusCode)])
    return { socket, status }
  }
  it('are limited for each address, and a closed one makes room for another', async () => {
    await open({ maxSocketsPerAddress: 2, trustedProxies: 1 })
    const [first, second] = [await dial('198.51.100.1'), await dial('198.51.100.1')]
    expect([first.status, second.status]).toEqual([101, 101])
    expect((await dial('198.51.100.1')).status).toBe(429)
    expect((await dial('203.0.113.5, 198.51.100.1')).status).toBe(429)
    expect((await dial('198.51.100.2')).status).toBe(101)
    // One internet connection has a whole /64 network.
    for (const host of ['1', '2']) expect((await dial(`2001:db8::${host}`)).status).toBe(101)
    expect((await dial('2001:db8::3')).status).toBe(429)
    first.socket.close()
    await once(first.socket, 'close')
    await expect.poll(async () => (await dial('198.51.100.1')).status).toBe(101)
  })
})

describe('requests', () => {
  it('end when their body does not arrive', async () => {
    await open({ bodyTimeoutSeconds: 1 })
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"qu')
    const answers: string[] = []
    socket.on('data', (data) => answers.push(String(data)))
    await once(socket, 'close')
    expect(answers.join('')).toMatch(/^HTTP\/1.1 408 /)
    expect((await graphqlClient(world.url)('{ plans }')).errors).toEqual([])
  })

  it('count on every route, and tenfold when they are refused', async () => {
    await open({ ratePerMinuteRequests: 50, ratePerMinuteAddress: 30 })
    for (let index = 0; index < 30; index += 1) expect((await fetch(`${world.origin}/live/token`)).status).toBe(200)
    const limited = await fetch(`${world.origin}/live/token`)
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await fetch(`${world.origin}/health/live`)).status).toBe(200)
    await fetch(world.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })
    await fetch(world.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })
    const refused = await fetch(world.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  })

  it('with invented keys and tokens are looked up a limited number of times, and valid ones still pass', async () => {
    await open({ ratePerMinuteRefused: 5 })
    const withKey = (key: string) => graphqlClient(world.url)('{ partner { brandId } }', {}, { headers: { 'x-api-key': key } })
    world.data.apiKeys.set(sha256('good'), { keyId: 'k', brandId: 'b', scopes: [] })
    expect((await withKey('good')).errors).toEqual([])
    for (let index = 0; index < 20; index += 1) await withKey(`bad${index}`)
    expect(world.data.calls.apiKey).toBeLessThanOrEqual(7)
    expect(codesOf(await withKey('another'))).toEqual(['RATE_LIMITED'])
    expect((await withKey('good')).errors).toEqual([])
    expect((await graphqlClient(world.url)('{ plans }')).errors).toEqual([])
  })
})

describe('ended sessions', () => {
  it('are found through athletes when Redis is down, and no session passes when it cannot be checked', async () => {
    await open()
    const [good, ended] = [ids.session(), ids.session()]
    world.data.endedSessions.add(ended)
    const ask = async (sessionId: string) => graphqlClient(world.url, await world.token({ sessionId }))('{ viewer { handle } }')
    world.runtime.redis.disconnect()
    expect(codesOf(await ask(good))).toEqual([])
    expect(codesOf(await ask(ended))).toEqual(['UNAUTHENTICATED'])
    world.down.add('athletes')
    expect(codesOf(await ask(ids.session()))).toEqual(['SERVICE_UNAVAILABLE'])
  })
})
