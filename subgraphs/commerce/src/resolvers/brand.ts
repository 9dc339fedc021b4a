import { keyOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type BrandRow, timeZoneOf } from '../domain/brand.ts'
import type { BrandResolvers } from '../generated/resolvers.ts'
import { listChallengesOfBrand } from '../pipelines/list-challenges.ts'
import { listProductsOfBrand } from '../pipelines/search-products.ts'

/** A partner reads only its own brand. */
const readBrandById = ({ caller, loaders }: Context, id: string): Promise<BrandRow | null> =>
  caller.kind === 'partner' && caller.brandId !== id ? Promise.resolve(null) : loaders.brand.load(id)

export const Brand: BrandResolvers = {
  __resolveReference: (reference, context) => readBrandById(context, keyOf(reference)),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  timeZone: timeZoneOf,
  challenges: ({ _id }, args, context) => listChallengesOfBrand(context, _id, args),
  products: ({ _id }, args, context) => listProductsOfBrand(context, _id, args),
}
