import { behind, collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { type ProductOffer, stockRankOf } from '../domain/product-offer.ts'
import { type Alternative, searchWordsOf, type Tier, type WantedWord } from '../domain/product-search.ts'
import type { Brands } from './brands.ts'
import { pagesOfBrands } from './pages-of-brands.ts'
import type { ProductWords } from './product-words.ts'

export interface ProductFilter {
  readonly brandId?: string
  readonly category?: ProductCategory
}

/** A product of a search, and the tier in which it was found. */
export interface FoundProduct {
  readonly row: ProductRow
  readonly tier: number
}

/** The row before the page, with its tier. */
export type ProductCursor = readonly [tier: number, stockRank: number, sortKey: string, id: string]

/** What can be bought now comes first. */
const SORT = { stockRank: 1, sortKey: 1, _id: 1 } as const

const placeOf = ([, stockRank, sortKey, _id]: ProductCursor) => ({ stockRank, sortKey, _id })

/**
 * Words have only letters and digits (wordsOf), so they need no escaping in a pattern. It is a text, since the server of a machine without
 * MongoDB finds nothing by a pattern as a value of its own where it takes an index, and neither by one in an `$in`.
 */
const wanted = ({ word, begins, near }: WantedWord): Where<ProductRow> => {
  const beginning = { words: { $regex: `^${word}` } }
  if (near.length === 0) return begins ? beginning : { words: word }
  return { $or: [{ words: { $in: near } }, beginning] }
}

/** The longest word first, as it finds the fewest: a server that takes an index for one condition takes it for that. */
const whereOf = ({ brandId, words }: Alternative): Where<ProductRow> => {
  const [first, ...others] = words.toSorted((one, other) => other.word.length - one.word.length).map(wanted)
  return {
    ...(brandId === null ? {} : { brandId }),
    ...first,
    ...(others.length === 0 ? {} : { $and: others }),
  }
}

const ofTier = (tier: Tier): Where<ProductRow> => {
  const alternatives = tier.map(whereOf)
  const [first] = alternatives
  return first !== undefined && alternatives.length === 1 ? first : { $or: alternatives }
}

/** A condition alone stays alone: not every server takes an index for one of several. */
const allOf = (...conditions: readonly Where<ProductRow>[]): Where<ProductRow> => {
  const [first = {}, ...others] = conditions.filter((condition) => Object.keys(condition).length > 0)
  return others.length === 0 ? first : { $and: [first, ...others] }
}

/** Of all tiers: what the last one finds. */
const anyOf = (filter: ProductFilter, tiers: readonly Tier[]): Where<ProductRow> =>
  allOf(ofTier(tiers.at(-1) ?? []), { ...filter })

/** A product of the time when each had one price. */
type BeforeOffers = Omit<ProductRow, 'sku' | 'offers' | 'stockRank'> & {
  readonly priceCents: number
  readonly currency: string
  readonly shopUrl: string
}

const withOffers = (before: object): ProductRow => {
  const { priceCents: price, currency, shopUrl, ...row } = before as BeforeOffers
  const offers: readonly ProductOffer[] = [{ price, currency, stock: 'IN_STOCK', shopUrl }]
  return { ...row, words: searchWordsOf(row.name), sku: null, offers, stockRank: stockRankOf(offers) }
}

export const openProducts = (database: Database, brands: Pick<Brands, 'aggregate'>, productWords: Pick<ProductWords, 'add'>) => {
  const upgraded = async (before: object): Promise<ProductRow> => {
    const row = withOffers(before)
    await productWords.add(row.words)
    return row
  }
  const products = collection<ProductRow>(database, {
    name: 'products',
    oneShard: 'few rows, of which no two of a brand share a number',
    fields: {
      _id: 'string',
      brandId: 'string',
      sku: 'string | null',
      name: 'string',
      words: 'array',
      sortKey: 'string',
      category: 'string',
      description: 'string | null',
      imageUrl: 'string | null',
      offers: 'array',
      stockRank: 'number',
      createdAt: 'date',
      announcedAt: 'date?',
    },
    athletes: { none: 'products of brands' },
    indexes: [
      // All products.
      { keys: { stockRank: 1, sortKey: 1, _id: 1 } },
      // The products of a category.
      { keys: { category: 1, stockRank: 1, sortKey: 1, _id: 1 } },
      // The products of a brand, and how many there are of each category.
      { keys: { brandId: 1, stockRank: 1, sortKey: 1, _id: 1 } },
      { keys: { brandId: 1, category: 1, stockRank: 1, sortKey: 1, _id: 1 } },
      // The search, in the order of its list.
      { keys: { words: 1, stockRank: 1, sortKey: 1, _id: 1 } },
      // Finds a product by the brand's own number, and keeps those unique.
      { keys: { brandId: 1, sku: 1 }, unique: true, only: { sku: { $gt: '' } } },
      // The newest products of a category that are in stock.
      { keys: { category: 1, stockRank: 1, _id: -1 } },
      // Products of which the other subgraphs do not know yet.
      { keys: { announcedAt: 1 } },
    ],
    upgrades: { offers: { where: { offers: { $exists: false } }, row: upgraded } },
  })
  return {
    async insert(rows: readonly ProductRow[], tx: Tx): Promise<void> {
      await products.insert(rows, tx)
    },
    async put(rows: readonly ProductRow[], tx: Tx): Promise<void> {
      await products.put(rows, tx)
    },
    async get(id: string, tx?: Tx): Promise<ProductRow | null> {
      return products.one({ _id: id }, { tx })
    },
    async bySku(brandId: string, skus: readonly string[], tx?: Tx): Promise<readonly ProductRow[]> {
      // The comparison lets the query use the index, which has only rows with a number.
      return products.many({ brandId, sku: { $in: skus, $gt: '' } }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ProductRow>> {
      return products.byId(ids)
    },
    /** Returns the newest products of a category that some shop has in stock. */
    async newestInStock(category: ProductCategory, limit: number): Promise<readonly ProductRow[]> {
      return products.many({ category, stockRank: 0 }, { sort: { _id: -1 }, limit })
    },
    async isAnyUnannounced(): Promise<boolean> {
      return products.exists({ announcedAt: null })
    },
    async unannounced(limit: number, tx: Tx): Promise<readonly Pick<ProductRow, '_id' | 'brandId'>[]> {
      return products.many({ announcedAt: null }, { fields: { brandId: 1 }, limit, tx })
    },
    async markAnnounced(rows: readonly Pick<ProductRow, '_id'>[], at: Date, tx: Tx): Promise<void> {
      await products.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $set: { announcedAt: at } }, tx)
    },
    /** The best first: one tier after the other, each from its index. */
    async page(
      filter: ProductFilter,
      tiers: readonly Tier[],
      after: ProductCursor | null,
      limit: number,
    ): Promise<readonly FoundProduct[]> {
      const found: FoundProduct[] = []
      const begin = after === null ? 0 : after[0]
      for (const [tier, alternatives] of tiers.entries()) {
        if (tier < begin || found.length >= limit) continue
        const earlier = tiers.slice(0, tier).map(ofTier)
        const place = after !== null && tier === begin ? placeOf(after) : null
        const none = earlier.length === 0 ? {} : { $nor: earlier }
        const where = allOf(ofTier(alternatives), { ...filter }, none, behind(SORT, place))
        const rows = await products.many(where, { sort: SORT, limit: limit - found.length })
        found.push(...rows.map((row) => ({ row, tier })))
      }
      return found
    },
    async count(filter: ProductFilter, tiers: readonly Tier[]): Promise<number> {
      return products.count(anyOf(filter, tiers))
    },
    async countByCategory(filter: ProductFilter, tiers: readonly Tier[]): Promise<ReadonlyMap<ProductCategory, number>> {
      const counts = await products.aggregate<{ _id: ProductCategory; count: number }>([
        { $match: anyOf(filter, tiers) },
        { $group: { _id: '$category', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
    async pagesOfBrands(
      brandIds: readonly string[],
      category: ProductCategory | null,
      after: ProductCursor | null,
      limit: number,
    ) {
      const from = { collection: products.name, brandField: 'brandId' }
      const match = { ...behind(SORT, after && placeOf(after)), ...(category === null ? {} : { category }) }
      return pagesOfBrands<ProductRow>(brands, brandIds, from, { match, sort: SORT, limit })
    },
    /** How many products each brand has of each category. */
    async countsOfBrands(brandIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<ProductCategory, number>>> {
      const counts = await products.aggregate<{ _id: { brandId: string; category: ProductCategory }; count: number }>([
        { $match: { brandId: { $in: brandIds } } },
        { $group: { _id: { brandId: '$brandId', category: '$category' }, count: { $sum: 1 } } },
      ])
      const byBrand = new Map<string, Map<ProductCategory, number>>()
      for (const { _id, count } of counts)
        byBrand.set(_id.brandId, (byBrand.get(_id.brandId) ?? new Map<ProductCategory, number>()).set(_id.category, count))
      return byBrand
    },
  }
}

export type Products = ReturnType<typeof openProducts>
