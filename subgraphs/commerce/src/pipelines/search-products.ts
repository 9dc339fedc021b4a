import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { slugKey } from '../domain/brand.ts'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { ALL_PRODUCTS, allSlips, askedWords, type Tier, tiersOf } from '../domain/product-search.ts'
import type { FoundProduct, ProductCursor, ProductFilter } from '../stores/products.ts'

export interface CategoryCount {
  readonly category: ProductCategory
  readonly count: number
}

export interface ProductPage extends Connection<ProductRow> {
  /** Counts only when the client asks. */
  readonly totalCount: () => Promise<number>
  readonly categories: () => Promise<readonly CategoryCount[]>
}

const CURSOR = ['number', 'number', 'string', 'string'] as const
const cursorOf = ({ tier, row }: FoundProduct): ProductCursor => [tier, row.stockRank, row.sortKey, row._id]
const rowOf = ({ row }: FoundProduct): ProductRow => row

const readPageArguments = (args: PageArguments) => {
  const page = pageRequest(args, CURSOR)
  const [tier, stockRank, sortKey, id] = page.after ?? []
  const after: ProductCursor | null = page.after === null ? null : [Number(tier), Number(stockRank), String(sortKey), String(id)]
  return { page, after }
}

const NO_PRODUCTS: ProductPage = {
  ...connectionOf([], pageRequest({}, CURSOR), cursorOf, rowOf),
  totalCount: async () => 0,
  categories: async () => [],
}

/** The most products first. */
const listCounts = (counts: ReadonlyMap<ProductCategory, number>): readonly CategoryCount[] =>
  [...counts]
    .map(([category, count]) => ({ category, count }))
    .toSorted((one, other) => other.count - one.count || (one.category < other.category ? -1 : 1))

const sumOf = (counts: ReadonlyMap<ProductCategory, number>): number => [...counts.values()].reduce((all, each) => all + each, 0)

export interface ProductSearch extends PageArguments {
  readonly query?: string | null
  readonly category?: ProductCategory | null
  readonly brandSlug?: string | null
}

/** How many brands the words of a query may name. */
const MOST_BRANDS = 5

/** What a query finds; null when that is nothing. */
const readTiers = async ({ stores }: Context, query: string): Promise<readonly Tier[] | null> => {
  const asked = askedWords(query)
  if (asked === null) return ALL_PRODUCTS
  if (asked.length === 0) return null
  const [brands, dictionary] = await Promise.all([
    stores.brands.named(
      asked.map(({ word }) => word),
      MOST_BRANDS,
    ),
    stores.productWords.near(allSlips(asked)),
  ])
  return tiersOf(asked, { brands, dictionary })
}

/** The products of all brands: those that the query finds best first, then those in stock, then by name. */
export const searchProducts = async (context: Context, args: ProductSearch): Promise<ProductPage> => {
  const { stores, loaders } = context
  const { page, after } = readPageArguments(args)
  const brand = args.brandSlug == null ? null : await loaders.brandBySlug.load(slugKey(args.brandSlug))
  if (brand === null && args.brandSlug != null) return NO_PRODUCTS
  const tiers = await readTiers(context, args.query ?? '')
  if (tiers === null) return NO_PRODUCTS
  const anyCategory: ProductFilter = brand === null ? {} : { brandId: brand._id }
  const filter: ProductFilter = args.category ? { ...anyCategory, category: args.category } : anyCategory
  const found = await stores.products.page(filter, tiers, after, page.size + 1)
  return {
    ...connectionOf(found, page, cursorOf, rowOf),
    totalCount: () => stores.products.count(filter, tiers),
    categories: async () => listCounts(await stores.products.countByCategory(anyCategory, tiers)),
  }
}

/** One brand's products: those in stock first, then by name. */
export const listProductsOfBrand = async (
  { loaders }: Context,
  brandId: string,
  { category = null, ...args }: PageArguments & { readonly category?: ProductCategory | null },
): Promise<ProductPage> => {
  const { page, after } = readPageArguments(args)
  const rows = await loaders.productsOfBrand.load({ brandId, category, size: page.size + 1, after })
  const found = rows.map((row) => ({ row, tier: 0 }))
  const counts = () => loaders.productCountsOfBrand.load({ brandId })
  return {
    ...connectionOf(found, page, cursorOf, rowOf),
    totalCount: async () => (category === null ? sumOf(await counts()) : ((await counts()).get(category) ?? 0)),
    categories: async () => listCounts(await counts()),
  }
}
