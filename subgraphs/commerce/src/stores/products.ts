import { behind, type Database, readRows, rowSchema, type Tx, type Where } from '@gruppetto/runtime'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { pagesOfBrands } from './pages-of-brands.ts'

export interface ProductFilter {
  readonly brandId?: string
  readonly category?: ProductCategory
  /** Each must begin a word of the name (wordsOf). */
  readonly words?: readonly string[]
}

/** The sort key and id of the row before the page. */
export type ProductCursor = readonly [sortKey: string, id: string]

const SORT = { sortKey: 1, _id: 1 } as const

const placeOf = ([sortKey, _id]: ProductCursor) => ({ sortKey, _id })

const matching = (filter: ProductFilter): Where<ProductRow> => ({
  ...(filter.brandId === undefined ? {} : { brandId: filter.brandId }),
  ...(filter.category === undefined ? {} : { category: filter.category }),
  // Words are letters and digits alone (wordsOf), so nothing in them means something to a regular expression.
  ...(filter.words === undefined ? {} : { $and: filter.words.map((word) => ({ words: new RegExp(`^${word}`, 'u') })) }),
})

export const openProducts = (database: Database) => {
  const schema = rowSchema<ProductRow>(
    {
      _id: String,
      brandId: { type: String, required: true },
      name: { type: String, required: true },
      words: { type: [String], required: true },
      sortKey: { type: String, default: '' },
      category: { type: String, required: true },
      description: { type: String, default: null },
      imageUrl: { type: String, default: null },
      priceCents: { type: Number, required: true },
      currency: { type: String, required: true },
      shopUrl: { type: String, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'products', versionKey: false },
  )
  // The whole catalogue by name.
  schema.index({ sortKey: 1, _id: 1 })
  // One category by name.
  schema.index({ category: 1, sortKey: 1, _id: 1 })
  // One brand's products by name.
  schema.index({ brandId: 1, sortKey: 1, _id: 1 })
  // The search by the beginnings of words.
  schema.index({ words: 1 })
  const model = database.connection.model<ProductRow>('Product', schema)
  const read = readRows(model)
  return {
    async insert(row: ProductRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    async get(id: string, tx?: Tx): Promise<ProductRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ProductRow>> {
      return read.byId(ids)
    },
    async page(filter: ProductFilter, after: ProductCursor | null, limit: number): Promise<readonly ProductRow[]> {
      return read.many({ $and: [matching(filter), behind(SORT, after && placeOf(after))] }, { sort: SORT, limit })
    },
    async count(filter: ProductFilter): Promise<number> {
      return read.count(matching(filter))
    },
    async pagesOfBrands(brandIds: readonly string[], after: ProductCursor | null, limit: number) {
      const from = { collection: 'products', brandField: 'brandId' }
      return pagesOfBrands<ProductRow>(database, brandIds, from, {
        match: behind(SORT, after && placeOf(after)),
        sort: SORT,
        limit,
      })
    },
    async countsOfBrands(brandIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const counts = await read.aggregate<{ _id: string; count: number }>([
        { $match: { brandId: { $in: brandIds } } },
        { $group: { _id: '$brandId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Products = ReturnType<typeof openProducts>
