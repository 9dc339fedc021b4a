import { API_KEY_PATH, API_SCOPES, newId, viewerRootId } from '@gruppetto/graph'
import { commandsOf, randomWord } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  askForKey,
  athleteCaller,
  hashOf,
  makeBrand,
  makeProduct,
  openWorld,
  partnerOf,
  staff,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const CREATE =
  'mutation($input: BrandInput!) { createBrand(input: $input) { brand { id slug name } apiKey { id name prefix scopes createdAt } secret } }'

describe('plans', () => {
  it('are public', async () => {
    const { data } = await world.ask('{ plans { key name priceCents currency interval trialDays features } viewer { id } }')
    expect(data.plans.map((plan: { key: string; interval: string }) => [plan.key, plan.interval])).toEqual([
      ['FREE', 'NONE'],
      ['PREMIUM_MONTHLY', 'MONTH'],
      ['PREMIUM_YEARLY', 'YEAR'],
    ])
    expect(data.viewer).toBeNull()
  })

  it('can be read together with the viewer', async () => {
    const id = newId('Athlete')
    expect((await world.ask('{ viewer { id } }', {}, athleteCaller(id))).data.viewer).toEqual({ id: viewerRootId(id) })
  })
})

describe('a brand', () => {
  it('is created only by staff', async () => {
    const input = { slug: `s-${randomWord()}`, name: 'X' }
    expect((await world.ask(CREATE, { input }, anonymous)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await world.ask(CREATE, { input }, athleteCaller(newId('Athlete')))).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask('query($slug: String!) { brand(slug: $slug) { id } }', { slug: input.slug })).data.brand).toBeNull()
  })

  it('gets an API key, which is shown once and stored as a hash', async () => {
    const { data } = await world.ask(CREATE, { input: { slug: `Key-${randomWord()}`, name: ' Key Co ' } }, staff)
    const { brand, apiKey, secret } = data.createBrand
    expect(brand.slug).toBe(brand.slug.toLowerCase())
    expect(brand.name).toBe('Key Co')
    expect(secret).toMatch(/^gpk_[\w-]{43}$/)
    expect(apiKey).toMatchObject({ prefix: secret.slice(0, 12), scopes: API_SCOPES })
    const { connection } = world.database
    const stored = await connection.collection('api_keys').findOne({ brandId: brand.id })
    expect(stored).toMatchObject({ sha256: hashOf(secret), prefix: secret.slice(0, 12) })
    // No collection of the database contains the secret, not even the outbox.
    for (const { name } of await connection.listCollections()) {
      expect(JSON.stringify(await connection.collection(name).find({}).toArray())).not.toContain(secret)
    }
  })

  it('has a unique slug, even when two brands are created at the same time', async () => {
    const slug = `twin-${randomWord()}`
    const both = await Promise.all(
      [1, 2, 3].map((number) => world.ask(CREATE, { input: { slug, name: `Twin ${number}` } }, staff)),
    )
    expect(both.flatMap((answer) => answer.codes)).toEqual(['CONFLICT', 'CONFLICT'])
    expect((await world.ask(CREATE, { input: { slug: slug.toUpperCase(), name: 'Late' } }, staff)).codes).toEqual(['CONFLICT'])
    expect(await world.database.connection.collection('brands').countDocuments({ slug })).toBe(1)
  })

  it('is refused with the name of the wrong field', async () => {
    const { errors, codes } = await world.ask(CREATE, { input: { slug: 'no spaces', name: '' } }, staff)
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(errors[0]?.extensions?.fields).toMatchObject([{ path: 'input.slug' }, { path: 'input.name' }])
  })

  it('has a page for everybody, which its keys change', async () => {
    const brand = await makeBrand(world, { description: ' For all weathers.\r\nSince 1998. ' })
    await makeProduct(world, brand.id)
    const read = async () => {
      const query = `query ($slug: String!) { brand(slug: $slug) { name description logoUrl websiteUrl
        products { totalCount edges { node { name } } } challenges { totalCount } } }`
      const { data, errors } = await world.ask(query, { slug: brand.slug })
      expect(errors).toEqual([])
      return data.brand
    }
    const update = (input: object) =>
      world.ask(
        'mutation ($input: UpdateBrandInput!) { updateBrand(input: $input) { id } }',
        { input },
        partnerOf(brand.id, ['CAMPAIGN_WRITE']),
      )
    expect(await read()).toEqual({
      name: 'Alpine Gear',
      description: 'For all weathers.\nSince 1998.',
      logoUrl: 'https://alpine.example/logo.png',
      websiteUrl: null,
      products: { totalCount: 1, edges: [{ node: { name: 'Trail Runner' } }] },
      challenges: { totalCount: 0 },
    })
    await update({ name: 'Alpine' })
    expect(await read()).toMatchObject({ name: 'Alpine', description: 'For all weathers.\nSince 1998.' })
    expect((await update({ description: 'x'.repeat(2_001) })).codes).toEqual(['BAD_USER_INPUT'])
    await update({ description: null })
    expect((await read()).description).toBeNull()
  })

  it('is resolved by both of its keys in one query', async () => {
    const [first, second] = [await makeBrand(world), await makeBrand(world)]
    const { data } = await world.ask('query($r: [_Any!]!) { _entities(representations: $r) { ... on Brand { id ref slug } } }', {
      r: [
        { __typename: 'Brand', id: first.id },
        { __typename: 'Brand', ref: second.id },
        { __typename: 'Brand', id: newId('Brand') },
        { __typename: 'Brand', id: 'nonsense' },
      ],
    })
    expect(data._entities).toEqual([
      { id: first.id, ref: first.id, slug: first.slug },
      { id: second.id, ref: second.id, slug: second.slug },
      null,
      null,
    ])
  })
})

describe('an API key', () => {
  const ask = (sha256: unknown) => askForKey(world, { sha256 })
  const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKeys { id prefix revokedAt } } }'

  it('is found by its hash, but only through the internal route', async () => {
    const brand = await makeBrand(world)
    expect(world.subgraph.module.publicPaths).not.toContain(API_KEY_PATH)
    const answer = await ask(hashOf(brand.secret))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ keyId: brand.apiKey.id, brandId: brand.id, scopes: API_SCOPES, expiresAtMs: null })
  })

  it('is not found when the hash is unknown, malformed or a query operator', async () => {
    for (const value of [hashOf('gpk_made-up'), '', null, 42, { $ne: null }, ['a'], hashOf('x').toUpperCase()]) {
      expect((await ask(value)).statusCode, JSON.stringify(value)).toBe(404)
    }
    expect((await askForKey(world, [])).statusCode).toBe(404)
  })

  it('is not found after it is revoked', async () => {
    const brand = await makeBrand(world)
    const other = await makeBrand(world)
    const { data, errors } = await world.ask(revoke, { id: brand.apiKey.id }, staff)
    expect(errors).toEqual([])
    const [key] = data.revokeApiKey.apiKeys
    expect(key).toEqual({ id: brand.apiKey.id, prefix: brand.apiKey.prefix, revokedAt: expect.any(String) })
    expect((await ask(hashOf(brand.secret))).statusCode).toBe(404)
    expect((await ask(hashOf(other.secret))).statusCode).toBe(200)

    const again = await world.ask(revoke, { id: brand.apiKey.id }, staff)
    expect(again.data.revokeApiKey.apiKeys).toEqual([key])
  })

  it('is revoked by no athlete, and by no key without KEYS_MANAGE', async () => {
    const brand = await makeBrand(world)
    const callers = [anonymous, athleteCaller(newId('Athlete')), partnerOf(brand.id)]
    const codes = await Promise.all(
      callers.map(async (caller) => (await world.ask(revoke, { id: brand.apiKey.id }, caller)).codes),
    )
    expect(codes).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN'], ['FORBIDDEN']])
    for (const id of [newId('ApiKey'), brand.id, '', 'key_x'])
      expect((await world.ask(revoke, { id }, staff)).codes, id).toEqual(['NOT_FOUND'])
    expect((await ask(hashOf(brand.secret))).statusCode).toBe(200)
  })

  it('is listed for its own brand and for staff, without its secret', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const query = 'query ($brandId: ID) { partner(brandId: $brandId) { brand { id } apiKeys { id name prefix revokedAt } } }'
    const own = await world.ask(query, {}, partnerOf(brand.id, ['KEYS_MANAGE']))
    expect(own.data.partner.apiKeys).toEqual([
      { id: brand.apiKey.id, name: expect.any(String), prefix: brand.apiKey.prefix, revokedAt: null },
    ])
    expect((await world.ask(query, { brandId: brand.id }, staff)).data).toEqual(own.data)
    expect((await world.ask(query, { brandId: other.id }, partnerOf(brand.id))).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(query, { brandId: brand.id }, athleteCaller(newId('Athlete')))).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(query, { brandId: newId('Brand') }, staff)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(query, {}, athleteCaller(newId('Athlete')))).data).toEqual({ partner: null })
  })
})

describe('a product', () => {
  it('is created only by staff, and only for an existing brand', async () => {
    const brand = await makeBrand(world)
    const mutation = 'mutation($input: ProductInput!) { createProduct(input: $input) { id brand { id } affiliateUrl currency } }'
    const input = {
      brandId: brand.id,
      name: 'Gel',
      category: 'NUTRITION',
      priceCents: 250,
      currency: 'chf',
      shopUrl: 'https://s.example/gel',
    }
    expect((await world.ask(mutation, { input }, athleteCaller(newId('Athlete')))).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(mutation, { input: { ...input, brandId: newId('Brand') } }, staff)).codes).toEqual(['NOT_FOUND'])
    const { data } = await world.ask(mutation, { input }, staff)
    const { id, affiliateUrl } = data.createProduct
    expect(affiliateUrl).toBe(`${world.runtime.config.publicUrl}/go/${id}`)
    expect(data.createProduct).toMatchObject({ brand: { id: brand.id }, currency: 'CHF' })
  })

  it('needs the https address of a shop, without a password', async () => {
    const brand = await makeBrand(world)
    for (const shopUrl of ['http://s.example/', 'https://u:p@s.example/', 'https://u@s.example/']) {
      await expect(makeProduct(world, brand.id, { shopUrl }), shopUrl).rejects.toThrow('BAD_USER_INPUT')
    }
    await expect(makeProduct(world, brand.id, { shopUrl: 'javascript:alert(1)' })).rejects.toThrow()
  })

  it('is null for an id that is not a product', async () => {
    for (const id of [newId('Product'), newId('Brand'), 'nonsense', '']) {
      expect((await world.ask('query($id: ID!) { product(id: $id) { id } }', { id })).data.product, id).toBeNull()
    }
  })
})

describe('the marketplace', () => {
  const SEARCH = `query($query: String, $category: ProductCategory, $slug: String, $first: Int, $after: String) {
    products(query: $query, category: $category, brandSlug: $slug, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id name } }
    }
  }`
  type Edge = { node: { id: string; name: string } }
  let slug = ''
  let brandId = ''
  beforeAll(async () => {
    const brand = await makeBrand(world)
    slug = brand.slug
    brandId = brand.id
    const names = [
      'Élan Café Racer',
      'Trail Runner 2',
      'Trail Runner 10',
      'trail-mix bar',
      'Aero (carbon) Wheel',
      'Runner’s Belt',
      'Trail Runner 2',
    ]
    for (const name of names) await makeProduct(world, brandId, { name, category: name.includes('bar') ? 'NUTRITION' : 'SHOES' })
  })
  const names = async (variables: Record<string, unknown>) =>
    (await world.ask(SEARCH, { slug, ...variables })).data.products.edges.map((edge: Edge) => edge.node.name)

  it('finds products by words and their beginnings, without case and accents', async () => {
    expect(await names({ query: 'elan' })).toEqual(['Élan Café Racer'])
    expect(await names({ query: 'CAF rac' })).toEqual(['Élan Café Racer'])
    expect(await names({ query: 'runn trai' })).toEqual(['Trail Runner 10', 'Trail Runner 2', 'Trail Runner 2'])
    expect(await names({ query: 'nner' })).toEqual([])
    expect(await names({ query: 'trail', category: 'NUTRITION' })).toEqual(['trail-mix bar'])
  })

  it('searches for the typed characters literally, not as a pattern', async () => {
    expect(await names({ query: '.*' })).toEqual([])
    expect(await names({ query: '(carbon' })).toEqual(['Aero (carbon) Wheel'])
    expect(await names({ query: '   ' })).toHaveLength(7)
    expect(await names({ query: `${'a'.repeat(5_000)} ${'b '.repeat(500)}` })).toEqual([])
  })

  it('pages without duplicates or gaps, even among equal names', async () => {
    const seen: string[] = []
    let after: string | null = null
    for (let page = 0; page < 10; page += 1) {
      const answer = await world.ask(SEARCH, { slug, first: 2, after })
      expect(answer.data.products.totalCount).toBe(7)
      seen.push(...answer.data.products.edges.map((edge: Edge) => edge.node.id))
      after = answer.data.products.pageInfo.endCursor
      if (!answer.data.products.pageInfo.hasNextPage) break
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  it('refuses invalid page sizes and cursors', async () => {
    expect((await world.ask(SEARCH, { first: 101 })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(SEARCH, { first: -1 })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(SEARCH, { after: 'nonsense' })).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('is empty for an unknown brand', async () => {
    const { data } = await world.ask(SEARCH, { slug: 'no-such-brand' })
    expect(data.products).toEqual({ totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] })
  })

  it('reads the products of many brands in one query', async () => {
    await makeBrand(world).then((brand) => makeProduct(world, brand.id))
    const commands = await commandsOf(world.database, async () => {
      const { data, errors } = await world.ask(
        '{ products(first: 20) { edges { node { brand { slug products(first: 3) { totalCount edges { node { brand { id } } } } challenges { totalCount edges { node { id } } } } } } } }',
      )
      expect(errors).toEqual([])
      expect(data.products.edges.length).toBeGreaterThan(7)
    })
    // The page, its brands, their products with the count, and their challenges with the count.
    expect(commands.toSorted()).toEqual([
      'brands.aggregate',
      'brands.aggregate',
      'brands.find',
      'challenges.aggregate',
      'products.aggregate',
      'products.find',
    ])
  })
})
