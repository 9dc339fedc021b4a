import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBrand, makeProduct, openWorld, staff, type World } from './world.ts'

let world: World
let fernweh = { id: '', slug: '' }
beforeAll(async () => {
  world = await openWorld()
  fernweh = await makeBrand(world, { slug: 'fernweh-outdoor', name: 'Fernweh Outdoor' })
  const alpine = await makeBrand(world, { slug: 'alpine', name: 'Alpine' })
  for (const [name, more] of [
    ['Trail Runner', {}],
    ['Trail Jacket', { category: 'APPAREL', stock: 'OUT_OF_STOCK' }],
    ['Trailing Socks', { category: 'APPAREL' }],
    ['Trial Pack', { category: 'ACCESSORY' }],
    ['Road Runner', {}],
  ] as const)
    await makeProduct(world, fernweh.id, { name, ...more })
  await makeProduct(world, alpine.id, { name: 'Alpine Trail Bar', category: 'NUTRITION', stock: 'BACKORDER' })
  await makeProduct(world, alpine.id, { name: 'Road Runner 2', category: 'SHOES' })
})
afterAll(() => world.close())

const SEARCH = `query ($query: String, $category: ProductCategory, $slug: String, $first: Int, $after: String) {
  products(query: $query, category: $category, brandSlug: $slug, first: $first, after: $after) {
    totalCount categories { category count } pageInfo { hasNextPage endCursor } edges { node { id name } } } }`
type Edge = { readonly node: { readonly id: string; readonly name: string } }
const search = async (query: string | null, more: Record<string, unknown> = {}) => {
  const { data, errors } = await world.ask(SEARCH, { query, ...more })
  expect(errors).toEqual([])
  return { ...data.products, names: data.products.edges.map(({ node }: Edge) => node.name) }
}

describe('the search', () => {
  it('lists whole words first, then beginnings, then slips, and in each what is in stock first', async () => {
    const { names, totalCount } = await search('trail')
    // Within the whole words: in stock, to be ordered, sold out. "Trial" is a slip of "trail".
    expect(names).toEqual(['Trail Runner', 'Alpine Trail Bar', 'Trail Jacket', 'Trailing Socks', 'Trial Pack'])
    expect(totalCount).toBe(5)
    expect((await search('road runer')).names).toEqual(['Road Runner', 'Road Runner 2'])
    expect((await search('road jacket')).names).toEqual([])
  })

  it('counts what it lists, whatever the words are', async () => {
    for (const query of [
      'tra',
      'trail',
      'tral',
      'r',
      'runn',
      'road run',
      'fernweh',
      'fernweh tr',
      'alpine trial',
      '2',
      'nothing',
      '',
      null,
    ]) {
      const { names, totalCount, categories } = await search(query, { first: 50 })
      const counted = categories.reduce((sum: number, { count }: { readonly count: number }) => sum + count, 0)
      expect([query, totalCount, counted]).toEqual([query, names.length, names.length])
    }
    expect((await search('tra')).totalCount).toBe(4)
  })

  it('goes on at a cursor through all of that, without gaps and twice nothing', async () => {
    const names: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const page = await search('trail', { first: 1, after })
      names.push(...page.names)
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(names).toEqual(['Trail Runner', 'Alpine Trail Bar', 'Trail Jacket', 'Trailing Socks', 'Trial Pack'])
  })

  it('keeps its place when products come and go', async () => {
    const brand = await makeBrand(world)
    for (const name of ['Kite B', 'Kite D']) await makeProduct(world, brand.id, { name })
    const first = await search('kite', { slug: brand.slug, first: 1 })
    expect(first.names).toEqual(['Kite B'])
    for (const name of ['Kite A', 'Kite C']) await makeProduct(world, brand.id, { name })
    const { endCursor: after } = first.pageInfo
    expect((await search('kite', { slug: brand.slug, after })).names).toEqual(['Kite C', 'Kite D'])
  })

  it('takes a word that names a brand for the brand', async () => {
    expect((await search('fernweh runner')).names).toEqual(['Road Runner', 'Trail Runner'])
    expect((await search('alpine')).names).toEqual(['Alpine Trail Bar', 'Road Runner 2'])
    expect((await search('fernweh outdoor jaket')).names).toEqual(['Trail Jacket'])
    expect((await search('fernweh', { slug: 'alpine' })).names).toEqual([])
  })

  it('counts what it finds by category, whichever category is shown', async () => {
    const categories = [
      { category: 'APPAREL', count: 2 },
      { category: 'ACCESSORY', count: 1 },
      { category: 'NUTRITION', count: 1 },
      { category: 'SHOES', count: 1 },
    ]
    expect((await search('trail')).categories).toEqual(categories)
    expect(await search('trail', { category: 'SHOES' })).toMatchObject({ categories, totalCount: 1, names: ['Trail Runner'] })
    expect((await search('nothing of this')).categories).toEqual([])
    const query = `query ($slug: String!) { brand(slug: $slug) {
      all: products { totalCount categories { category count } }
      shoes: products(category: SHOES, first: 1) { totalCount edges { node { name } } } } }`
    expect((await world.ask(query, { slug: fernweh.slug })).data.brand).toEqual({
      all: {
        totalCount: 5,
        categories: [
          { category: 'APPAREL', count: 2 },
          { category: 'SHOES', count: 2 },
          { category: 'ACCESSORY', count: 1 },
        ],
      },
      shoes: { totalCount: 2, edges: [{ node: { name: 'Road Runner' } }] },
    })
  })

  it('takes a hostile query for words', async () => {
    for (const query of [
      '$where',
      '{"$gt":""}',
      '=trail',
      '^t',
      '~0:rail',
      '.*',
      '\u0000',
      'a'.repeat(10_000),
      '🏃 🏃',
      "' or 1=1 --",
    ])
      expect((await search(query)).names, query.slice(0, 20)).not.toContain('Road Runner')
    // Signs alone are no words.
    expect((await search('=')).names).toEqual([])
  })

  it('follows a new name of a product', async () => {
    const brand = await makeBrand(world)
    const id = await makeProduct(world, brand.id, { name: 'Glacier' })
    const input = { name: 'Moraine', category: 'SHOES', priceCents: 1, currency: 'EUR', shopUrl: 'https://s.example/' }
    await world.ask(
      'mutation ($id: ID!, $input: ProductInput!) { updateProduct(id: $id, input: $input) { id } }',
      { id, input },
      staff,
    )
    expect((await search('glacier', { slug: brand.slug })).names).toEqual([])
    expect((await search('morane', { slug: brand.slug })).names).toEqual(['Moraine'])
  })

  it('asks the database a bounded number of times, and reads no more than the page', async () => {
    const commands = await commandsOf(world.database, async () => {
      expect((await search('fernweh runnr')).names).toEqual(['Road Runner', 'Trail Runner'])
    })
    // One for each tier.
    expect(commands.filter((name) => name === 'products.find')).toHaveLength(4)
    expect(commands.filter((name) => name === 'brands.find')).toHaveLength(1)
    // A page that the first tier fills asks for no other.
    const one = await commandsOf(world.database, () => search('road', { first: 1 }))
    expect(one.filter((name) => name === 'products.find')).toHaveLength(1)
  })
})
