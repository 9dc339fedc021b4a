import { embedUrlOf } from '../domain/embed/embed-url.ts'
import { framersOf } from '../domain/embed/sites.ts'
import { isEmbedded } from '../domain/sponsorship.ts'
import type { ApiKeyResolvers, BrandedLeaderboardResolvers, PartnerResolvers } from '../generated/resolvers.ts'
import { listApiKeys } from '../pipelines/list-api-keys.ts'
import { listChallengesOfBrand } from '../pipelines/list-challenges.ts'
import { listStatements } from '../pipelines/list-statements.ts'
import { listWebhooks } from '../pipelines/list-webhooks.ts'
import { readAffiliateReport } from '../pipelines/read-affiliate-report.ts'
import { readBrand } from '../pipelines/read-brand.ts'
import { readBrandedLeaderboard } from '../pipelines/read-branded-leaderboard.ts'
import { readCampaignReport } from '../pipelines/read-campaign-report.ts'
import { readCodeStock } from '../pipelines/read-code-stock.ts'

export const Partner: PartnerResolvers = {
  brand: ({ brandId }, _args, context) => readBrand(context, brandId),
  challenges: ({ brandId }, args, context) => listChallengesOfBrand(context, brandId, args),
  offerCodes: (partner, { challengeId }, context) => readCodeStock(context, partner, challengeId),
  noticeEmail: async ({ brandId }, _args, context) => (await readBrand(context, brandId)).noticeEmail ?? null,
  embedSites: async ({ brandId }, _args, context) => framersOf(await readBrand(context, brandId)),
  leaderboard: (partner, args, context) => readBrandedLeaderboard(context, partner, args),
  affiliateReport: ({ brandId }, args, context) => readAffiliateReport(context, brandId, args),
  statements: ({ brandId }, _args, context) => listStatements(context, brandId),
  commissionRules: ({ brandId }, _args, { stores }) => stores.commissionRules.listOfBrand(brandId),
  webhooks: ({ brandId }, _args, context) => listWebhooks(context, brandId),
  campaignReport: (partner, { challengeId }, context) => readCampaignReport(context, partner, challengeId),
  apiKey: (_partner, _args, { caller, stores }) => (caller.kind === 'partner' ? stores.apiKeys.get(caller.keyId) : null),
  apiKeys: ({ brandId }, _args, context) => listApiKeys(context, brandId),
}

export const BrandedLeaderboard: BrandedLeaderboardResolvers = {
  challenge: ({ challengeId }) => ({ id: challengeId }),
  embedUrl: ({ challengeId }, _args, { runtime }) => embedUrlOf(runtime.config.publicUrl, challengeId),
  embeddable: async ({ challengeId, isPublic }, _args, { loaders }) => {
    const sponsorship = await loaders.sponsorship.load(challengeId)
    return sponsorship !== null && isEmbedded(sponsorship, { isPublic })
  },
  logoUrl: async ({ brandId }, _args, context) => (await readBrand(context, brandId)).logoUrl,
}

export const ApiKey: ApiKeyResolvers = {
  id: ({ _id }) => _id,
}
