import { createHash } from 'node:crypto'
import { graphqlClient } from '@gruppetto/testing'
import { type Client, type ClientOptions, createClient } from 'graphql-sse'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let aheadMs = 0
let world: World
let me: string
let token: string
const clients: Client[] = []
beforeAll(async () => {
  world = await openWorld({
    now: () => Date.now() + aheadMs,
    config: { maxQueuedEvents: 10, maxSocketsPerAddress: 3, socketPingSeconds: 1, maxSocketBufferBytes: 100_000 },
  })
})
afterAll(() => world.close())
beforeEach(async () => {
  me = ids.athlete()
  token = await world.token({ athleteId: me })
  world.data.handles.set(me, 'ana')
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose()
  await expect.poll(() => world.gateway.streams()).toBe(0)
  await expect.poll(() => world.gateway.topics()).toBe(0)
})

/** NATS starts a subscription a moment after the request. */
const listening = async (topics: number) => {
  await expect.poll(() => world.gateway.topics()).toBe(topics)
  await world.runtime.bus.connection.flush()
}

const clientOf = (options: Partial<ClientOptions> = {}): Client => {
  const client = createClient({ url: world.url, retryAttempts: 0, headers: { authorization: `Bearer ${token}` }, ...options })
  clients.push(client)
  return client
}

/** Opens a stream by hand. `rest` resolves to all that was sent when the stream has ended. */
const streamOf = async (query: string, headers: Record<string, string> = {}, body = JSON.stringify({ query })) => {
  const control = new AbortController()
  const response = await fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body,
    signal: control.signal,
  })
  const rest = response.text()
  const hangUp = async () => {
    control.abort()
    await rest.catch(() => undefined)
  }
  return { response, rest, hangUp }
}
const as = (who: string) => ({ authorization: `Bearer ${who}` })
const eventsIn = (text: string) =>
  text
    .split('\n\n')
    .filter((part) => part.startsWith('event: '))
    .map((part) => {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? []
      return { event, data: data === '' ? null : JSON.parse(data ?? '') }
    })

describe('operations with Accept: text/event-stream', () => {
  it('send what a subscription yields to the client of graphql-sse, until the client stops', async () => {
    world.data.uploads.set('upl_1', { owner: me, status: 'RECEIVED', progress: 0 })
    const results = clientOf().iterate({
      query: 'subscription ($id: ID!) { uploadProgressed(id: $id) { status progress } }',
      variables: { id: 'upl_1' },
    })
    expect((await results.next()).value).toEqual({ data: { uploadProgressed: { status: 'RECEIVED', progress: 0 } } })
    await listening(1)
    world.data.uploads.set('upl_1', { owner: me, status: 'DONE', progress: 1 })
    world.runtime.live.publish('upload', 'upl_1')
    expect((await results.next()).value).toEqual({ data: { uploadProgressed: { status: 'DONE', progress: 1 } } })
    await results.return?.()
    await listening(0)
  })

  it('send each event once and in order', async () => {
    const results = clientOf().iterate({ query: 'subscription { notificationReceived { text } }' })
    const first = results.next()
    await listening(1)
    const activityId = ids.activity()
    for (const id of ['one', 'two', 'three']) world.data.notifications.set(id, { owner: me, text: id, activityId })
    for (const id of ['one', 'two', 'three']) world.runtime.live.publish('notification', me, { id })
    const read = [await first, await results.next(), await results.next()]
    expect(read.map(({ value }) => value?.data?.notificationReceived)).toEqual(['one', 'two', 'three'].map((text) => ({ text })))
    await results.return?.()
  })

  it('begin when a subscription listens: the client of graphql-sse is connected then, and misses nothing from then on', async () => {
    const activityId = ids.activity()
    for (const text of ['one', 'two', 'three']) {
      world.data.notifications.set(text, { owner: me, text, activityId })
      const client = clientOf({ on: { connected: () => world.runtime.live.publish('notification', me, { id: text }) } })
      const results = client.iterate({ query: 'subscription { notificationReceived { text } }' })
      expect((await results.next()).value).toEqual({ data: { notificationReceived: { text } } })
      await results.return?.()
      await listening(0)
    }
  })

  it('answer queries and mutations with one event, and say that it is the last', async () => {
    const { response, rest } = await streamOf('{ viewer { id } }', as(token))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('no-transform')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const text = await rest
    expect(text).toMatch(/^retry: \d+\n\n/)
    expect(eventsIn(text)).toEqual([
      { event: 'next', data: { data: { viewer: { id: me } } } },
      { event: 'complete', data: null },
    ])
    const renamed = clientOf().iterate({ query: 'mutation { rename(handle: "bea") { handle } }' })
    expect((await renamed.next()).value).toEqual({ data: { rename: { handle: 'bea' } } })
    expect((await renamed.next()).done).toBe(true)
  })

  it('are read from the URL of a GET, as EventSource sends it, and a mutation is not', async () => {
    const get = async (search: Record<string, string>) => {
      const response = await fetch(`${world.url}?${new URLSearchParams(search)}`, { headers: { accept: 'text/event-stream' } })
      return { status: response.status, text: await response.text() }
    }
    const query = 'query Who($id: ID!) { athlete(id: $id) { handle } } query Other { plans }'
    const asked = await get({ query, variables: JSON.stringify({ id: me }), operationName: 'Who' })
    expect(eventsIn(asked.text)[0]?.data).toEqual({ data: { athlete: { handle: 'ana' } } })
    const changed = await get({ query: 'mutation { rename(handle: "eve") { handle } }' })
    expect(eventsIn(changed.text)[0]?.data.errors[0].extensions.code).toBe('BAD_USER_INPUT')
    expect(world.data.handles.get(me)).toBe('ana')
    expect((await get({ query: '{ plans }', variables: '{' })).status).toBe(400)
    expect((await get({})).status).toBe(400)
  })

  it('may name their document by its hash, once it is known', async () => {
    const query = '{ plans }'
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const ask = async (body: object) => eventsIn(await (await streamOf('', as(token), JSON.stringify(body))).rest)[0]?.data
    expect((await ask({ extensions })).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect(await ask({ query, extensions })).toEqual({ data: { plans: ['FREE'] } })
    await expect.poll(() => ask({ extensions })).toEqual({ data: { plans: ['FREE'] } })
    expect(await ask({ documentId: `sha256:${sha256Hash}` })).toEqual({ data: { plans: ['FREE'] } })
  })

  it.each([
    ['a signed-out viewer', 'subscription { notificationReceived { id } }', 'UNAUTHENTICATED'],
    ['a missing entity', 'subscription { uploadProgressed(id: "nothing") { id } }', 'NOT_FOUND'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
    ['a deep document', `{ ${'deep { '.repeat(20)} value ${'}'.repeat(21)}`, 'QUERY_TOO_COMPLEX'],
  ])('tell of %s by an event, as the protocol wants', async (_of, query, code) => {
    const { response, rest } = await streamOf(query)
    expect(response.status).toBe(200)
    const [next, complete] = eventsIn(await rest)
    expect(next?.data.errors[0].extensions.code).toBe(code)
    expect(next?.data.data).toBeUndefined()
    expect(complete?.event).toBe('complete')
  })

  it('are refused with a status where there is no operation', async () => {
    for (const body of ['{', '[]', '{}', '{"query":7}', '{"query":"{ plans }","variables":[1]}']) {
      const { response, rest } = await streamOf('', {}, body)
      expect([response.status, JSON.parse(await rest).errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
    }
  })

  it('refuse a subscription with a stale token, and answer what is public in a query', async () => {
    const stale = as(await world.token({ secondsLeft: -10 }))
    const [refused] = eventsIn(
      await (await streamOf('subscription { commentAdded: uploadProgressed(id: "x") { id } }', stale)).rest,
    )
    expect(refused?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED')
    const [open] = eventsIn(await (await streamOf('{ plans }', stale)).rest)
    expect(open?.data).toEqual({ data: { plans: ['FREE'] } })
    const [key] = eventsIn(await (await streamOf('{ plans }', { 'x-api-key': 'nonsense' })).rest)
    expect(key?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED')
  })

  it('leave the choice to the server where a client takes JSON as well', async () => {
    const { response, rest } = await streamOf('{ plans }', { accept: 'application/json, text/event-stream' })
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(JSON.parse(await rest)).toEqual({ data: { plans: ['FREE'] } })
  })
})

describe('a stream', () => {
  const unread = 'subscription { unreadNotificationCountChanged }'

  it('ends without `complete` when its session ends, and when its token expires', async () => {
    const sessionId = ids.session()
    const ended = await streamOf(unread, as(await world.token({ athleteId: me, sessionId })))
    const expired = await streamOf(unread, as(await world.token({ athleteId: ids.athlete(), secondsLeft: 60 })))
    await listening(2)
    world.runtime.live.publish('session', 'ended', { id: sessionId })
    expect(eventsIn(await ended.rest)).toEqual([])
    expect(world.gateway.streams()).toBe(1)
    aheadMs += 61_000
    expect(eventsIn(await expired.rest)).toEqual([])
    expect(world.gateway.streams()).toBe(0)
  })

  it('gets nothing after a session that has ended without a hint', async () => {
    const sessionId = ids.session()
    const { rest } = await streamOf(
      'subscription { notificationReceived { text } }',
      as(await world.token({ athleteId: me, sessionId })),
    )
    await listening(1)
    await world.runtime.redis.set(`revoked:${sessionId}`, '1', 'EX', 900)
    aheadMs += 1_050
    world.data.notifications.set('late', { owner: me, text: 'late', activityId: ids.activity() })
    world.runtime.live.publish('notification', me, { id: 'late' })
    expect(eventsIn(await rest)).toEqual([])
  })

  it('is opened again by the client of graphql-sse, with new headers', async () => {
    const tokens = [await world.token({ athleteId: me, secondsLeft: 60 }), token]
    const client = clientOf({
      retryAttempts: 3,
      retry: async () => undefined,
      headers: () => as(tokens.shift() ?? ''),
    })
    const results = client.iterate({ query: unread })
    const next = results.next()
    await listening(1)
    aheadMs += 61_000
    await expect.poll(() => tokens.length).toBe(0)
    await listening(1)
    // The stream that ended listens no more, and the new one does: until it has heard, the hint is given again.
    world.data.unread.set(me, 5)
    const hint = setInterval(() => world.runtime.live.publish('unread', me), 50)
    expect((await next).value).toEqual({ data: { unreadNotificationCountChanged: 5 } })
    clearInterval(hint)
    await results.return?.()
  })

  it('is kept alive by comments', async () => {
    const control = new AbortController()
    const response = await fetch(`${world.url}?${new URLSearchParams({ query: unread })}`, {
      headers: { accept: 'text/event-stream', ...as(token) },
      signal: control.signal,
    })
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk)
      if (text.includes('\n\n:\n\n')) break
    }
    expect(eventsIn(text)).toEqual([])
    control.abort()
  })

  it('ends when too many events wait', async () => {
    const { rest } = await streamOf('subscription { notificationReceived { text } }', as(token))
    await listening(1)
    for (let index = 0; index < 200; index += 1) world.runtime.live.publish('notification', me, { id: 'many' })
    expect(eventsIn(await rest).filter(({ event }) => event === 'complete')).toEqual([])
  })

  it('is one of few for each address, and what is refused may come back', async () => {
    const open = await Promise.all(Array.from({ length: 3 }, () => streamOf(unread, as(token))))
    expect(open.map(({ response }) => response.status)).toEqual([200, 200, 200])
    const { response, rest } = await streamOf(unread, as(token))
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(JSON.parse(await rest).errors[0].extensions.code).toBe('RATE_LIMITED')
    expect((await graphqlClient(world.url)('{ plans }')).data).toEqual({ plans: ['FREE'] })
    await Promise.all(open.map(({ hangUp }) => hangUp()))
    await expect.poll(() => world.gateway.streams()).toBe(0)
  })
})

describe('closing', () => {
  it('ends streams without `complete`, so that clients go elsewhere', async () => {
    const other = await openWorld()
    const response = await fetch(other.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...as(await other.token()) },
      body: JSON.stringify({ query: 'subscription { unreadNotificationCountChanged }' }),
    })
    const rest = response.text()
    await expect.poll(() => other.gateway.topics()).toBe(1)
    await other.gateway.close()
    expect(eventsIn(await rest)).toEqual([])
    expect([other.gateway.streams(), other.gateway.topics()]).toEqual([0, 0])
    await other.close()
  })
})
