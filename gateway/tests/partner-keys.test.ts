import { createHash } from 'node:crypto'
import { API_KEY_CHANGED_KEY } from '@gruppetto/events'
import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { localBuckets } from '../src/limits/local-buckets.ts'
import { rateLimiter } from '../src/limits/rate.ts'
import { openWorld, type World } from './world/world.ts'

let aheadMs = 0
/** Set while the clock stands, so that no bucket fills during a test. */
let standsAtMs: number | null = null
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => (standsAtMs ?? Date.now()) + aheadMs, config: { ratePerMinuteKey: 8 } })
})
afterAll(() => world.close())

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
const addKey = (keyId: string, more: { expiresAtMs?: number } = {}): string => {
  const secret = `gpk_${keyId}`
  world.data.apiKeys.set(hashOf(secret), { keyId, brandId: 'brand_1', scopes: ['LEADERBOARD_READ'], ...more })
  return secret
}
const QUERY = '{ partner { brandId } }'
const post = (secret: string, query = QUERY) =>
  fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', 'x-api-key': secret },
    body: JSON.stringify({ query }),
  })

/** A socket of a partner, whose handshake has the key. */
const openSocket = async (secret: string) => {
  const options: ClientOptions = { headers: { 'x-api-key': secret } }
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws', options)
  const messages: { type: string; id?: string; payload?: unknown }[] = []
  socket.on('message', (data) => messages.push(JSON.parse(String(data))))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  const send = (message: object) => socket.send(JSON.stringify(message))
  send({ type: 'connection_init', payload: {} })
  await expect.poll(() => messages.length).toBe(1)
  return { socket, messages, closed, send }
}

describe('an API key that is revoked', () => {
  const changed = (id: string) => world.runtime.live.publish('apiKey', API_KEY_CHANGED_KEY, { id })

  it('opens nothing any more as soon as the hint arrives, and its sockets are closed', async () => {
    const secret = addKey('key_hinted')
    const kept = addKey('key_kept')
    expect((await post(secret)).status).toBe(200)
    const [socket, other] = [await openSocket(secret), await openSocket(kept)]
    world.data.apiKeys.delete(hashOf(secret))
    changed('key_hinted')
    expect(await socket.closed).toBe(4403)
    expect((await post(secret)).status).toBe(401)
    // A key whose secret still holds, as in the overlap of a rotation, keeps its sockets.
    changed('key_kept')
    other.send({ id: '1', type: 'subscribe', payload: { query: QUERY } })
    await expect.poll(() => other.messages.map(({ type }) => type)).toContain('next')
    other.socket.close()
  })

  it('runs nothing over a socket, even when the hint was lost', async () => {
    const secret = addKey('key_lost')
    const socket = await openSocket(secret)
    world.data.apiKeys.delete(hashOf(secret))
    // The answer is kept for a second at most.
    await expect
      .poll(
        async () => {
          socket.send({ id: String(Math.random()), type: 'subscribe', payload: { query: QUERY } })
          return socket.socket.readyState
        },
        { timeout: 5_000, interval: 200 },
      )
      .toBe(WebSocket.CLOSED)
    expect(await socket.closed).toBe(4403)
  })

  it('or has expired opens nothing, although the answer is still kept', async () => {
    const secret = addKey('key_short', { expiresAtMs: world.runtime.now() + 60_000 })
    expect((await post(secret)).status).toBe(200)
    const socket = await openSocket(secret)
    aheadMs += 60_000
    expect((await post(secret)).status).toBe(401)
    expect(await socket.closed).toBe(4403)
  })
})

describe('the rate of an API key', () => {
  it('stands in the fields of the draft, which browsers may read, and a refusal says when to come back', async () => {
    standsAtMs = Date.now()
    const secret = addKey(`key_rate_${standsAtMs}`)
    const first = await post(secret)
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=8;w=60')
    expect(first.headers.get('ratelimit')).toBe('"key";r=7;t=8')
    expect(first.headers.get('access-control-expose-headers')).toBe(
      'retry-after, ratelimit, ratelimit-policy, x-request-id, etag, age, server-timing',
    )
    // A refused operation is charged too, and more than a cheap one.
    const refused = await post(secret, '{ plans }')
    expect([refused.status, refused.headers.get('ratelimit')]).toEqual([403, '"key";r=2;t=45'])
    await Promise.all([post(secret), post(secret)])
    const limited = await post(secret)
    const retryAfter = Number(limited.headers.get('retry-after'))
    expect(limited.status).toBe(429)
    expect([retryAfter, limited.headers.get('ratelimit')]).toEqual([8, '"key";r=0;t=60'])
    expect(await limited.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: retryAfter } }],
    })
    aheadMs += retryAfter * 1_000
    expect((await post(secret)).status).toBe(200)
    standsAtMs = null
    // Other callers have no such fields.
    const { headers } = await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ plans }"}',
    })
    expect(headers.get('ratelimit')).toBeNull()
  })

  it('is one for all gateways, and that of this process alone when Redis is away', async () => {
    const nowMs = Date.now()
    const runtime = { redis: world.runtime.redis, log: world.runtime.log, now: () => nowMs }
    const bucket = { key: 'rate:key:shared', perMinute: 10, cost: 4 }
    const [one, two] = [rateLimiter(runtime, localBuckets(runtime.now)), rateLimiter(runtime, localBuckets(runtime.now))]
    expect(await one([bucket])).toEqual({ waitMs: 0, left: { perMinute: 10, tokens: 6 } })
    expect(await two([bucket])).toEqual({ waitMs: 0, left: { perMinute: 10, tokens: 2 } })
    expect(await one([bucket])).toEqual({ waitMs: 12_000, left: { perMinute: 10, tokens: 2 } })
    const away = { ...runtime, redis: { eval: () => Promise.reject(new Error('away')) } as never }
    const alone = rateLimiter(away, localBuckets(runtime.now))
    expect(await alone([bucket])).toEqual({ waitMs: 0, left: { perMinute: 10, tokens: 6 } })
    expect(await alone([bucket])).toEqual({ waitMs: 0, left: { perMinute: 10, tokens: 2 } })
    expect((await alone([bucket])).waitMs).toBe(12_000)
  })
})

it('a key subscribes to nothing, and is refused every mutation that is not for keys, over a socket too', async () => {
  const socket = await openSocket(addKey('key_socket'))
  for (const [index, query] of [
    'subscription { unreadNotificationCountChanged }',
    'mutation { rename(handle: "x") { id } }',
  ].entries()) {
    socket.send({ id: String(index), type: 'subscribe', payload: { query } })
  }
  await expect.poll(() => socket.messages.filter(({ type }) => type === 'error').length).toBe(2)
  for (const { payload } of socket.messages.filter(({ type }) => type === 'error')) {
    expect(payload).toMatchObject([{ extensions: { code: expect.stringMatching(/FORBIDDEN|RATE_LIMITED/) } }])
  }
  socket.socket.close()
  expect((await graphqlClient(world.url)('{ plans }')).errors).toEqual([])
})

describe('a route beside GraphQL', () => {
  const get = (headers: Record<string, string>) => fetch(`${world.origin}/go/prod_1`, { headers, redirect: 'manual' })

  it('has the partner as its caller, charges its key, and refuses a key that does not hold', async () => {
    standsAtMs = Date.now()
    const secret = addKey(`key_route_${standsAtMs}`)
    const first = await get({ 'x-api-key': secret })
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/)
    const limited = await get({ 'x-api-key': secret })
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true])
    standsAtMs = null
    expect((await get({ 'x-api-key': 'gpk_wrong' })).status).toBe(401)
    const open = await get({})
    expect([open.status, open.headers.get('ratelimit')]).toEqual([first.status, null])
  })
})
