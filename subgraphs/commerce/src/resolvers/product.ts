import { AFFILIATE_PATH } from '../domain/shop-url.ts'
import type { ProductResolvers } from '../generated/resolvers.ts'
import { brandOf } from '../pipelines/brand-of.ts'

export const Product: ProductResolvers = {
  __resolveReference: async (reference, { caller, loaders }) => {
    const product = await loaders.product.load('ref' in reference ? reference.ref : reference.id)
    return caller.kind === 'partner' && product?.brandId !== caller.brandId ? null : product
  },
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  brand: ({ brandId }, _args, context) => brandOf(brandId, context),
  affiliateUrl: ({ _id }, _args, { runtime }) => `${runtime.config.publicUrl}${AFFILIATE_PATH}${_id}`,
}
