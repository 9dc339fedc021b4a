import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { slugKey } from '../domain/brand.ts'
import type { ChallengeRef, ChallengeRow, ChallengeStatus } from '../domain/challenge.ts'
import type { ProductCategory, ProductRow } from '../domain/product.ts'
import { wordsOf } from '../domain/words.ts'
import type { ChallengeCursor } from '../stores/challenges.ts'
import type { ProductCursor, ProductFilter } from '../stores/products.ts'

/** A connection that counts only when the client asks. */
interface Counted<Node> extends Connection<Node> {
  readonly totalCount: () => Promise<number>
}
export type ProductPage = Counted<ProductRow>
export type ChallengePage = Counted<ChallengeRef>

const PRODUCT_CURSOR = ['string', 'string'] as const
const CHALLENGE_CURSOR = ['number', 'string'] as const
const productKey = (row: ProductRow): ProductCursor => [row.sortKey, row._id]
const challengeKey = (row: ChallengeRow): ChallengeCursor => [row.startsAtMs, row._id]

const productPage = (args: PageArguments) => {
  const page = pageRequest(args, PRODUCT_CURSOR)
  const [sortKey, id] = page.after ?? []
  const after: ProductCursor | null = page.after === null ? null : [String(sortKey), String(id)]
  return { page, after }
}

const NO_PRODUCTS: ProductPage = {
  ...connectionOf([], pageRequest({}, PRODUCT_CURSOR), productKey, (row) => row),
  totalCount: async () => 0,
}

/** More words narrow nothing that these have not. */
const MOST_WORDS = 6
const LONGEST_WORD = 40

export interface ProductSearch extends PageArguments {
  readonly query?: string | null
  readonly category?: ProductCategory | null
  readonly brandSlug?: string | null
}

/** What a search asks of the store; null when nothing can match it. */
const filterOf = async (args: ProductSearch, { loaders }: Context): Promise<ProductFilter | null> => {
  const filter: { brandId?: string; category?: ProductCategory; words?: readonly string[] } = {}
  if (args.category) filter.category = args.category
  // What is behind could match nothing: no more words are looked for.
  const query = (args.query ?? '').slice(0, MOST_WORDS * LONGEST_WORD).trim()
  if (query !== '') {
    const words = wordsOf(query)
    if (words.length === 0) return null
    filter.words = words.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD))
  }
  if (args.brandSlug !== null && args.brandSlug !== undefined) {
    const brand = await loaders.brandBySlug.load(slugKey(args.brandSlug))
    if (brand === null) return null
    filter.brandId = brand._id
  }
  return filter
}

/** The marketplace, by name. */
export const searchProducts = async (args: ProductSearch, context: Context): Promise<ProductPage> => {
  const { page, after } = productPage(args)
  const filter = await filterOf(args, context)
  if (filter === null) return NO_PRODUCTS
  const { products } = context.stores
  const rows = await products.page(filter, after, page.size + 1)
  return { ...connectionOf(rows, page, productKey, (row) => row), totalCount: () => products.count(filter) }
}

/** One brand's products, by name. */
export const productsOfBrand = async (brandId: string, args: PageArguments, { loaders }: Context): Promise<ProductPage> => {
  const { page, after } = productPage(args)
  const rows = await loaders.productsOfBrand.load({ brandId, size: page.size + 1, after })
  return {
    ...connectionOf(rows, page, productKey, (row) => row),
    totalCount: () => loaders.productCountOfBrand.load({ brandId }),
  }
}

/** The challenges that a brand sponsors and the caller may see, the newest start first. */
export const challengesOfBrand = async (
  brandId: string,
  args: PageArguments & { readonly status?: ChallengeStatus | null },
  { loaders }: Context,
): Promise<ChallengePage> => {
  const page = pageRequest(args, CHALLENGE_CURSOR)
  const [startsAtMs, id] = page.after ?? []
  const after: ChallengeCursor | null = page.after === null ? null : [Number(startsAtMs), String(id)]
  const status = args.status ?? null
  const rows = await loaders.challengesOfBrand.load({ brandId, size: page.size + 1, after, status })
  for (const row of rows) loaders.challenge.prime(row._id, row)
  return {
    ...connectionOf(rows, page, challengeKey, (row): ChallengeRef => ({ id: row._id })),
    totalCount: () => loaders.challengeCountOfBrand.load({ brandId, status }),
  }
}
