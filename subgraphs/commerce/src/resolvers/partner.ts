import type { ApiKeyResolvers, BrandedLeaderboardResolvers, PartnerResolvers } from '../generated/resolvers.ts'
import { brandOf } from '../pipelines/brand-of.ts'
import { brandedLeaderboard } from '../pipelines/branded-leaderboard.ts'
import { challengesOfBrand } from '../pipelines/pages.ts'

export const Partner: PartnerResolvers = {
  brand: ({ brandId }, _args, context) => brandOf(brandId, context),
  challenges: ({ brandId }, args, context) => challengesOfBrand(brandId, args, context),
  leaderboard: (partner, args, context) => brandedLeaderboard(partner, args, context),
  apiKeys: ({ brandId }, _args, { stores }) => stores.apiKeys.ofBrand(brandId),
}

export const BrandedLeaderboard: BrandedLeaderboardResolvers = {
  challenge: ({ challengeId }) => ({ id: challengeId }),
  logoUrl: async ({ brandId }, _args, context) => (await brandOf(brandId, context)).logoUrl,
}

export const ApiKey: ApiKeyResolvers = {
  id: ({ _id }) => _id,
}
