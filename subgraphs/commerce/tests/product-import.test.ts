import { newId } from '@gruppetto/graph'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProductDesk } from '../src/module.ts'
import { anonymous, athleteCaller, makeBrand, makeProduct, openWorld, partnerOf, staff, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HEAD = 'id\ttitle\tdescription\tlink\tavailability\tprice\tproduct_type'
const SHOE = 'TR-1\tTrail Runner\tLight.\thttps://s.example/tr?ref={clickId}\tin_stock\t129.00 EUR\tSHOES'
const SHOE_IN_YEN = 'TR-1\tTrail Runner\tLight.\thttps://jp.example/tr\tout_of_stock\t19800 JPY\tSHOES'
const GEL = 'G-1\tGel\t\thttps://s.example/gel\tpreorder\t0.850 KWD\tNUTRITION'
const feedOf = (...lines: string[]) => [HEAD, ...lines, ''].join('\n')

const IMPORT = `mutation ($input: ImportProductsInput!) { importProducts(input: $input) {
  dryRun created changed unchanged refused ignoredColumns
  changes { line sku isNew product { id name } fields { field before after } } refusals { line sku reason code column currency max } } }`
const keyOf = (brandId: string) => partnerOf(brandId, ['CAMPAIGN_WRITE'])
const bring = async (brandId: string, feed: string, more: { dryRun?: boolean } = {}) => {
  const { data, errors } = await world.ask(IMPORT, { input: { feed, dryRun: false, ...more } }, keyOf(brandId))
  expect(errors).toEqual([])
  return data.importProducts
}
const rowsOf = (brandId: string) =>
  world.database.connection
    .collection<{ _id: string; sku: string; name: string; offers: readonly { currency: string; price: number }[] }>('products')
    .find({ brandId }, { projection: { announcedAt: 0 } })
    .sort({ sku: 1 })
    .toArray()

describe('an import of products', () => {
  it('says what it would do, does it, and does nothing the second time', async () => {
    const brand = await makeBrand(world)
    const feed = feedOf(SHOE, SHOE_IN_YEN, GEL, 'BAD\tBad\t\thttps://s.example/\tin_stock\t10.50 JPY\tSHOES')
    const counts = { created: 2, changed: 0, unchanged: 0, refused: 1, ignoredColumns: [] }
    const dry = await bring(brand.id, feed, { dryRun: true })
    expect(dry).toMatchObject({ dryRun: true, ...counts })
    expect(dry.changes[1]).toEqual({
      line: 4,
      sku: 'G-1',
      isNew: true,
      product: null,
      fields: [
        { field: 'name', before: null, after: 'Gel' },
        { field: 'category', before: null, after: 'NUTRITION' },
        { field: 'offers.KWD.price', before: null, after: '0.850 KWD' },
        { field: 'offers.KWD.stock', before: null, after: 'PREORDER' },
        { field: 'offers.KWD.shopUrl', before: null, after: 'https://s.example/gel' },
      ],
    })
    expect(dry.refusals).toEqual([
      {
        line: 5,
        sku: 'BAD',
        reason: 'price: JPY has no decimals',
        code: 'TOO_MANY_DECIMALS',
        column: 'price',
        currency: 'JPY',
        max: 0,
      },
    ])
    expect(await rowsOf(brand.id)).toEqual([])

    const done = await bring(brand.id, feed)
    expect(done).toMatchObject({ dryRun: false, ...counts })
    expect(done.changes.map(({ fields }: { fields: unknown }) => fields)).toEqual(
      dry.changes.map(({ fields }: { fields: unknown }) => fields),
    )
    const stored = await rowsOf(brand.id)
    expect(stored).toMatchObject([
      { sku: 'G-1', offers: [{ currency: 'KWD', price: 850 }] },
      {
        sku: 'TR-1',
        offers: [
          { currency: 'EUR', price: 12_900 },
          { currency: 'JPY', price: 19_800 },
        ],
      },
    ])
    expect(done.changes[0].product).toEqual({ id: stored[1]?._id, name: 'Trail Runner' })

    expect(await bring(brand.id, feed)).toMatchObject({ ...counts, created: 0, unchanged: 2, changes: [] })
    expect(await rowsOf(brand.id)).toEqual(stored)
    const acts = world.database.connection.collection('partner_audit').find({ brandId: brand.id, note: 'import' })
    expect((await acts.toArray()).map(({ act, subjectId }) => [act, subjectId]).toSorted()).toEqual(
      stored.map(({ _id }) => ['PRODUCT_CREATED', _id]).toSorted(),
    )
    // What came by a feed is found like all others.
    const { data } = await world.ask(
      'query ($slug: String!) { products(query: "trial", brandSlug: $slug) { edges { node { name } } } }',
      { slug: brand.slug },
    )
    expect(data.products.edges).toEqual([{ node: { name: 'Trail Runner' } }])
  })

  it('changes what a feed says, by field, and leaves alone what it does not', async () => {
    const brand = await makeBrand(world)
    await bring(brand.id, feedOf(SHOE, SHOE_IN_YEN, GEL))
    const other = await makeProduct(world, brand.id, { name: 'Without a number' })
    // No column for the description, and neither the yen nor the gel.
    const feed = 'id,title,link,availability,price,product_type\nTR-1,Trail Runner 2,https://s.example/tr2,in stock,119 EUR,SHOES'
    const { changes, ...counts } = await bring(brand.id, feed)
    expect(counts).toMatchObject({ created: 0, changed: 1, unchanged: 0, refused: 0 })
    expect(changes[0].fields).toEqual([
      { field: 'name', before: 'Trail Runner', after: 'Trail Runner 2' },
      { field: 'offers.EUR.price', before: '129.00 EUR', after: '119.00 EUR' },
      { field: 'offers.EUR.shopUrl', before: 'https://s.example/tr?ref={clickId}', after: 'https://s.example/tr2' },
    ])
    const rows = await rowsOf(brand.id)
    expect(rows.map(({ _id }) => _id)).toContain(other)
    expect(rows.find(({ sku }) => sku === 'TR-1')).toMatchObject({
      name: 'Trail Runner 2',
      description: 'Light.',
      offers: [
        { currency: 'EUR', price: 11_900 },
        { currency: 'JPY', price: 19_800 },
      ],
    })
  })

  it('knows a product that was made by hand by its number', async () => {
    const brand = await makeBrand(world)
    const id = await makeProduct(world, brand.id, { sku: 'TR-1' })
    const { changes, created } = await bring(brand.id, feedOf(SHOE))
    expect(created).toBe(0)
    expect(changes).toMatchObject([{ isNew: false, product: { id } }])
  })

  it('that comes twice at once makes each product once', async () => {
    const brand = await makeBrand(world)
    const feed = feedOf(SHOE, SHOE_IN_YEN, GEL)
    const all = await Promise.all([1, 2, 3].map(() => bring(brand.id, feed)))
    expect(await rowsOf(brand.id)).toHaveLength(2)
    expect(all.map(({ created, unchanged }) => created + unchanged)).toEqual([2, 2, 2])
    expect(all.reduce((sum, { created }) => sum + created, 0)).toBe(2)
  })

  it('is for staff and for keys of the brand alone', async () => {
    const [brand, other] = [await makeBrand(world), await makeBrand(world)]
    const ask = async (caller: Parameters<World['ask']>[2], brandId: string | null = brand.id) =>
      (await world.ask(IMPORT, { input: { brandId, feed: feedOf(SHOE), dryRun: false } }, caller)).codes
    expect(await ask(anonymous)).toEqual(['UNAUTHENTICATED'])
    expect(await ask(athleteCaller(newId('Athlete')))).toEqual(['FORBIDDEN'])
    expect(await ask(partnerOf(brand.id, ['CAMPAIGN_READ']))).toEqual(['FORBIDDEN'])
    expect(await ask(keyOf(other.id))).toEqual(['NOT_FOUND'])
    expect(await ask(staff, null)).toEqual(['BAD_USER_INPUT'])
    expect(await ask(staff, newId('Brand'))).toEqual(['NOT_FOUND'])
    expect(await rowsOf(brand.id)).toEqual([])
    expect(await ask(staff)).toEqual([])
    expect(await rowsOf(brand.id)).toHaveLength(1)
    // The number is another brand's too.
    expect(await ask(keyOf(other.id), null)).toEqual([])
    expect(await rowsOf(brand.id)).toHaveLength(1)
  })

  it('refuses a feed that is none with what is wrong, and changes nothing', async () => {
    const brand = await makeBrand(world)
    const reasonOf = async (feed: string) => {
      const { errors } = await world.ask(IMPORT, { input: { feed, dryRun: false } }, keyOf(brand.id))
      const [field] = (errors[0]?.extensions?.fields ?? []) as readonly { path: string; message: string }[]
      return `${field?.path} ${field?.message}`
    }
    expect(await reasonOf('')).toBe('input.feed is empty')
    expect(await reasonOf(feedOf(SHOE, 'G-1\t"half a fi'))).toBe('input.feed has a quote in line 3 that is never closed')
    expect(await reasonOf('{"products": []}')).toMatch(/^input\.feed has no column id/)
    const many = Array.from({ length: 5_001 }, (_, index) => `S-${index}`)
    expect(await reasonOf(feedOf(...many))).toContain('send it in parts')
    expect(await rowsOf(brand.id)).toEqual([])
  })
})

describe('a large file', () => {
  it('is imported by the command line in batches, and again from the beginning after a half', async () => {
    const brand = await makeBrand(world)
    const desk = await openProductDesk(world.runtime)
    const lineOf = (index: number) => `S-${index}\tGel ${index}\t\thttps://s.example/${index}\tin_stock\t1.00 EUR\tNUTRITION`
    const lines = Array.from({ length: 600 }, (_, index) => lineOf(index))
    const bytes = (all: readonly string[]) => Buffer.from(feedOf(...all))
    expect(await desk.import('no-such-brand', bytes(lines), { dryRun: true })).toBeNull()
    expect(await desk.import(brand.slug, bytes(lines.slice(0, 250)), { dryRun: false })).toMatchObject({ created: 250 })
    expect(await desk.import(brand.slug, bytes(lines), { dryRun: true })).toMatchObject({ created: 350, unchanged: 250 })
    const commands = await commandsOf(world.database, async () => {
      expect(await desk.import(brand.slug, bytes(lines), { dryRun: false })).toMatchObject({ created: 350, unchanged: 250 })
    })
    expect(await rowsOf(brand.id)).toHaveLength(600)
    // A batch costs as many commands however many products it has.
    expect(commands.length).toBeLessThan(40)
    await expect(desk.import(brand.slug, Buffer.from([0xff, 0xfe, 0x41]), { dryRun: false })).rejects.toThrow('is not UTF-8')
  })
})
