import { newId } from '@gruppetto/graph'
import { newBrand } from '../brands.ts'
import { type Cost, costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { get } from '../get.ts'
import { inLanes } from '../lanes.ts'
import type { BenchOptions } from '../options.ts'
import { mean } from '../statistics.ts'
import type { World } from '../world.ts'

/** A page of a shop, as a client without credentials asks for it. */
const PAGE = `products(brandSlug: $slug, first: 20) { totalCount edges { node { id name description category
  offers { priceCents currency stock affiliateUrl } brand { name logoUrl } } } }`
const ONE = 'product(id: $id) { name offers { priceCents currency } }'
/** An answer with it is not kept. For who is not signed in it is null, and costs next to nothing. */
const UNKEPT = 'asked: viewer { id }'
const PRODUCTS = 20
const LANES = 16
/** They take turns, since the platform becomes faster while it runs. */
const ROUNDS = 4

interface Load {
  readonly name: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly costs: Cost[]
}

/** Measures answers that are kept, beside the same ones that are made anew for each request. */
export const kept = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const count = quick ? 6 : full ? 4_000 : 800
  const { id: brandId } = await newBrand(world)
  const products = Array.from({ length: PRODUCTS }, (_, index) => ({
    _id: newId('Product'),
    brandId,
    sku: null,
    name: `Shoe ${index}`,
    words: ['shoe', String(index)],
    sortKey: `shoe ${String(index).padStart(4, '0')}`,
    category: 'SHOES',
    description: `For wet and stony ways, with ${index + 3} mm of drop. `.repeat(4),
    imageUrl: null,
    offers: ['EUR', 'CHF'].map((currency) => ({
      price: 9_900 + index,
      currency,
      stock: 'IN_STOCK',
      shopUrl: 'https://shop.example/shoe',
    })),
    stockRank: 0,
    createdAt: new Date(),
  }))
  await world.platform.insert('commerce', 'products', products)
  const urlOf = (query: string, variables: object): string => {
    const url = new URL(world.url)
    url.searchParams.set('query', query)
    url.searchParams.set('variables', JSON.stringify(variables))
    return url.href
  }
  const page = (more: string) => urlOf(`query ($slug: String!) { ${PAGE} ${more} }`, { slug: brandId })
  const one = (more: string) => urlOf(`query ($id: ID!) { ${ONE} ${more} }`, { id: products[0]?._id })
  const load = (name: string, url: string, headers: Readonly<Record<string, string>> = {}, status = 200): Load => ({
    name,
    url,
    headers,
    status,
    costs: [],
  })
  const { etag } = await get(page(''), { 'accept-encoding': 'br' })
  const groups: Readonly<Record<string, readonly [Load, ...Load[]]>> = {
    'a page of products': [
      load('made anew', page(UNKEPT)),
      load('kept', page('')),
      load('made anew, br', page(UNKEPT), { 'accept-encoding': 'br' }),
      load('kept, br', page(''), { 'accept-encoding': 'br' }),
      load('kept, unchanged (304)', page(''), { 'accept-encoding': 'br', 'if-none-match': etag }, 304),
    ],
    'one product': [load('made anew', one(UNKEPT)), load('kept', one(''))],
  }
  const loads = Object.values(groups).flat()
  const run = ({ url, headers, status: expected }: Load) =>
    inLanes(Array.from({ length: count }), LANES, async () => {
      const { status } = await get(url, headers)
      if (status !== expected) throw new Error(`${url} answered ${status}, not ${expected}`)
    })
  for (const each of loads) await run(each)
  await world.platform.rest()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of loads) each.costs.push(await costOf(world, count, () => run(each)))
  }
  const meanOf = ({ costs }: Load, value: (cost: Cost) => number): number => mean(costs.map(value))
  for (const [group, [first, ...others]] of Object.entries(groups)) {
    const cpuMs = meanOf(first, (cost) => cost.cpuMs)
    for (const each of [first, ...others]) {
      sheet.put(
        group,
        `${each.name}, CPU of the platform`,
        meanOf(each, (cost) => cost.cpuMs),
        'ms CPU',
      )
      sheet.put(
        group,
        `${each.name}, MongoDB commands`,
        meanOf(each, (cost) => cost.mongoCommands),
        'commands',
      )
      sheet.put(group, `${each.name}, against made anew`, meanOf(each, (cost) => cost.cpuMs) / cpuMs, 'of its CPU')
    }
  }
}
