import { newId, publicRoutesOf } from '@gruppetto/graph'
import { callRoute, commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  makeBrand,
  makeProduct,
  openWorld,
  partnerOf,
  staff,
  type World,
} from './world.ts'

let world: World
let brandId = ''
beforeAll(async () => {
  world = await openWorld()
  brandId = (await makeBrand(world)).id
})
afterAll(() => world.close())

const EUR = { priceCents: 12_900, currency: 'EUR', shopUrl: 'https://shop.example/de?ref={clickId}' }
const JPY = { priceCents: 19_800, currency: 'JPY', stock: 'OUT_OF_STOCK', shopUrl: 'https://jp.shop.example/shoe' }
const KWD = { priceCents: 42_500, currency: 'KWD', stock: 'PREORDER', shopUrl: 'https://kw.shop.example/shoe' }
const ONLY_OFFERS = { priceCents: null, currency: null, shopUrl: null }

const FIELDS = 'id name priceCents currency stock affiliateUrl offers { priceCents currency stock affiliateUrl }'
const read = async (id: string, caller = anonymous) =>
  (await world.ask(`query ($id: ID!) { product(id: $id) { ${FIELDS} } }`, { id }, caller)).data.product
const update = (id: string, input: object, caller = staff) =>
  world.ask(
    `mutation ($id: ID!, $input: ProductInput!) { updateProduct(id: $id, input: $input) { ${FIELDS} } }`,
    { id, input },
    caller,
  )
const linkOf = (path: string) => `${world.runtime.config.publicUrl}${path}`

/** Where a link leads. */
const follow = async (url: string): Promise<unknown> => {
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
  const answer = await callRoute([publicRoutesOf(world.subgraph)], { method: 'GET', url, headers }, anonymous)
  return answer.statusCode === 302 ? answer.headers.location : answer.statusCode
}

describe('the offers of a product', () => {
  it('are all shown, and the product itself costs what it does for the viewer', async () => {
    const id = await makeProduct(world, brandId, { ...ONLY_OFFERS, offers: [EUR, JPY, KWD] })
    const inYen = { priceCents: 19_800, currency: 'JPY', stock: 'OUT_OF_STOCK', affiliateUrl: linkOf(`/go/${id}/JPY`) }
    const inEuros = { priceCents: 12_900, currency: 'EUR', stock: 'IN_STOCK', affiliateUrl: linkOf(`/go/${id}`) }
    expect(await read(id)).toMatchObject({
      ...inEuros,
      offers: [
        { ...inEuros, affiliateUrl: linkOf(`/go/${id}/EUR`) },
        inYen,
        { priceCents: 42_500, currency: 'KWD', stock: 'PREORDER', affiliateUrl: linkOf(`/go/${id}/KWD`) },
      ],
    })
    const [yuki, ben, ana] = [newId('Athlete'), newId('Athlete'), newId('Athlete')]
    await world.happen(
      athleteChanged(yuki, { country: 'JP' }),
      athleteChanged(ben, { country: 'US' }),
      athleteChanged(ana, { country: 'SI' }),
    )
    expect(await read(id, athleteCaller(yuki))).toMatchObject(inYen)
    expect(await read(id, athleteCaller(ana))).toMatchObject(inEuros)
    // Nothing is sold in dollars.
    expect(await read(id, athleteCaller(ben))).toMatchObject(inEuros)
  })

  it('cost one read of the viewer for a page of products', async () => {
    const brand = await makeBrand(world)
    for (let count = 0; count < 5; count++) await makeProduct(world, brand.id, { ...ONLY_OFFERS, offers: [EUR, JPY] })
    const yuki = newId('Athlete')
    await world.happen(athleteChanged(yuki, { country: 'JP' }))
    const query = `query ($slug: String!) { products(brandSlug: $slug) { edges { node { ${FIELDS} } } } }`
    const commands = await commandsOf(world.database, async () => {
      const { data } = await world.ask(query, { slug: brand.slug }, athleteCaller(yuki))
      expect(data.products.edges.map(({ node }: { node: { currency: string } }) => node.currency)).toEqual(Array(5).fill('JPY'))
    })
    expect(commands.toSorted()).toEqual(['brands.find', 'products.find', 'relations_accounts.find', 'subscriptions.find'])
  })

  it('have a link each, which leads to the shop of that offer alone', async () => {
    const id = await makeProduct(world, brandId, { ...ONLY_OFFERS, offers: [EUR, JPY] })
    expect(await follow(`/go/${id}/JPY`)).toBe('https://jp.shop.example/shoe')
    expect(await follow(`/go/${id}/EUR`)).toMatch(/^https:\/\/shop\.example\/de\?ref=[\w-]{36}$/)
    expect(await follow(`/go/${id}`)).toMatch(/^https:\/\/shop\.example\/de\?ref=/)
    for (const other of ['KWD', 'jpy', '__proto__', '0', '%2F%2Fevil.example', 'https%3A%2F%2Fevil.example'])
      expect(await follow(`/go/${id}/${other}`), other).toMatch(/^https:\/\/shop\.example\/de\?ref=/)
    expect(await follow(`/go/${id}/JPY/evil.example`)).toBe(404)
    expect(await follow(`/go/${newId('Product')}/JPY`)).toBe(404)
    const clicks = await world.database.connection.collection('product_clicks').countDocuments({ productId: id })
    expect(clicks).toBe(1)
  })

  it('are replaced as a whole, by staff and by keys of the brand', async () => {
    const id = await makeProduct(world, brandId, { sku: 'TR-1', ...ONLY_OFFERS, offers: [EUR, JPY] })
    const texts = { name: 'Trail Runner', category: 'SHOES' }
    const { data } = await update(id, { ...texts, offers: [KWD] }, partnerOf(brandId, ['CAMPAIGN_WRITE']))
    expect(data.updateProduct.offers).toMatchObject([{ currency: 'KWD', priceCents: 42_500 }])
    expect(await follow(`/go/${id}/JPY`)).toBe('https://kw.shop.example/shoe')
    const foreign = await update(id, { ...texts, offers: [EUR] }, partnerOf(newId('Brand'), ['CAMPAIGN_WRITE']))
    expect(foreign.codes).toEqual(['NOT_FOUND'])
    const none = await update(id, { ...texts, offers: [] })
    expect(none.errors[0]?.extensions?.fields).toMatchObject([{ path: 'input.offers' }])
    expect((await read(id)).offers).toHaveLength(1)
  })
})

describe("a brand's own number", () => {
  it('belongs to one product of the brand, also when two come at once', async () => {
    const brand = await makeBrand(world)
    const id = await makeProduct(world, brand.id, { sku: 'A-1' })
    await expect(makeProduct(world, brand.id, { sku: ' A-1 ' })).rejects.toThrow(id)
    await makeProduct(world, (await makeBrand(world)).id, { sku: 'A-1' })
    const both = await Promise.allSettled([1, 2, 3].map(() => makeProduct(world, brand.id, { sku: 'A-2' })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of both)
      if (each.status === 'rejected') expect(String(each.reason)).toContain('is the number of another product')
  })

  it('stays when an update leaves it out', async () => {
    const brand = await makeBrand(world)
    const id = await makeProduct(world, brand.id, { sku: 'A-1' })
    await update(id, { name: 'Other', category: 'SHOES', offers: [EUR] })
    await expect(makeProduct(world, brand.id, { sku: 'A-1' })).rejects.toThrow(id)
  })
})
