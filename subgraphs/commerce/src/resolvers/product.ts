import { keyOf } from '@gruppetto/graph'
import { offerIn } from '../domain/product-offer.ts'
import { affiliatePath } from '../domain/shop-url.ts'
import type { ImportedProductResolvers, ProductOfferResolvers, ProductResolvers } from '../generated/resolvers.ts'
import { readBrand } from '../pipelines/read-brand.ts'
import { readProductLife } from '../pipelines/read-product-life.ts'
import { offerForViewer } from '../pipelines/read-product-offer.ts'

export const Product: ProductResolvers = {
  __resolveReference: async (reference, { caller, loaders }) => {
    const product = await loaders.product.load(keyOf(reference))
    return caller.kind === 'partner' && product?.brandId !== caller.brandId ? null : product
  },
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  brand: ({ brandId }, _args, context) => readBrand(context, brandId),
  priceCents: async (product, _args, context) => (await offerForViewer(context, product)).price,
  currency: async (product, _args, context) => (await offerForViewer(context, product)).currency,
  stock: async (product, _args, context) => (await offerForViewer(context, product)).stock,
  offers: ({ _id, offers }) => offers.map((offer) => ({ ...offer, productId: _id })),
  lasts: (product, _args, context) => readProductLife(context, product),
  affiliateUrl: async (product, _args, context) => {
    const { currency } = await offerForViewer(context, product)
    const isFirst = offerIn(product, null).currency === currency
    return `${context.runtime.config.publicUrl}${affiliatePath(product._id, isFirst ? null : currency)}`
  },
}

export const ProductOffer: ProductOfferResolvers = {
  priceCents: ({ price }) => price,
  affiliateUrl: ({ productId, currency }, _args, { runtime }) =>
    `${runtime.config.publicUrl}${affiliatePath(productId, currency)}`,
}

export const ImportedProduct: ImportedProductResolvers = {
  product: ({ productId }, _args, { loaders }) => (productId === null ? null : loaders.product.load(productId)),
}
