import { broken, lineText, optionalLines, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { optionalId } from './optional-id.ts'
import {
  isCurrency,
  MOST_OFFERS,
  MOST_PRICE,
  PRODUCT_STOCKS,
  type ProductOffer,
  type ProductStock,
  stockRankOf,
} from './product-offer.ts'
import { searchWordsOf } from './product-search.ts'
import { isShopUrl } from './shop-url.ts'
import { optionalUrl } from './web-url.ts'
import { sortKeyOf } from './words.ts'

export const PRODUCT_CATEGORIES = ['SHOES', 'BIKE', 'WEARABLE', 'APPAREL', 'NUTRITION', 'ACCESSORY'] as const
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number]

export interface ProductRow {
  readonly _id: string
  readonly brandId: string
  /** The brand's own number of it, by which a list of the brand finds it again; no other product of the brand has it. Null without one. */
  readonly sku: string | null
  readonly name: string
  /** The words of the name (searchWordsOf), for the search. They stand in the dictionary too (ProductWordRow). */
  readonly words: readonly string[]
  /** Lists are sorted by it (sortKeyOf). */
  readonly sortKey: string
  readonly category: ProductCategory
  readonly description: string | null
  readonly imageUrl: string | null
  /** At least one, at most one in each currency. The first is for who buys in none of the currencies. */
  readonly offers: readonly ProductOffer[]
  /** stockRankOf its offers: 0 where one is in stock. */
  readonly stockRank: number
  readonly createdAt: Date
  /** When the other subgraphs were told of it; absent until then. */
  readonly announcedAt?: Date
}

const currency = z
  .string()
  .max(16, 'must be an ISO 4217 code such as EUR')
  .trim()
  .toUpperCase()
  .refine(isCurrency, 'must be an ISO 4217 code such as EUR')
const price = z.number().int().min(0, 'must not be negative').max(MOST_PRICE, 'is too much')
const shopUrl = z
  .string()
  .max(2_000, 'must have at most 2,000 characters')
  .refine(
    isShopUrl,
    refusal(broken('WRONG_FORMAT', 'must be an https address without a user name or password', { format: 'URL' })),
  )
  .transform((url) => new URL(url).href)
const stock = z
  .enum(PRODUCT_STOCKS)
  .nullish()
  .transform((value): ProductStock => value ?? 'IN_STOCK')

/** One offer of a product. */
export const offerInput = z
  .object({ priceCents: price, currency, stock, shopUrl })
  .transform(({ priceCents, ...offer }): ProductOffer => ({ price: priceCents, ...offer }))

/** What a product says of itself, but its offers. */
export const productTexts = {
  name: lineText(1, 120),
  category: z.enum(PRODUCT_CATEGORIES),
  description: optionalLines(2000),
  imageUrl: optionalUrl,
}

export const skuText = lineText(1, 64)

/** The offers of the input: a list, or one that stands in the fields of the product. */
export const productInput = z
  .object({
    brandId: optionalId,
    sku: skuText.nullish().transform((text) => text ?? null),
    ...productTexts,
    priceCents: price.nullish(),
    currency: currency.nullish(),
    stock: z.enum(PRODUCT_STOCKS).nullish(),
    shopUrl: shopUrl.nullish(),
    offers: z.array(offerInput).min(1, 'must not be empty').max(MOST_OFFERS, `must have at most ${MOST_OFFERS}`).nullish(),
  })
  .transform(({ priceCents, currency, stock, shopUrl, offers, ...fields }, problems) => {
    const refuse = (path: string, message: string) => {
      problems.addIssue({ code: 'custom', path: [path], message })
      return z.NEVER
    }
    const own = { priceCents, currency, shopUrl }
    if (offers) {
      const given = Object.entries({ ...own, stock }).find(([, value]) => value != null)
      if (given !== undefined) return refuse(given[0], 'must be left out, since offers are given')
      const twice = offers.find((offer, index) => offers.findIndex((other) => other.currency === offer.currency) !== index)
      if (twice !== undefined) return refuse('offers', `must have one for each currency, and have two in ${twice.currency}`)
      return { ...fields, offers }
    }
    if (priceCents == null) return refuse('priceCents', 'is missing')
    if (currency == null) return refuse('currency', 'is missing')
    if (shopUrl == null) return refuse('shopUrl', 'is missing')
    const offer: ProductOffer = { price: priceCents, currency, stock: stock ?? 'IN_STOCK', shopUrl }
    return { ...fields, offers: [offer] }
  })

/** What a brand says of a product. */
export type ProductFacts = Pick<ProductRow, 'sku' | 'name' | 'category' | 'description' | 'imageUrl' | 'offers'>

/** Returns what the row of a product has of what the brand says: that, and what it is found by. */
export const productFields = ({ sku, name, category, description, imageUrl, offers }: ProductFacts) => ({
  sku,
  name,
  category,
  description,
  imageUrl,
  offers,
  words: searchWordsOf(name),
  sortKey: sortKeyOf(name),
  stockRank: stockRankOf(offers),
})
