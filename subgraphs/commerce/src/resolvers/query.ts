import { isIdOf, viewerRootId } from '@gruppetto/graph'
import { slugKey } from '../domain/brand.ts'
import { DEFAULT_CURRENCY, plansIn } from '../domain/plans.ts'
import type { QueryResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { readPartner } from '../pipelines/read-partner.ts'
import { searchProducts } from '../pipelines/search-products.ts'

export const Viewer: ViewerResolvers = {
  id: ({ id }) => viewerRootId(id),
}

export const Query: QueryResolvers = {
  viewer: (_root, _args, { viewerId }) => (viewerId === null ? null : { id: viewerId }),
  plans: () => plansIn(DEFAULT_CURRENCY),
  brand: (_root, { slug }, { loaders }) => loaders.brandBySlug.load(slugKey(slug)),
  products: (_root, args, context) => searchProducts(context, args),
  product: (_root, { id }, { loaders }) => (isIdOf('Product', id) ? loaders.product.load(id) : null),
  partner: (_root, { brandId }, context) => readPartner(context, brandId ?? null),
}
