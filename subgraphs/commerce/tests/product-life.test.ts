import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { commandsOf } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../src/context.ts'
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

  it('is counted by a job where there are many pairs, within minutes of each change, and read without them', async () => {
    const shoes = await makeShoes()
    const gear = world.database.connection.collection<{ _id: string }>('gear')
    const rowOf = ({ gearId: _id, at: _at, ...state }: Gear) => ({ _id, ...state })
    const all = pairs(shoes, 1_000)
    await gear.insertMany(all.map(rowOf))
    const [last] = pairs(shoes, 1)
    if (last === undefined) throw new Error('no pair')
    // The first event of the product. Until it is counted, it is added up when somebody asks.
    await happen(last)
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 1_000 })
    const job = world.subgraph.opened.jobs.find(({ name }) => name === 'commerce-count-product-lives')
    const count = async () => {
      aheadMs += 600_000
      await Promise.all([job?.run(), job?.run()])
    }
    await count()
    const commands = await commandsOf(world.database, async () =>
      expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 1_000 }),
    )
    expect(commands.filter((command) => command.startsWith('gear'))).toEqual([])
    // Nothing has changed, so nothing is counted.
    const idle = await commandsOf(world.database, count)
    expect(idle.filter((command) => command.startsWith('gear'))).toEqual([])
    // More than half are shorter, and one of them says so by an event.
    await gear.updateMany({ productId: shoes, _id: { $in: all.slice(0, 600).map(({ gearId }) => gearId) } } as never, {
      $set: { distanceMeters: 300_000 },
    })
    expect(await lasts(shoes)).toEqual({ medianMeters: 700_000, owners: 1_000 })
    const [{ gearId, athleteId } = last] = all
    await happen({ ...last, gearId, athleteId, revision: 2, distanceMeters: 310_000 })
    await count()
    expect(await lasts(shoes)).toEqual({ medianMeters: 300_000, owners: 1_000 })
    // Who is erased is gone with the next count; then there are few enough to be added up at once.
    await world.happen(event('athlete.erased', { athleteId: last.athleteId, round: 1, at: Date.now() }))
    await count()
    const [row] = await world.database.connection
      .collection('product_lives')
      .find({ _id: shoes } as never)
      .toArray()
    expect(row).toMatchObject({ pairs: 1_000, dueAt: null, isCounting: false })
    await happen({ ...last, gearId, athleteId, revision: 3, distanceMeters: 0 })
    expect(await lasts(shoes)).toEqual({ medianMeters: 300_000, owners: 990 })
  })

  it('stays due for a change that comes while it is counted', async () => {
    const { productLives } = (world.subgraph.opened.context(staff, null) as Context).stores
    const [id, at] = [newId('Product'), (ms: number) => new Date(ms)]
    const due = async () => {
      const row = (await productLives.many([id])).get(id)
      return row && [row.dueAt?.getTime() ?? null, row.pairs]
    }
    await productLives.markChanged(id, at(1_000))
    await productLives.markChanged(id, at(2_000))
    expect(await due()).toEqual([1_000, 0])
    expect(await productLives.take(at(999), at(5_000))).toBeNull()
    expect(await productLives.take(at(1_000), at(5_000))).toBe(id)
    expect(await productLives.take(at(1_000), at(5_000))).toBeNull()
    await productLives.markChanged(id, at(3_000))
    await productLives.put(id, { life: null, pairs: 7 }, at(5_000))
    expect(await due()).toEqual([3_000, 7])
    // Who took it and died leaves it to the next.
    expect(await productLives.take(at(3_000), at(6_000))).toBe(id)
    expect(await productLives.take(at(6_000), at(9_000))).toBe(id)
    await productLives.put(id, { life: null, pairs: 8 }, at(9_000))
    expect(await due()).toEqual([null, 8])
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
