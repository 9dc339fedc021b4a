import { behind, collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { stockRankOf } from '../domain/product-offer.ts'
import type { Brands } from './brands.ts'
import { pagesOfBrands } from './pages-of-brands.ts'

export interface ProductFilter {
  readonly brandId?: string
  readonly category?: ProductCategory
  /** Each is a prefix of a word of the name (wordsOf). */
  readonly words?: readonly string[]
}

/** The sort key and id of the row before the page. */
export type ProductCursor = readonly [sortKey: string, id: string]

const SORT = { sortKey: 1, _id: 1 } as const

const placeOf = ([sortKey, _id]: ProductCursor) => ({ sortKey, _id })

const matching = (filter: ProductFilter): Where<ProductRow> => ({
  ...(filter.brandId === undefined ? {} : { brandId: filter.brandId }),
  ...(filter.category === undefined ? {} : { category: filter.category }),
  // Words have only letters and digits (wordsOf), so they need no escaping in a regular expression.
  ...(filter.words === undefined ? {} : { $and: filter.words.map((word) => ({ words: new RegExp(`^${word}`, 'u') })) }),
})

/** A product of the time when each had one price. */
type BeforeOffers = Omit<ProductRow, 'sku' | 'offers' | 'stockRank'> & {
  readonly priceCents: number
  readonly currency: string
  readonly shopUrl: string
}

const withOffers = (before: object): ProductRow => {
  const { priceCents: price, currency, shopUrl, ...row } = before as BeforeOffers
  const offers = [{ price, currency, stock: 'IN_STOCK', shopUrl }] as const
  return { ...row, sku: null, offers, stockRank: stockRankOf(offers) }
}

export const openProducts = (database: Database, brands: Pick<Brands, 'aggregate'>) => {
  const products = collection<ProductRow>(database, {
    name: 'products',
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
      // All products by name.
      { keys: { sortKey: 1, _id: 1 } },
      // The products of a category by name.
      { keys: { category: 1, sortKey: 1, _id: 1 } },
      // The products of a brand by name.
      { keys: { brandId: 1, sortKey: 1, _id: 1 } },
      // The search by prefixes of words.
      { keys: { words: 1 } },
      // Finds a product by the brand's own number, and keeps those unique.
      { keys: { brandId: 1, sku: 1 }, unique: true, only: { sku: { $gt: '' } } },
      // Products of which the other subgraphs do not know yet.
      { keys: { announcedAt: 1 } },
    ],
    upgrades: { offers: { where: { offers: { $exists: false } }, row: withOffers } },
  })
  return {
    async insert(row: ProductRow, tx: Tx): Promise<void> {
      await products.insert([row], tx)
    },
    async put(row: ProductRow, tx: Tx): Promise<void> {
      await products.put([row], tx)
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
    async isAnyUnannounced(): Promise<boolean> {
      return products.exists({ announcedAt: null })
    },
    async unannounced(limit: number, tx: Tx): Promise<readonly Pick<ProductRow, '_id' | 'brandId'>[]> {
      return products.many({ announcedAt: null }, { fields: { brandId: 1 }, limit, tx })
    },
    async markAnnounced(rows: readonly Pick<ProductRow, '_id'>[], at: Date, tx: Tx): Promise<void> {
      await products.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $set: { announcedAt: at } }, tx)
    },
    async page(filter: ProductFilter, after: ProductCursor | null, limit: number): Promise<readonly ProductRow[]> {
      return products.many({ $and: [matching(filter), behind(SORT, after && placeOf(after))] }, { sort: SORT, limit })
    },
    async count(filter: ProductFilter): Promise<number> {
      return products.count(matching(filter))
    },
    async pagesOfBrands(brandIds: readonly string[], after: ProductCursor | null, limit: number) {
      const from = { collection: products.name, brandField: 'brandId' }
      const match = behind(SORT, after && placeOf(after))
      return pagesOfBrands<ProductRow>(brands, brandIds, from, { match, sort: SORT, limit })
    },
    async countsOfBrands(brandIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const counts = await products.aggregate<{ _id: string; count: number }>([
        { $match: { brandId: { $in: brandIds } } },
        { $group: { _id: '$brandId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Products = ReturnType<typeof openProducts>
