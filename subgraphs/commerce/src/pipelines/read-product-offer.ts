import type { Context } from '../context.ts'
import type { ProductRow } from '../domain/product.ts'
import { offerIn, type ProductOffer } from '../domain/product-offer.ts'
import { currencyOf } from './list-plans.ts'

/** An offer, and whose it is. */
export interface OfferOfProduct extends ProductOffer {
  readonly productId: string
}

/** The offer in the currency that the viewer buys in (currencyOf); the first one where there is none, and for who is not signed in. */
export const offerForViewer = async (context: Context, product: ProductRow): Promise<ProductOffer> => {
  const { viewerId } = context
  return offerIn(product, viewerId === null || product.offers.length === 1 ? null : await currencyOf(context, viewerId))
}
