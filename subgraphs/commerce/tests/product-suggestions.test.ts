import type { EventData } from '@gruppetto/events'
import { type Caller, newId, viewerRootId } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { type AnyData, commandsOf, makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  anonymous,
  athleteCaller,
  athleteChanged,
  event,
  makeBrand,
  makeProduct,
  openWorld,
  partnerOf,
  type World,
} from './world.ts'

let world: World
let aheadMs = 0
let brandId: string
const flags = makeFlagFile()
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs, env: flags.env })
  flags.set({ 'product-suggestions': true })
  aheadMs += 2000
})
afterAll(() => world.close())
beforeEach(async () => {
  // Each test has a catalogue of its own.
  await world.database.connection.collection('products').deleteMany({})
  aheadMs += 61_000
  brandId = (await makeBrand(world)).id
})

const DAY_MS = 24 * 3600 * 1000
const make = (input: Record<string, unknown> = {}) => makeProduct(world, brandId, input)
const newAthlete = async (change: Parameters<typeof athleteChanged>[1] = {}): Promise<Caller & { athleteId: string }> => {
  const athleteId = newId('Athlete')
  await world.happen(athleteChanged(athleteId, { country: 'SI', ...change }))
  return athleteCaller(athleteId) as Caller & { athleteId: string }
}
const activity = (athleteId: string, change: Partial<EventData<'activity.changed'>> = {}): EventData<'activity.changed'> => ({
  activityId: newId('Activity'),
  athleteId,
  revision: 1,
  deleted: false,
  visibility: 'ONLY_ME',
  name: 'Morning run',
  sport: 'RUN',
  startedAtMs: Date.now() + aheadMs - DAY_MS,
  timeZone: 'Europe/Ljubljana',
  distanceMeters: 12_000,
  elapsedSeconds: 20 * 3600,
  movingSeconds: 20 * 3600,
  elevationGainMeters: null,
  isManual: true,
  uploadId: null,
  at: Date.now(),
  ...change,
})
const gear = (athleteId: string, change: Partial<EventData<'gear.changed'>> = {}): EventData<'gear.changed'> => ({
  gearId: newId('Gear'),
  athleteId,
  revision: 1,
  kind: 'SHOES',
  productId: null,
  retireAtMeters: 800_000,
  retired: false,
  distanceMeters: 790_000,
  at: Date.now(),
  ...change,
})
const did = (data: EventData<'activity.changed'>) => world.happen(event('activity.measured', data))
const has = (data: EventData<'gear.changed'>) => world.happen(event('gear.changed', data))

const QUERY = `query ($first: Int) { viewer { recommendedProducts(first: $first) { id }
  productSuggestions(first: $first) { product { id } reasons text } } }`
const suggested = async (who: Caller, first = 10): Promise<AnyData[] | null> => {
  aheadMs += 31_000
  const { data, errors } = await world.ask(QUERY, { first }, who)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const { recommendedProducts, productSuggestions } = data.viewer
  expect(recommendedProducts?.map(({ id }: AnyData) => id)).toEqual(productSuggestions?.map(({ product }: AnyData) => product.id))
  return productSuggestions
}
const ids = async (who: Caller) => (await suggested(who))?.map(({ product }) => product.id)

describe('Viewer.productSuggestions', () => {
  it('is what the athlete may need, each with why', async () => {
    const runner = await newAthlete()
    const [shoes, bike] = [await make(), await make({ name: 'Gravel bike', category: 'BIKE', priceCents: 300_000 })]
    expect(await ids(runner)).not.toContain(shoes)
    await did(activity(runner.athleteId))
    await has(gear(runner.athleteId))
    const [first, ...others] = (await suggested(runner)) ?? []
    expect(first).toEqual({
      product: { id: shoes },
      reasons: ['WORN_GEAR', 'SPORTS', 'LEVEL'],
      text: 'A pair of your shoes has gone 790 km of about 800 km.',
    })
    expect(others.every(({ product }) => product.id === bike)).toBe(true)
    expect(await suggested(runner, 0)).toEqual([])
  })

  it('takes how long the product lasts where the owner has set no limit', async () => {
    const runner = await newAthlete()
    const [worn, other] = [await make({ name: 'Old ones' }), await make({ name: 'New ones' })]
    await Promise.all(
      Array.from({ length: 21 }, () => has(gear(newId('Athlete'), { productId: worn, retired: true, distanceMeters: 700_000 }))),
    )
    await has(gear(runner.athleteId, { productId: worn, retireAtMeters: null, distanceMeters: 680_000 }))
    expect(await suggested(runner)).toMatchObject([
      { product: { id: other }, reasons: ['WORN_GEAR', 'PRICE'], text: 'A pair of your shoes has gone 680 km of about 700 km.' },
    ])
  })

  it('follows activities that are deleted or come twice or late, and forgets old ones', async () => {
    const runner = await newAthlete()
    const shoes = await make()
    const run = activity(runner.athleteId)
    await did(run)
    expect(await ids(runner)).toEqual([shoes])
    await world.happen(event('activity.changed', { ...run, revision: 2, deleted: true }))
    await world.happen(event('activity.changed', { ...run, revision: 1, sport: 'HIKE' }), event('activity.measured', run))
    expect(await ids(runner)).toEqual([])
    await did(activity(runner.athleteId, { startedAtMs: Date.now() + aheadMs - 57 * DAY_MS }))
    expect(await ids(runner)).toEqual([])
  })

  it('leaves out what is owned, was just looked at or bought, or is sold out or not sold in the own currency', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    const [owned, looked, bought, refunded, left] = [await make(), await make(), await make(), await make(), await make()]
    await make({ stock: 'OUT_OF_STOCK' })
    await make({ currency: 'JPY' })
    await has(gear(runner.athleteId, { productId: owned, retired: true }))
    const clicks = world.database.connection.collection('product_clicks')
    const clicked = (productId: string, daysAgo: number, athleteId = runner.athleteId) => {
      const _id = crypto.randomUUID()
      const clickedAt = new Date(Date.now() + aheadMs - daysAgo * DAY_MS)
      return { row: { _id: _id as never, productId, brandId, athleteId, clickedAt }, clickId: _id }
    }
    const [look, buy, back, others] = [
      clicked(looked, 2),
      clicked(bought, 200),
      clicked(refunded, 200),
      clicked(left, 1, newId('Athlete')),
    ]
    await clicks.insertMany([look, buy, back, others].map(({ row }) => row))
    const sale = (clickId: string, amountRefunded: number) => ({
      ...{ _id: crypto.randomUUID() as never, brandId, orderId: 'x', clickId, productId: bought, refusedFor: null },
      ...{ amount: 100, currency: 'EUR', refunded: amountRefunded, basisPoints: 0, commission: 0 },
      ...{ soldAt: new Date(), recordedAt: new Date() },
    })
    await world.database.connection.collection('conversions').insertMany([sale(buy.clickId, 0), sale(back.clickId, 100)])
    expect(await ids(runner)).toEqual([left, refunded].toSorted().toReversed())
    // What was looked at long ago, and not bought, may come again.
    await clicks.updateOne({ _id: look.row._id }, { $set: { clickedAt: new Date(Date.now() + aheadMs - 20 * DAY_MS) } })
    expect(await ids(runner)).toContain(looked)
  })

  it('leaves out at once what has just been sold out', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    const shoes = await make()
    expect(await ids(runner)).toEqual([shoes])
    await world.database.connection
      .collection('products')
      .updateOne({ _id: shoes as never }, { $set: { 'offers.0.stock': 'OUT_OF_STOCK', stockRank: 2 } })
    const { data } = await world.ask(QUERY, {}, runner)
    expect(data.viewer.productSuggestions).toEqual([])
  })

  it('is off where the flag is off, and takes at most fifty', async () => {
    const runner = await newAthlete()
    flags.set({ 'product-suggestions': false })
    expect(await suggested(runner)).toBeNull()
    flags.set({ 'product-suggestions': true })
    expect(await suggested(runner)).toEqual([])
    for (const first of [-1, 51]) expect((await world.ask(QUERY, { first }, runner)).codes).toContain('BAD_USER_INPUT')
  })

  it('is put in order by the model where that is on, and nothing else changes', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    const other = (await makeBrand(world)).id
    const liked = await makeProduct(world, other, {})
    for (let more = 0; more < 6; more += 1) await make()
    const clicks = world.database.connection.collection('product_clicks')
    const look = (productId: string, athleteId: string, daysAgo: number) => {
      const clickedAt = new Date(Date.now() + aheadMs - daysAgo * DAY_MS)
      return { _id: crypto.randomUUID() as never, productId, brandId: other, athleteId, clickedAt }
    }
    // The athlete has looked at this brand alone, and everybody looks at this product.
    await clicks.insertMany([
      ...Array.from({ length: 5 }, () => look(liked, runner.athleteId, 40)),
      ...Array.from({ length: 30 }, () => look(liked, newId('Athlete'), 5)),
    ])
    const byRules = (await ids(runner)) ?? []
    // The newest comes first where the rules say the same of all.
    expect(byRules.at(-1)).toBe(liked)
    flags.set({ 'product-suggestions': true, 'product-suggestions-by-model': true })
    const byModel = (await suggested(runner)) ?? []
    flags.set({ 'product-suggestions': true })
    expect(byModel[0].product.id).toBe(liked)
    expect(byModel.map(({ product }) => product.id).toSorted()).toEqual(byRules.toSorted())
    expect(byModel.every(({ reasons }) => reasons.length > 0)).toBe(true)
  })

  it('is told of as an event where that list is drawn, with what the order was made of', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    const made = [await make(), await make()]
    const heard: EventData<'product-suggestions.ranked'>[] = []
    const worker = defineWorker({
      name: 'listener',
      on: ['product-suggestions.ranked'],
      prepare: async ({ data }) => void heard.push(data),
    })
    await world.runtime.startWorkers(world.database, [worker])
    const told = async () => {
      await world.settle()
      return heard.filter(({ athleteId }) => athleteId === runner.athleteId)
    }
    flags.set({ 'product-suggestions': true, 'kept-suggestion-lists': '0' })
    await suggested(runner)
    expect(await told()).toEqual([])
    flags.set({ 'product-suggestions': true, 'kept-suggestion-lists': '100' })
    const shown = await ids(runner)
    await suggested(runner)
    const [list, ...others] = await told()
    // Asked twice, told once.
    expect(others).toEqual([])
    expect(list).toMatchObject({ modelVersion: null })
    expect(list?.ranked.filter(({ shown }) => shown).map(({ productId }) => productId)).toEqual(shown)
    expect(list?.ranked).toHaveLength(made.length)
    for (const one of list?.ranked ?? [])
      expect(one).toMatchObject({ chance: null, category: 'SHOES', brand: null, sports: expect.any(Number), ownsBrand: 0 })
    flags.set({ 'product-suggestions': true })
  })

  it('is the own of each athlete, and nobody sees that of another', async () => {
    const [runner, other] = [await newAthlete(), await newAthlete()]
    await did(activity(runner.athleteId))
    await has(gear(runner.athleteId))
    await make()
    const entities =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { productSuggestions { text } recommendedProducts { id } } } }'
    const r = [{ __typename: 'Viewer', id: viewerRootId(runner.athleteId) }]
    expect((await world.ask(entities, { r }, runner)).data._entities[0].productSuggestions).toHaveLength(1)
    for (const who of [other, anonymous, partnerOf(brandId, ['CAMPAIGN_READ', 'AFFILIATE_READ'])])
      expect((await world.ask(entities, { r }, who)).data?._entities?.[0] ?? null).toBeNull()
    expect(await suggested(other)).toEqual([])
  })

  it('has nothing left of who is erased', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    await has(gear(runner.athleteId))
    await world.happen(event('athlete.erased', { athleteId: runner.athleteId, round: 1, at: Date.now() }))
    for (const name of ['recent_activities', 'gear'])
      expect(await world.database.connection.collection(name).countDocuments({ athleteId: runner.athleteId })).toBe(0)
  })

  it('costs the same number of queries for many products and much gear', async () => {
    const runner = await newAthlete()
    await did(activity(runner.athleteId))
    const query = '{ viewer { productSuggestions(first: 20) { product { id name } text } } }'
    const count = async () => {
      aheadMs += 61_000
      return (await commandsOf(world.database, () => world.ask(query, {}, runner))).length
    }
    await has(gear(runner.athleteId, { productId: await make() }))
    await make()
    const few = await count()
    for (let n = 0; n < 5; n += 1) {
      await has(gear(runner.athleteId, { productId: await make() }))
      await make()
    }
    expect(await count()).toBeLessThanOrEqual(few)
  })
})
