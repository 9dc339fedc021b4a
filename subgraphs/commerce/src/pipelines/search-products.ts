import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { slugKey } from '../domain/brand.ts'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { wordsOf } from '../domain/words.ts'
import type { ProductCursor, ProductFilter } from '../stores/products.ts'

export interface ProductPage extends Connection<ProductRow> {
  /** Counts only when the client asks. */
  readonly totalCount: () => Promise<number>
}

const CURSOR = ['string', 'string'] as const
const cursorOf = (row: ProductRow): ProductCursor => [row.sortKey, row._id]

const readPageArguments = (args: PageArguments) => {
  const page = pageRequest(args, CURSOR)
  const [sortKey, id] = page.after ?? []
  const after: ProductCursor | null = page.after === null ? null : [String(sortKey), String(id)]
  return { page, after }
}

const NO_PRODUCTS: ProductPage = {
  ...connectionOf([], pageRequest({}, CURSOR), cursorOf, (row) => row),
  totalCount: async () => 0,
}

/** Further words are ignored: six words narrow a search enough. */
const MAX_WORDS = 6
const MAX_WORD_LENGTH = 40

export interface ProductSearch extends PageArguments {
  readonly query?: string | null
  readonly category?: ProductCategory | null
  readonly brandSlug?: string | null
}

/** The store's filter for a search; null when no product can match. */
const filterOf = async ({ loaders }: Context, args: ProductSearch): Promise<ProductFilter | null> => {
  const filter: { brandId?: string; category?: ProductCategory; words?: readonly string[] } = {}
  if (args.category) filter.category = args.category
  const query = (args.query ?? '').slice(0, MAX_WORDS * MAX_WORD_LENGTH).trim()
  if (query !== '') {
    const words = wordsOf(query)
    if (words.length === 0) return null
    filter.words = words.slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_WORD_LENGTH))
  }
  if (args.brandSlug !== null && args.brandSlug !== undefined) {
    const brand = await loaders.brandBySlug.load(slugKey(args.brandSlug))
    if (brand === null) return null
    filter.brandId = brand._id
  }
  return filter
}

/** The products of all brands, by name. */
export const searchProducts = async (context: Context, args: ProductSearch): Promise<ProductPage> => {
  const { page, after } = readPageArguments(args)
  const filter = await filterOf(context, args)
  if (filter === null) return NO_PRODUCTS
  const { products } = context.stores
  const rows = await products.page(filter, after, page.size + 1)
  return { ...connectionOf(rows, page, cursorOf, (row) => row), totalCount: () => products.count(filter) }
}

/** One brand's products, by name. */
export const listProductsOfBrand = async ({ loaders }: Context, brandId: string, args: PageArguments): Promise<ProductPage> => {
  const { page, after } = readPageArguments(args)
  const rows = await loaders.productsOfBrand.load({ brandId, size: page.size + 1, after })
  return {
    ...connectionOf(rows, page, cursorOf, (row) => row),
    totalCount: () => loaders.productCountOfBrand.load({ brandId }),
  }
}
