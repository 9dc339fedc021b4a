import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { newBrand } from '../brands.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { get } from '../get.ts'
import { inLanes, timed } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const LANES = 16
const PATIENCE_MS = 120_000

/** Measures affiliate links that many people follow at once, and counts the clicks that arrived in the database. */
export const affiliate = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('affiliate', options)
  const brand = await newBrand(world)
  const id = newId('Product')
  const product = {
    _id: id,
    brandId: brand.id,
    sku: null,
    name: 'A shoe',
    words: ['a', 'shoe'],
    sortKey: 'a shoe',
    category: 'SHOES',
    description: null,
    imageUrl: null,
    offers: [{ price: 9_900, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://shop.example/shoe?click={clickId}' }],
    stockRank: 0,
    createdAt: new Date(),
  }
  await world.platform.insert('commerce', 'products', [product])
  const url = `${new URL(world.url).origin}/go/${id}`
  // Each has a browser of its own: a second click of one within half an hour does not count.
  const follow = async (who: string): Promise<void> => {
    const { status } = await get(url, { 'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0 ${who}` })
    if (status !== 302) throw new Error(`an affiliate link answered ${status}`)
  }
  const warm = Math.min(count, 50)
  for (let index = 0; index < warm; index += 1) await follow(`warm ${index}`)
  const times: number[] = []
  const people = Array.from({ length: count }, (_, index) => String(index))
  const cost = await costOf(world, count, () =>
    inLanes(people, LANES, async (who) => void times.push(await timed(() => follow(who)))),
  )
  const group = `${count} clicks, ${LANES} at once`
  sheet.durations(group, 'the redirect', times)
  sheet.put(group, 'sustained', (count * 1_000) / cost.ms, 'redirects/s')
  sheet.put(group, 'CPU of the platform', cost.cpuMs, 'ms CPU')
  sheet.put(group, 'Redis commands', cost.redisCommands, 'commands')
  sheet.put(group, 'MongoDB commands', cost.mongoCommands, 'commands')
  const stored = () => world.platform.count('commerce', 'product_clicks', { productId: id })
  const from = performance.now()
  while ((await stored()) < count + warm && performance.now() - from < PATIENCE_MS) await sleep(50)
  sheet.put(group, 'until all are in the database', performance.now() - from, 'ms')
  const lost = count + warm - (await stored())
  sheet.put(group, 'clicks lost', lost, 'clicks')
  if (lost !== 0) throw new Error(`${lost} of ${count + warm} clicks were lost, or counted twice`)
}
