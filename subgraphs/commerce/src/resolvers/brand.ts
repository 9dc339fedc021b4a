import type { Context } from '../context.ts'
import type { BrandRow } from '../domain/brand.ts'
import type { BrandResolvers } from '../generated/resolvers.ts'
import { challengesOfBrand, productsOfBrand } from '../pipelines/pages.ts'

/** A brand by its id; a partner's key reads its own brand alone. */
const brandById = (id: string, { caller, loaders }: Context): Promise<BrandRow | null> =>
  caller.kind === 'partner' && caller.brandId !== id ? Promise.resolve(null) : loaders.brand.load(id)

export const Brand: BrandResolvers = {
  __resolveReference: (reference, context) => brandById('ref' in reference ? reference.ref : reference.id, context),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  challenges: ({ _id }, args, context) => challengesOfBrand(_id, args, context),
  products: ({ _id }, args, context) => productsOfBrand(_id, args, context),
}
