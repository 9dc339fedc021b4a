import type { MutationResolvers } from '../generated/resolvers.ts'
import { createBrand } from '../pipelines/create-brand.ts'
import { createProduct } from '../pipelines/create-product.ts'
import { revokeApiKey } from '../pipelines/revoke-api-key.ts'
import { sponsorChallenge } from '../pipelines/sponsor-challenge.ts'

export const Mutation: MutationResolvers = {
  sponsorChallenge: (_root, { input }, context) => sponsorChallenge(input, context),
  createProduct: (_root, { input }, context) => createProduct(input, context),
  createBrand: (_root, { input }, context) => createBrand(input, context),
  revokeApiKey: (_root, { id }, context) => revokeApiKey(id, context),
}
