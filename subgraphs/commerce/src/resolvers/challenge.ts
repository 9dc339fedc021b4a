import type { ChallengeResolvers, SponsorshipResolvers } from '../generated/resolvers.ts'
import { readBrand } from '../pipelines/read-brand.ts'
import { readOffer } from '../pipelines/read-offer.ts'
import { readSponsorship, readVisibleChallenge } from '../pipelines/read-sponsorship.ts'

export const Challenge: ChallengeResolvers = {
  __resolveReference: async ({ id }, context) => ((await readVisibleChallenge(context, id)) === null ? null : { id }),
  sponsorship: ({ id }, _args, context) => readSponsorship(context, id),
}

export const Sponsorship: SponsorshipResolvers = {
  offerCode: async (sponsorship, _args, context) => (await readOffer(context, sponsorship)).code,
  offerStatus: async (sponsorship, _args, context) => (await readOffer(context, sponsorship)).status,
  brand: ({ brandId }, _args, context) => readBrand(context, brandId),
  product: ({ productId }, _args, { loaders }) => (productId === null ? null : loaders.product.load(productId)),
}
