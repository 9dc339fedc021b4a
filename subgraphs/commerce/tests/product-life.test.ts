import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { event, makeBrand, makeProduct, openWorld, partnerOf, staff, type World } from './world.ts'

let world: World
let aheadMs = 0
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
})
afterAll(() => world.close())

type Gear = EventData<'gear.changed'>
/** Pairs of shoes of a product that were retired at 700 km, one for each of so many athletes. */
const pairs = (productId: string, count: number, change: Partial<Gear> = {}): Gear[] =>
  Array.from({ length: count }, () => ({
    gearId: newId('Gear'),
    athleteId: newId('Athlete'),
    revision: 1,
    kind: 'SHOES',
    productId,
    retireAtMeters: null,
    retired: true,
    distanceMeters: 701_234,
    at: Date.now(),
    ...change,
  }))
const happen = (...gear: readonly Gear[]) => world.happen(...gear.map((data) => event('gear.changed', data)))

const QUERY = 'query ($id: ID!) { product(id: $id) { lasts { medianMeters owners } } }'
/** How long the product lasts, once nothing is remembered. */
const lasts = async (id: string) => {
  aheadMs += 61_000
  return (await world.ask(QUERY, { id })).data.product.lasts
}

const makeShoes = async (input: Record<string, unknown> = {}) => {
  const brand = await makeBrand(world)
  return makeProduct(world, brand.id, input)
}

describe('Product.lasts', () => {
  it('is told over twenty owners, whoever asks', async () => {
    const shoes = await makeShoes()
    const [last, ...rest] = pairs(shoes, 21)
    await happen(...rest)
    expect(await lasts(shoes)).toBeNull()
    if (last === undefined) throw new Error('no pair')
    // Another pair of an owner is no other owner.
    await happen({ ...last, gearId: newId('Gear'), athleteId: rest[0]?.athleteId ?? '' })
    expect(await lasts(shoes)).toBeNull()
    await happen(last)
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 20 })
    expect((await world.ask(QUERY, { id: shoes }, staff)).data.product.lasts).toEqual({ medianMeters: 700_000, owners: 20 })
  })

  it('is of shoes that were used, and of nothing else', async () => {
    const [shoes, jacket] = [await makeShoes(), await makeShoes({ category: 'APPAREL' })]
    await happen(...pairs(shoes, 21, { distanceMeters: 0 }), ...pairs(shoes, 21, { kind: 'OTHER' }), ...pairs(jacket, 21))
    expect([await lasts(shoes), await lasts(jacket)]).toEqual([null, null])
  })

  it('follows every change, and is the same when the events come twice, late, or all once more', async () => {
    const shoes = await makeShoes()
    const all = pairs(shoes, 30)
    await happen(...all)
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 30 })
    // Sixteen have activities that were deleted or shortened.
    const shorter = all.slice(0, 16).map((each) => ({ ...each, revision: 2, distanceMeters: 400_000 }))
    await happen(...shorter)
    expect(await lasts(shoes)).toEqual({ medianMeters: 400_000, owners: 30 })
    // They are taken back into use, and go on.
    const back = shorter.map((each) => ({ ...each, revision: 3, retired: false }))
    await happen(...back)
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 30 })
    await happen(...all, ...shorter, ...back)
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 30 })
    // Ten were another product after all.
    await happen(...back.slice(0, 10).map((each) => ({ ...each, revision: 4, productId: null })))
    expect(await lasts(shoes)).toBeNull()
  })

  it('forgets an owner whose account is erased', async () => {
    const shoes = await makeShoes()
    const all = pairs(shoes, 21)
    await happen(...all)
    expect(await lasts(shoes)).not.toBeNull()
    await world.happen(event('athlete.erased', { athleteId: all[0]?.athleteId ?? '', round: 1, at: Date.now() }))
    expect(await lasts(shoes)).toBeNull()
  })

  it('is read by keys of partners for their products, and costs a list one query', async () => {
    const brand = await makeBrand(world)
    const shoes: string[] = []
    for (const name of ['A', 'B', 'C']) shoes.push(await makeProduct(world, brand.id, { name }))
    await happen(...shoes.flatMap((id) => pairs(id, 21)))
    const list = '{ partner { brand { products { edges { node { lasts { medianMeters } } } } } } }'
    aheadMs += 61_000
    const { data } = await world.ask(list, {}, partnerOf(brand.id))
    expect(data.partner.brand.products.edges).toEqual(Array(3).fill({ node: { lasts: { medianMeters: 700_000 } } }))
    aheadMs += 61_000
    const query = `{ products(brandSlug: "${brand.slug}") { edges { node { lasts { medianMeters } } } } }`
    const commands = await commandsOf(world.database, () => world.ask(query))
    expect(commands.filter((command) => command.includes('gear'))).toHaveLength(1)
  })
})

describe('product.created', () => {
  it('is told once of each product, whichever way it came in', async () => {
    const brand = await makeBrand(world)
    const made = await makeProduct(world, brand.id)
    const products = world.database.connection.collection<{ _id: string }>('products')
    const old = newId('Product')
    const row = await products.findOne({ _id: made })
    await products.insertOne({ ...row, _id: old })
    const told: EventData<'product.created'>[] = []
    const observer = defineWorker({
      name: 'observer-note-products',
      on: ['product.created'],
      save: async (_loaded, _tx, { data }) => void told.push(data),
    })
    await world.runtime.startWorkers(await world.runtime.database('observer'), [observer])
    const job = world.subgraph.opened.jobs.find(({ name }) => name === 'commerce-announce-products')
    await Promise.all([job?.run(), job?.run()])
    await job?.run()
    await world.settle()
    for (const id of [made, old]) expect(told.filter(({ productId }) => productId === id)).toMatchObject([{ brandId: brand.id }])
  })
})
