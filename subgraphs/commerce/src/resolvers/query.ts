import { isIdOf, viewerRootId } from '@gruppetto/graph'
import { slugKey } from '../domain/brand.ts'
import type { QueryResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { listPlans } from '../pipelines/list-plans.ts'
import { readPartner } from '../pipelines/read-partner.ts'
import { readSubscription } from '../pipelines/read-subscription.ts'
import { searchProducts } from '../pipelines/search-products.ts'
import { suggestProductsTo } from '../pipelines/suggest-products.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (viewerId !== null && id === viewerRootId(viewerId) ? { id: viewerId } : null),
  id: ({ id }) => viewerRootId(id),
  subscription: ({ id }, _args, context) => readSubscription(context, id),
  recommendedProducts: async ({ id }, { first }, context) =>
    (await suggestProductsTo(context, id, first))?.map(({ product }) => product) ?? null,
  productSuggestions: ({ id }, { first }, context) => suggestProductsTo(context, id, first),
}

export const Query: QueryResolvers = {
  viewer: (_root, _args, { viewerId }) => (viewerId === null ? null : { id: viewerId }),
  plans: (_root, { currency }, context) => listPlans(context, currency ?? null),
  brand: (_root, { slug }, { loaders }) => loaders.brandBySlug.load(slugKey(slug)),
  products: (_root, args, context) => searchProducts(context, args),
  product: (_root, { id }, { loaders }) => (isIdOf('Product', id) ? loaders.product.load(id) : null),
  partner: (_root, { brandId }, context) => readPartner(context, brandId ?? null),
}
