import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { text as textOf } from 'node:stream/consumers'
import type { ObjectStore } from '@gruppetto/runtime'
import { graphqlClient } from '@gruppetto/testing'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { publicationIds, publish, removePublication } from '../src/registered/mod.ts'
import { openWorld, type World, type WorldOptions } from './world/world.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const plans = 'query Plans { plans }'
const handle = 'query Handle($id: ID!) { athlete(id: $id) { handle } }'
const rename = 'mutation Rename { rename(handle: "eva") { id } }'

let world: World
let clockMs = Date.now()
/** What the object store was asked for, and whether it answers. */
const store = { lists: 0, reads: 0, isAway: false }

const watched = (objects: ObjectStore): ObjectStore => {
  const refuse = () => {
    if (store.isAway) throw new Error('connect ECONNREFUSED the object store')
  }
  return {
    ...objects,
    async list(folder) {
      if (folder === 'operations') store.lists += 1
      refuse()
      return objects.list(folder)
    },
    async read(key, range) {
      store.reads += 1
      refuse()
      return objects.read(key, range)
    },
  }
}

const add = (objects: ObjectStore, ...texts: string[]) => {
  const documents = new Map(texts.map((text) => [sha256(text), text]))
  return publish(objects, { name: texts.join(' '), documents, nowMs: clockMs })
}

const open = async (config: WorldOptions['config'], before: readonly string[] = []): Promise<World> => {
  Object.assign(store, { lists: 0, reads: 0, isAway: store.isAway })
  world = await openWorld({
    config: config ?? {},
    now: () => clockMs,
    async prepare(runtime) {
      if (before.length > 0) await add(runtime.objects, ...before)
      return { ...runtime, objects: watched(runtime.objects) }
    },
  })
  return world
}
afterEach(async () => {
  store.isAway = false
  await world.close()
})

interface Answer {
  readonly status: number
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}
const read = async (response: Response): Promise<Answer> => ({
  status: response.status,
  ...((await response.json()) as Omit<Answer, 'status'>),
})
const post = async (body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  read(
    await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: JSON.stringify(body),
    }),
  )
const get = async (search: Record<string, string>): Promise<Answer> =>
  read(await fetch(`${world.url}?${new URLSearchParams(search)}`, { headers: { accept: 'application/graphql-response+json' } }))
/** Sends one operation over a websocket. Returns its first message. */
const overSocket = async (payload: object, authorization?: string): Promise<{ type: string; payload: unknown }> => {
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: authorization === undefined ? {} : { authorization } }))
  await once(socket, 'message')
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
  const [data] = await once(socket, 'message')
  socket.close()
  return JSON.parse(String(data))
}
const byId = (text: string) => ({ documentId: `sha256:${sha256(text)}` })
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } })
const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code

describe('a registered document', () => {
  it('runs by its hash, by POST, by GET and over a websocket', async () => {
    await open({}, [plans, handle])
    world.data.handles.set('ath_1', 'ana')
    const ana = { athlete: { handle: 'ana' } }
    const variables = { id: 'ath_1' }
    const text = JSON.stringify(variables)
    expect(await post({ ...byId(handle), variables })).toEqual({ status: 200, data: ana })
    expect(await post({ ...byHash(handle), variables })).toEqual({ status: 200, data: ana })
    expect(await get({ ...byId(handle), variables: text })).toEqual({ status: 200, data: ana })
    expect(await get({ extensions: JSON.stringify(byHash(handle).extensions), variables: text })).toMatchObject({ data: ana })
    for (const named of [byId(handle), byHash(handle), { ...byHash(handle), query: '' }]) {
      expect(await overSocket({ ...named, variables })).toMatchObject({ type: 'next', payload: { data: ana } })
    }
    expect((await fetch(`${world.url}?documentId=sha256:${sha256(plans)}`, { method: 'HEAD' })).status).toBe(200)
  })

  it('is subject to the same rules as any other', async () => {
    const many = 'query Many($size: Int!) { deep { many(first: $size) { many(first: $size) { many(first: $size) { value } } } } }'
    await open({}, [rename, many])
    expect((await get(byId(rename))).status).toBe(405)
    const token = await world.token()
    expect(await post(byId(rename), { authorization: `Bearer ${token}` })).toMatchObject({ data: { rename: {} } })
    expect(codeOf(await post({ ...byId(many), variables: { size: 100 } }))).toBe('QUERY_TOO_COMPLEX')
    expect(codeOf(await post({ ...byId(many), variables: { size: 'x' } }))).toBe('BAD_USER_INPUT')
  })

  it('is known within seconds of its publication, and no more when it is removed', async () => {
    await open({})
    expect(codeOf(await post(byId(plans)))).toBe('PERSISTED_QUERY_NOT_FOUND')
    const { id } = await add(world.runtime.objects, plans)
    clockMs += 5_000
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
    await removePublication(world.runtime.objects, id)
    // Whoever asks for something unknown makes the gateway look.
    clockMs += 5_000
    await post(byId(handle))
    expect(codeOf(await post(byId(plans)))).toBe('PERSISTED_QUERY_NOT_FOUND')
  })

  it('stays while another publication has it', async () => {
    await open({}, [plans])
    const first = await publicationIds(world.runtime.objects)
    await add(world.runtime.objects, plans, handle)
    await removePublication(world.runtime.objects, first[0] ?? '')
    clockMs += 5_000
    await post(byId('{ __typename }'))
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
  })

  it('is answered with what is wrong when the schema has lost its field, and the others run', async () => {
    await open({}, ['query Old { plans prices }', plans])
    expect(await post(byId('query Old { plans prices }'))).toMatchObject({
      errors: [{ message: expect.stringContaining('prices'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
  })
})

describe('an unknown hash', () => {
  it('reaches the object store once in five seconds, however many ask', async () => {
    await open({})
    const before = store.lists
    const strangers = Array.from({ length: 50 }, (_, index) => `{ a${index}: plans }`)
    clockMs += 5_000
    const codes = await Promise.all(strangers.map(async (text) => codeOf(await post(byId(text)))))
    codes.push(...(await Promise.all(strangers.map(async (text) => codeOf(await post(byHash(text)))))))
    expect(new Set(codes)).toEqual(new Set(['PERSISTED_QUERY_NOT_FOUND']))
    expect(store).toMatchObject({ lists: before + 1, reads: 0 })
  })

  it.each([
    ['another algorithm', { documentId: `md5:${'a'.repeat(32)}` }],
    ['no prefix', { documentId: sha256(plans) }],
    ['capital letters', { documentId: `sha256:${sha256(plans).toUpperCase()}` }],
    ['half a hash', { documentId: `sha256:${sha256(plans).slice(0, 32)}` }],
    ['a path', { documentId: 'sha256:../../identity-secret' }],
    ['a number', { documentId: 7 }],
    ['a text beside it', { ...byId(plans), query: plans }],
  ])('that is none is the mistake of the client: %s', async (_what, request) => {
    await open({}, [plans])
    expect(await post(request)).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    if (typeof request.documentId === 'string')
      expect(codeOf(await get(request as Record<string, string>))).toBe('BAD_USER_INPUT')
    expect(await overSocket(request)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('is persisted with its text over a websocket too, unless the two do not match', async () => {
    await open({})
    const mine = 'query Mine { plans }'
    expect(await overSocket(byHash(mine))).toMatchObject({ payload: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
    const wrong = await overSocket({ ...byHash(mine), query: plans })
    expect(wrong).toMatchObject({ payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    expect(await overSocket({ ...byHash(mine), query: mine })).toMatchObject({ payload: { data: { plans: ['FREE'] } } })
    await expect.poll(() => post(byHash(mine))).toMatchObject({ data: { plans: ['FREE'] } })
    for (const persistedQuery of [{ version: 2, sha256Hash: sha256(mine) }, { version: 1 }, 'x']) {
      const answer = await overSocket({ query: mine, extensions: { persistedQuery } })
      expect(answer).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
  })
})

describe('trusted documents', () => {
  it('refuse all other operations on every road, and never parse them', async () => {
    await open({ trustedDocuments: new Set(['anonymous']) }, [plans])
    const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] }
    expect(await post({ query: '{ plans }' })).toMatchObject({ status: 403, ...refused })
    expect(await post({ query: 'no GraphQL' })).toMatchObject(refused)
    expect(await get({ query: '{ plans }' })).toMatchObject({ status: 403, ...refused })
    expect(await overSocket({ query: '{ plans }' })).toMatchObject({ type: 'error', payload: refused.errors })
    await world.gateway.warmed()
    expect(world.gateway.plansMade()).toBe(1)
    expect(await post({ query: plans })).toMatchObject({ data: { plans: ['FREE'] } })
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
  })

  it('are not what others have persisted while they run', async () => {
    await open({ trustedDocuments: new Set(['anonymous']) }, [plans])
    const mine = 'query Mine { plans }'
    const headers = { authorization: `Bearer ${await world.token()}` }
    expect(codeOf(await post({ query: mine, ...byHash(mine) }))).toBe('FORBIDDEN')
    expect(codeOf(await post(byHash(mine)))).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect(await post({ query: mine, ...byHash(mine) }, headers)).toMatchObject({ data: { plans: ['FREE'] } })
    await expect.poll(async () => codeOf(await post(byHash(mine)))).toBe('FORBIDDEN')
    expect(await post(byHash(mine), headers)).toMatchObject({ data: { plans: ['FREE'] } })
  })

  it('ask for a fresh token where the old one has expired', async () => {
    await open({ trustedDocuments: new Set(['anonymous']) }, [plans])
    const headers = { authorization: `Bearer ${await world.token({ secondsLeft: -60 })}` }
    expect(codeOf(await post({ query: '{ plans }' }, headers))).toBe('UNAUTHENTICATED')
    expect(await post({ query: plans }, headers)).toMatchObject({ data: { plans: ['FREE'] } })
  })
})

describe('without the object store', () => {
  it('what is registered goes on, and what is not known yet is said not to be known', async () => {
    store.isAway = true
    await open({ trustedDocuments: new Set(['anonymous']) }, [plans])
    const ready = async () => ((await (await fetch(`${world.origin}/health/ready`)).json()) as { warnings?: object }).warnings
    expect(await ready()).toHaveProperty('registered operations')
    expect(await post(byId(plans))).toMatchObject({ status: 503, errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    expect(codeOf(await post({ query: plans }))).toBe('SERVICE_UNAVAILABLE')
    // A client of APQ sends the text next, and whoever may run any text is answered.
    expect(codeOf(await post(byHash(plans)))).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await graphqlClient(world.url, await world.token())('{ plans }')).errors).toEqual([])

    store.isAway = false
    clockMs += 5_000
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
    expect(await ready()).toBeUndefined()

    store.isAway = true
    clockMs += 5_000
    expect(codeOf(await post(byId(handle)))).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect(await ready()).toHaveProperty('registered operations')
    for (let time = 0; time < 3; time += 1) expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
  })
})

describe('a publication', () => {
  it('that is broken changes nothing for the others, and is read once', async () => {
    await open({}, [plans])
    const { objects } = world.runtime
    const { id } = await add(objects, handle)
    const whole = await textOf(await objects.read(`operations/${id}.json`))
    await objects.write(`operations/${'a'.repeat(16)}.json`, Buffer.from(whole))
    await objects.write(`operations/${'b'.repeat(16)}.json`, Buffer.from(whole.slice(0, 20)))
    await objects.write('operations/notes.txt', Buffer.from('for people'))
    await objects.write(`operations/${id}.json`, Buffer.from(whole.replace('handle', 'secret')))
    for (let time = 0; time < 2; time += 1) {
      clockMs += 5_000
      expect(codeOf(await post(byId(handle)))).toBe('PERSISTED_QUERY_NOT_FOUND')
      expect(store.reads).toBe(1 + 3)
    }
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
  })

  it('is the same when it is published again, also by two at once', async () => {
    await open({})
    const { objects } = world.runtime
    const [first, second] = await Promise.all([add(objects, plans, handle), add(objects, plans, handle)])
    expect(second.id).toBe(first.id)
    expect(await add(objects, plans, handle)).toEqual({ id: first.id, isNew: false })
    expect(await publicationIds(objects)).toEqual([first.id])
  })

  it('is kept up to the bytes that the gateway may have, the newest first', async () => {
    await open({ maxRegisteredBytes: plans.length + 10 }, [handle])
    clockMs += 5_000
    await add(world.runtime.objects, plans)
    expect(await post(byId(plans))).toMatchObject({ data: { plans: ['FREE'] } })
    expect(codeOf(await post(byId(handle)))).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})
