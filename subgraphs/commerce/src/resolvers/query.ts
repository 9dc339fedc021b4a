import { isIdOf, viewerIdOf, viewerRootId } from '@gruppetto/graph'
import { slugKey } from '../domain/brand.ts'
import { PLANS } from '../domain/plans.ts'
import type { QueryResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { searchProducts } from '../pipelines/pages.ts'
import { partnerOf } from '../pipelines/partner-of.ts'

export const Viewer: ViewerResolvers = {
  id: ({ id }) => viewerRootId(id),
}

export const Query: QueryResolvers = {
  viewer: (_root, _args, { caller }) => {
    const id = viewerIdOf(caller)
    return id === null ? null : { id }
  },
  plans: () => PLANS,
  brand: (_root, { slug }, { loaders }) => loaders.brandBySlug.load(slugKey(slug)),
  products: (_root, args, context) => searchProducts(args, context),
  product: (_root, { id }, { loaders }) => (isIdOf('Product', id) ? loaders.product.load(id) : null),
  partner: (_root, { brandId }, context) => partnerOf(brandId ?? null, context),
}
