import type { ChallengeResolvers, SponsorshipResolvers } from '../generated/resolvers.ts'
import { brandOf } from '../pipelines/brand-of.ts'
import { sponsorshipOf, visibleChallenge } from '../pipelines/sponsorship-of.ts'

export const Challenge: ChallengeResolvers = {
  __resolveReference: async ({ id }, context) => ((await visibleChallenge(id, context)) === null ? null : { id }),
  sponsorship: ({ id }, _args, context) => sponsorshipOf(id, context),
}

export const Sponsorship: SponsorshipResolvers = {
  brand: ({ brandId }, _args, context) => brandOf(brandId, context),
  product: ({ productId }, _args, { loaders }) => (productId === null ? null : loaders.product.load(productId)),
}
