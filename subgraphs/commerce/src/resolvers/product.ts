import { keyOf } from '@gruppetto/graph'
import { AFFILIATE_PATH } from '../domain/shop-url.ts'
import type { ProductResolvers } from '../generated/resolvers.ts'
import { readBrand } from '../pipelines/read-brand.ts'

export const Product: ProductResolvers = {
  __resolveReference: async (reference, { caller, loaders }) => {
    const product = await loaders.product.load(keyOf(reference))
    return caller.kind === 'partner' && product?.brandId !== caller.brandId ? null : product
  },
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  brand: ({ brandId }, _args, context) => readBrand(context, brandId),
  affiliateUrl: ({ _id }, _args, { runtime }) => `${runtime.config.publicUrl}${AFFILIATE_PATH}${_id}`,
}
