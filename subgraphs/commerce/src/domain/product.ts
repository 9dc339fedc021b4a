import { linesText, lineText } from '@gruppetto/graph'
import { z } from 'zod'
import { isShopUrl } from './shop-url.ts'
import { optionalUrl } from './web-url.ts'
import { sortKeyOf, wordsOf } from './words.ts'

const PRODUCT_CATEGORIES = ['SHOES', 'BIKE', 'WEARABLE', 'APPAREL', 'NUTRITION', 'ACCESSORY'] as const
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number]

export interface ProductRow {
  readonly _id: string
  readonly brandId: string
  readonly name: string
  /** The words of the name (wordsOf), for the search by prefix. */
  readonly words: readonly string[]
  /** Lists are sorted by it (sortKeyOf). */
  readonly sortKey: string
  readonly category: ProductCategory
  readonly description: string | null
  readonly imageUrl: string | null
  readonly priceCents: number
  readonly currency: string
  /** Never in the API: athletes get the platform's own link, which leads there. */
  readonly shopUrl: string
  readonly createdAt: Date
}

/** The largest Int of GraphQL. */
const MAX_CENTS = 2_147_483_647
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const productInput = z.object({
  brandId: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  name: lineText(1, 120),
  category: z.enum(PRODUCT_CATEGORIES),
  description: linesText(0, 2000)
    .nullish()
    .transform((text) => text || null),
  imageUrl: optionalUrl,
  priceCents: z.number().int().min(0, 'must not be negative').max(MAX_CENTS, 'is too much'),
  currency: z
    .string()
    .max(16, 'must be an ISO 4217 code such as EUR')
    .trim()
    .toUpperCase()
    .refine((code) => currencies.has(code), 'must be an ISO 4217 code such as EUR'),
  shopUrl: z.string().refine(isShopUrl, 'must be an https address without a user name or password'),
})

/** Returns what the row of a product has of its input: what it says of itself, and what it is found by. */
export const productFields = ({ brandId: _, ...fields }: z.output<typeof productInput>) => ({
  ...fields,
  shopUrl: new URL(fields.shopUrl).href,
  words: [...new Set(wordsOf(fields.name))],
  sortKey: sortKeyOf(fields.name),
})
