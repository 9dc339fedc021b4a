import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { SHOWN_CHANGED_KEY } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { composed, openWorld, type World } from './world/world.ts'

const aheadMs = 0
/** Set while the clock stands, so that an answer does not become old by itself. */
let standsAtMs: number | null = null
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => (standsAtMs ?? Date.now()) + aheadMs })
})
afterAll(() => world.close())
afterEach(() => {
  standsAtMs = null
})

type Headers = Readonly<Record<string, string>>

const urlOf = (query: string, variables: object = {}): string => {
  const url = new URL(world.url)
  url.searchParams.set('query', query)
  url.searchParams.set('variables', JSON.stringify(variables))
  return url.href
}
const get = (query: string, variables: object = {}, headers: Headers = {}, method = 'GET') =>
  fetch(urlOf(query, variables), { method, headers })
const post = (query: string, variables: object = {}, headers: Headers = {}) =>
  fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
const dataOf = async (answer: Promise<Response>) => ((await (await answer).json()) as { data: unknown }).data
const newProduct = (name = 'Shoe'): string => {
  const id = newId('Product')
  world.data.products.set(id, { name })
  return id
}
const rename = (id: string, name: string) => world.data.products.set(id, { name })
const reads = (id: string): number => world.data.calls[id] ?? 0
const addKey = (keyId: string, brandId: string): Headers => {
  const secret = `gpk_${keyId}`
  const hash = createHash('sha256').update(secret).digest('hex')
  world.data.apiKeys.set(hash, { keyId, brandId, scopes: ['LEADERBOARD_READ'] })
  return { 'x-api-key': secret }
}
const asAthlete = async (athleteId = newId('Athlete')): Promise<Headers> => ({
  authorization: `Bearer ${await world.token({ athleteId })}`,
})

const PRODUCT = 'query ($id: ID!) { product(id: $id) { id name offers { price } } }'
const LIKED = 'query ($id: ID!) { product(id: $id) { id name likedBy } }'

describe('an answer that may be kept', () => {
  it('is made once for everybody, by GET and by POST', async () => {
    const id = newProduct()
    const expected = { product: { id, name: 'Shoe', offers: [{ price: 1 }] } }
    expect(await dataOf(get(PRODUCT, { id }))).toEqual(expected)
    expect(await dataOf(post(PRODUCT, { id }))).toEqual(expected)
    // Spaces, comments and variables that the operation does not declare make no difference.
    expect(await dataOf(post(`# again\n${PRODUCT.replaceAll(' ', '  ')}`, { id, cacheBuster: 1 }))).toEqual(expected)
    expect(await dataOf(post(PRODUCT, { id }, await asAthlete()))).toEqual(expected)
    expect(reads(id)).toBe(1)
  })

  it('is that of its own literals, though operations that differ in nothing else share a plan', async () => {
    const [one, other] = [newProduct('Shoe'), newProduct('Hat')]
    const written = (id: string) => `{ product(id: "${id}") { id name offers { price } } }`
    const expected = (id: string, name: string) => ({ product: { id, name, offers: [{ price: 1 }] } })
    expect(await dataOf(get(written(one)))).toEqual(expected(one, 'Shoe'))
    const made = world.gateway.plansMade()
    expect(await dataOf(get(written(other)))).toEqual(expected(other, 'Hat'))
    expect(await dataOf(get(PRODUCT, { id: other }))).toEqual(expected(other, 'Hat'))
    expect(await dataOf(get(written(one)))).toEqual(expected(one, 'Shoe'))
    expect(world.gateway.plansMade()).toBe(made)
    const [first, second] = await Promise.all([get(written(one)), get(written(other))])
    expect(first.headers.get('etag')).not.toBe(second.headers.get('etag'))
  })

  it('is executed once for requests that come at once', async () => {
    const id = newProduct()
    let release = (): void => {}
    world.data.waits.set(id, new Promise((resolve) => (release = resolve)))
    const asked = Array.from({ length: 20 }, () => dataOf(get(PRODUCT, { id })))
    await expect.poll(() => reads(id)).toBe(1)
    release()
    expect(new Set((await Promise.all(asked)).map((data) => JSON.stringify(data))).size).toBe(1)
    expect(reads(id)).toBe(1)
  })

  it('reaches all who wait for it when the one who has asked first hangs up', async () => {
    const id = newProduct()
    let release = (): void => {}
    world.data.waits.set(id, new Promise((resolve) => (release = resolve)))
    const hangUp = new AbortController()
    const first = fetch(urlOf(PRODUCT, { id }), { signal: hangUp.signal })
    await expect.poll(() => reads(id)).toBe(1)
    const second = dataOf(get(PRODUCT, { id }))
    hangUp.abort()
    await expect(first).rejects.toThrow()
    // The gateway has seen the end of that connection when it has answered another request.
    await get('{ plans }')
    release()
    expect(await second).toMatchObject({ product: { id } })
    expect(reads(id)).toBe(1)
  })

  it('says how long others may keep it, to those alone who show no credentials', async () => {
    standsAtMs = Date.now()
    const id = newProduct()
    const open = await get(PRODUCT, { id })
    expect(open.headers.get('cache-control')).toBe('public, max-age=60, stale-while-revalidate=60')
    expect(open.headers.get('age')).toBeNull()
    expect(open.headers.get('vary')).toMatch(/authorization, x-api-key/)
    standsAtMs += 7_000
    expect((await get(PRODUCT, { id })).headers.get('age')).toBe('7')
    const short = await get(LIKED, { id })
    expect(short.headers.get('cache-control')).toBe('public, max-age=1, stale-while-revalidate=2')
    const others = await Promise.all([
      get(PRODUCT, { id }, await asAthlete()),
      get(PRODUCT, { id }, { authorization: 'Bearer none' }),
      get('{ partner { brandId } }', {}, addKey('key_headers', 'brand_1')),
      post(PRODUCT, { id }),
      // No field of it says that it may be kept.
      get('{ plans }'),
      get('{ __typename }'),
      get('{ product(id: "none") { name } plans }'),
      get('{ product(id: "none") { nothing } }'),
    ])
    for (const answer of others) expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })

  it('is forgotten when it is too old, by its least field', async () => {
    const id = newProduct()
    standsAtMs = Date.now()
    await get(LIKED, { id })
    await get(PRODUCT, { id })
    rename(id, 'Boot')
    standsAtMs += 999
    expect(await dataOf(get(LIKED, { id }))).toMatchObject({ product: { name: 'Shoe' } })
    standsAtMs += 1
    expect(await dataOf(get(LIKED, { id }))).toMatchObject({ product: { name: 'Boot' } })
    standsAtMs += 58_999
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'Shoe' } })
    standsAtMs += 1
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'Boot' } })
  })

  it('is not given from the time before a clock was set back', async () => {
    const id = newProduct()
    standsAtMs = Date.now() + 3_600_000
    await get(PRODUCT, { id })
    standsAtMs -= 3_600_000
    rename(id, 'Boot')
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'Boot' } })
  })

  it('costs a caller as much as any other', async () => {
    const key = addKey('key_costs', 'brand_1')
    standsAtMs = Date.now()
    const left = async () =>
      Number(/r=(\d+)/.exec((await get('{ partner { brandId } }', {}, key)).headers.get('ratelimit') ?? '')?.[1])
    const first = await left()
    expect(await left()).toBe(first - 1)
  })
})

describe('an answer that depends on who asks', () => {
  it('is kept for nobody who is signed in, and for all who are not', async () => {
    const id = newProduct()
    standsAtMs = Date.now()
    const [ana, ben] = [newId('Athlete'), newId('Athlete')]
    for (const who of [ana, ben, ana]) {
      expect(await dataOf(get(LIKED, { id }, await asAthlete(who)))).toMatchObject({ product: { likedBy: who } })
    }
    expect(reads(id)).toBe(3)
    for (let round = 0; round < 3; round += 1) {
      expect(await dataOf(get(LIKED, { id }))).toMatchObject({ product: { likedBy: 'nobody' } })
    }
    expect(reads(id)).toBe(4)
    // A token that holds no more is no stranger's request: its fields may have errors.
    await get(LIKED, { id }, { authorization: 'Bearer none' })
    expect(reads(id)).toBe(5)
  })

  it('is kept for one API key alone', async () => {
    standsAtMs = Date.now()
    const [one, other] = [addKey('key_one', 'brand_1'), addKey('key_other', 'brand_2')]
    const query = '{ partner { brandId reads } }'
    const read = async (key: Headers) => (await dataOf(get(query, {}, key))) as { partner: { brandId: string; reads: number } }
    const first = await read(one)
    expect(first.partner.brandId).toBe('brand_1')
    expect((await read(other)).partner).toEqual({ brandId: 'brand_2', reads: first.partner.reads + 1 })
    expect(await read(one)).toEqual(first)
    expect(await dataOf(get(query))).toEqual({ partner: null })
  })
})

describe('an answer with errors', () => {
  it('is not kept, nor one of a subgraph that does not answer', async () => {
    const id = newProduct('broken')
    const query = 'query ($id: ID!) { product(id: $id) { name stock } }'
    const broken = await get(query, { id })
    expect(broken.headers.get('cache-control')).toBe('private, no-store')
    expect(await broken.json()).toMatchObject({ data: { product: { stock: null } }, errors: [{}] })
    rename(id, 'mended')
    expect(await dataOf(get(query, { id }))).toEqual({ product: { name: 'mended', stock: 'IN_STOCK' } })

    const lost = newProduct()
    world.down.add('commerce')
    expect(await (await get(PRODUCT, { id: lost })).json()).toMatchObject({
      data: { product: null },
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    })
    world.down.delete('commerce')
    expect(await dataOf(get(PRODUCT, { id: lost }))).toMatchObject({ product: { id: lost } })
    // What is kept is answered while the subgraph is away.
    world.down.add('commerce')
    expect(await dataOf(get(PRODUCT, { id: lost }))).toMatchObject({ product: { id: lost } })
    world.down.delete('commerce')
  })

  it('is told to all who have waited for it', async () => {
    const id = newProduct('broken')
    const query = 'query ($id: ID!) { product(id: $id) { stock } }'
    let release = (): void => {}
    world.data.waits.set(id, new Promise((resolve) => (release = resolve)))
    const asked = Array.from({ length: 5 }, async () => (await get(query, { id })).json())
    await expect.poll(() => reads(id)).toBe(1)
    release()
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ errors: [{}] })
    world.data.waits.delete(id)
    rename(id, 'mended')
    expect(await dataOf(get(query, { id }))).toEqual({ product: { stock: 'IN_STOCK' } })
  })
})

describe('a change', () => {
  const changed = (id: string) => world.runtime.live.publish('shown', SHOWN_CHANGED_KEY, { id })
  const LIST = '{ products { edges { node { id name } } } }'
  /** Resolves when the gateway has heard of all changes until now: hints come in their order. Before that a request may join an execution under way. */
  const toldUntilNow = async () => {
    const id = newProduct('not heard')
    await get(PRODUCT, { id })
    rename(id, 'heard')
    changed(id)
    await expect.poll(() => dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'heard' } })
  }

  it('ends the answers to what was asked by its id, and to all lists of its type', async () => {
    standsAtMs = Date.now()
    const [id, other] = [newProduct(), newProduct()]
    for (const each of [id, other]) await get(PRODUCT, { id: each })
    await get(LIST)
    const lists = reads('products')
    rename(id, 'Boot')
    changed(id)
    await expect.poll(() => dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'Boot' } })
    expect(JSON.stringify(await dataOf(get(LIST)))).toContain('Boot')
    await get(PRODUCT, { id: other })
    expect([reads(id), reads('products') - lists, reads(other)]).toEqual([2, 1, 1])
    // Ids of anything else, and what is no id, end nothing.
    changed(newId('Club'))
    changed('nonsense')
    changed(id)
    const readAgain = async () => {
      await get(PRODUCT, { id })
      return reads(id)
    }
    await expect.poll(readAgain).toBe(3)
    expect(reads(other)).toBe(1)
  })

  it('ends them in every gateway, and time does where no hint came', async () => {
    standsAtMs = Date.now()
    const id = newProduct()
    const other = await world.another()
    try {
      const nameAt = async (url: string, query = PRODUCT) => {
        const asked = new URL(urlOf(query, { id }))
        const { data } = (await (await fetch(`${url}${asked.search}`)).json()) as { data: { product: { name: string } } }
        return data.product.name
      }
      const both = [world.url, other.url]
      for (const url of both) for (const query of [PRODUCT, LIKED]) expect(await nameAt(url, query)).toBe('Shoe')
      expect(reads(id)).toBe(4)
      rename(id, 'Boot')
      changed(id)
      for (const url of both) await expect.poll(() => nameAt(url)).toBe('Boot')
      for (const url of both) expect(await nameAt(url, LIKED)).toBe('Boot')
      rename(id, 'Sandal')
      for (const url of both) expect(await nameAt(url, LIKED)).toBe('Boot')
      standsAtMs += 1_000
      for (const url of both) expect(await nameAt(url, LIKED)).toBe('Sandal')
    } finally {
      await other.close()
    }
  })

  it('ends a kept answer that there is no such thing', async () => {
    standsAtMs = Date.now()
    const id = newId('Product')
    expect(await dataOf(get(PRODUCT, { id }))).toEqual({ product: null })
    rename(id, 'New')
    changed(id)
    await expect.poll(() => dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'New' } })
  })

  it('during an execution lets it reach those alone who have asked before', async () => {
    const id = newProduct('before')
    let release = (): void => {}
    world.data.waits.set(id, new Promise((resolve) => (release = resolve)))
    const asked = dataOf(get(PRODUCT, { id }))
    await expect.poll(() => reads(id)).toBe(1)
    world.data.waits.delete(id)
    rename(id, 'after')
    changed(id)
    await toldUntilNow()
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'after' } })
    release()
    expect(await asked).toMatchObject({ product: { name: 'before' } })
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'after' } })
  })

  it('of the own is read at once, also when no hint came', async () => {
    const id = newProduct()
    standsAtMs = Date.now()
    const ana = await asAthlete()
    await get(PRODUCT, { id }, ana)
    await post('mutation { rename(handle: "ana") { id } }', {}, ana)
    rename(id, 'Boot')
    expect(await dataOf(get(PRODUCT, { id }, ana))).toMatchObject({ product: { name: 'Boot' } })
    expect(await dataOf(get(PRODUCT, { id }))).toMatchObject({ product: { name: 'Shoe' } })
    standsAtMs += 2_000
    expect(await dataOf(get(PRODUCT, { id }, ana))).toMatchObject({ product: { name: 'Shoe' } })
  })
})

describe('a GET', () => {
  const TEXT = 'query ($id: ID!) { product(id: $id) { text(length: 4000) } }'
  const encoded = (id: string, encoding: string, more: Headers = {}, method = 'GET') =>
    get(TEXT, { id }, { 'accept-encoding': encoding, ...more }, method)

  it('has a strong ETag for each encoding and media type, and is 304 for who has the answer', async () => {
    const id = newProduct()
    const tags = new Set<string>()
    for (const more of [{}, { accept: 'application/graphql-response+json' }] as Headers[]) {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const answer = await encoded(id, encoding, more)
        const tag = answer.headers.get('etag') ?? ''
        expect(tag).toMatch(/^"[\w-]+"$/)
        tags.add(tag)
        for (const held of [tag, `W/${tag}, "other"`, '*']) {
          const unchanged = await encoded(id, encoding, { ...more, 'if-none-match': held })
          expect([unchanged.status, await unchanged.text(), unchanged.headers.get('etag')]).toEqual([304, '', tag])
          expect(unchanged.headers.get('cache-control')).toMatch(/^public/)
          expect(unchanged.headers.get('vary')).toBe(answer.headers.get('vary'))
        }
        expect((await encoded(id, encoding, { ...more, 'if-none-match': '"other"' })).status).toBe(200)
      }
    }
    expect(tags.size).toBe(6)
  })

  it('has the same tag for an answer that is not kept, until it changes', async () => {
    const ana = await asAthlete()
    const query = '{ viewer { id handle } }'
    const first = await get(query, {}, ana)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('private, no-store')
    expect((await get(query, {}, { ...ana, 'if-none-match': tag })).status).toBe(304)
    await post('mutation { rename(handle: "another") { id } }', {}, ana)
    const changed = await get(query, {}, { ...ana, 'if-none-match': tag })
    expect(changed.status).toBe(200)
    expect((await get(query, {}, { ...(await asAthlete()), 'if-none-match': tag })).status).toBe(200)
    // A POST and a refusal have no tag.
    expect((await post(query, {}, ana)).headers.get('etag')).toBeNull()
    const refused = await get('{ nothing }', {}, { accept: 'application/graphql-response+json', 'if-none-match': '*' })
    expect([refused.status, refused.headers.get('etag')]).toEqual([400, null])
  })

  it('is compressed as the client prefers, with the same content', async () => {
    const id = newProduct()
    const raw = async (encoding: string) => {
      return new Promise<{ readonly encoding: string | undefined; readonly body: Buffer }>((resolve, reject) => {
        const asked = request(urlOf(TEXT, { id }), { headers: { 'accept-encoding': encoding } }, async (answer) => {
          const chunks: Buffer[] = []
          for await (const chunk of answer) chunks.push(chunk as Buffer)
          resolve({ encoding: answer.headers['content-encoding'], body: Buffer.concat(chunks) })
        })
        asked.once('error', reject).end()
      })
    }
    const plain = await raw('identity')
    expect(plain.encoding).toBeUndefined()
    for (let round = 0; round < 2; round += 1) {
      const [br, gzip] = [await raw('gzip, br'), await raw('gzip, br;q=0.1')]
      expect([br.encoding, gzip.encoding]).toEqual(['br', 'gzip'])
      expect(brotliDecompressSync(br.body)).toEqual(plain.body)
      expect(gunzipSync(gzip.body)).toEqual(plain.body)
    }
    expect((await raw('br;q=0, *;q=0')).encoding).toBeUndefined()
    expect(reads(id)).toBe(1)
  })

  it('by HEAD has the headers of a GET, and no body', async () => {
    const id = newProduct()
    for (const encoding of ['identity', 'gzip']) {
      const [got, head] = [await encoded(id, encoding), await encoded(id, encoding, {}, 'HEAD')]
      const headersOf = ({ headers }: Response) => {
        const { date, age, connection, 'keep-alive': alive, 'x-request-id': requestId, ...rest } = Object.fromEntries(headers)
        return rest
      }
      expect(headersOf(head)).toEqual(headersOf(got))
      expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0)
      expect(await head.text()).toBe('')
      const tag = head.headers.get('etag') ?? ''
      expect((await encoded(id, encoding, { 'if-none-match': tag }, 'HEAD')).status).toBe(304)
    }
  })

  it('by the hash of a persisted operation may be kept too', async () => {
    const id = newProduct()
    const query = `query ($id: ID!) { product(id: $id) { name id } }`
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    await fetch(world.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id }, extensions }),
    })
    const url = new URL(world.url)
    url.searchParams.set('extensions', JSON.stringify(extensions))
    url.searchParams.set('variables', JSON.stringify({ id }))
    await expect.poll(async () => (await fetch(url)).headers.get('cache-control')).toMatch(/^public, max-age=60/)
    expect(reads(id)).toBe(1)
    const missing = new URL(url)
    missing.searchParams.set('extensions', JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }))
    expect((await fetch(missing)).headers.get('cache-control')).toMatch(/^private, no-/)
  })
})

describe('another schema', () => {
  it('says anew what may be kept', async () => {
    const id = newProduct()
    const cacheControl = async () => (await get(PRODUCT, { id })).headers.get('cache-control')
    expect(await cacheControl()).toMatch(/max-age=60/)
    const sdl = composed()
    try {
      await world.gateway.replaceSchema(sdl.replaceAll('@cacheControl(maxAge: 60)', '@cacheControl(maxAge: 30)'))
      expect(await cacheControl()).toMatch(/max-age=30/)
      expect(reads(id)).toBe(2)
      await world.gateway.replaceSchema(sdl.replaceAll('@cacheControl(maxAge: 60)', ''))
      expect(await cacheControl()).toBe('private, no-store')
    } finally {
      await world.gateway.replaceSchema(sdl)
    }
    expect(await cacheControl()).toMatch(/max-age=60/)
  })
})

describe('a gateway that may use no memory for it', () => {
  it('keeps nothing, and lets no cache keep anything', async () => {
    const without = await openWorld({ config: { maxKeptAnswerBytes: 0 } })
    try {
      const id = newId('Product')
      without.data.products.set(id, { name: 'Shoe' })
      const url = new URL(without.url)
      url.searchParams.set('query', `{ product(id: "${id}") { name } }`)
      for (let round = 0; round < 2; round += 1) {
        const answer = await fetch(url)
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
      }
      expect([without.data.calls[id], without.gateway.keptAnswers()]).toEqual([2, 0])
    } finally {
      await without.close()
    }
  })
})
