/** Whether a shop has a product, as product feeds of Google say it. */
export const PRODUCT_STOCKS = ['IN_STOCK', 'PREORDER', 'BACKORDER', 'OUT_OF_STOCK'] as const
export type ProductStock = (typeof PRODUCT_STOCKS)[number]

/** What a product costs in one currency, and where it is sold for that. */
export interface ProductOffer {
  /** In minor units of the currency. */
  readonly price: number
  /** ISO 4217. It names the offer within its product. */
  readonly currency: string
  readonly stock: ProductStock
  /** Never in the API: athletes get the platform's own link, which leads there. */
  readonly shopUrl: string
}

export const MOST_OFFERS = 20
/** The largest Int of GraphQL. */
export const MOST_PRICE = 2_147_483_647

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether this is a currency of ISO 4217. */
export const isCurrency = (code: string): boolean => currencies.has(code)

const STOCK_RANKS: Readonly<Record<ProductStock, number>> = { IN_STOCK: 0, PREORDER: 1, BACKORDER: 1, OUT_OF_STOCK: 2 }

/** 0 where an offer is in stock, 1 where one can be ordered, 2 where all are sold out. */
export const stockRankOf = (offers: readonly ProductOffer[]): number =>
  Math.min(...offers.map(({ stock }) => STOCK_RANKS[stock]), STOCK_RANKS.OUT_OF_STOCK)

/** Returns the offer in a currency, and the first one where there is none. */
export const offerIn = <Offer extends Pick<ProductOffer, 'currency'>>(
  { offers }: { readonly offers: readonly Offer[] },
  currency: string | null,
): Offer => {
  const offer = offers.find((each) => each.currency === currency) ?? offers[0]
  if (offer === undefined) throw new Error('a product has no offer')
  return offer
}
