import type { ChallengeResolvers, SponsorshipResolvers } from '../generated/resolvers.ts'
import { readBrand } from '../pipelines/read-brand.ts'
import { readSponsorship, readVisibleChallenge } from '../pipelines/read-sponsorship.ts'

export const Challenge: ChallengeResolvers = {
  __resolveReference: async ({ id }, context) => ((await readVisibleChallenge(context, id)) === null ? null : { id }),
  sponsorship: ({ id }, _args, context) => readSponsorship(context, id),
}

export const Sponsorship: SponsorshipResolvers = {
  brand: ({ brandId }, _args, context) => readBrand(context, brandId),
  product: ({ productId }, _args, { loaders }) => (productId === null ? null : loaders.product.load(productId)),
}
