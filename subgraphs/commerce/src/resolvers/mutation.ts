import type { MutationResolvers } from '../generated/resolvers.ts'
import { addOfferCodes } from '../pipelines/add-offer-codes.ts'
import { rotatePostbackSecret, setCommission } from '../pipelines/affiliate-terms.ts'
import { buyGift } from '../pipelines/buy-gift.ts'
import { cancelSubscription, changePlan, resumeSubscription } from '../pipelines/change-subscription.ts'
import { deleteWebhook, replayWebhookDelivery, rotateWebhookSecret } from '../pipelines/change-webhooks.ts'
import { createApiKey } from '../pipelines/create-api-key.ts'
import { createBrand } from '../pipelines/create-brand.ts'
import { createProduct } from '../pipelines/create-product.ts'
import { endSponsorship } from '../pipelines/end-sponsorship.ts'
import { importProducts } from '../pipelines/import-products.ts'
import { redeemCode } from '../pipelines/redeem-code.ts'
import { revokeApiKey } from '../pipelines/revoke-api-key.ts'
import { rotateApiKey } from '../pipelines/rotate-api-key.ts'
import { setWebhook } from '../pipelines/set-webhook.ts'
import { sponsorChallenge } from '../pipelines/sponsor-challenge.ts'
import { startCheckout } from '../pipelines/start-checkout.ts'
import { updateBrand } from '../pipelines/update-brand.ts'
import { updateProduct } from '../pipelines/update-product.ts'
import { updateSponsorship } from '../pipelines/update-sponsorship.ts'

export const Mutation: MutationResolvers = {
  startCheckout: (_root, args, context) => startCheckout(context, args),
  buyGift: (_root, args, context) => buyGift(context, args),
  redeemCode: (_root, { code }, context) => redeemCode(context, code),
  changePlan: (_root, { plan }, context) => changePlan(context, plan),
  cancelSubscription: (_root, _args, context) => cancelSubscription(context),
  resumeSubscription: (_root, _args, context) => resumeSubscription(context),
  sponsorChallenge: (_root, { input }, context) => sponsorChallenge(context, input),
  updateSponsorship: (_root, { input }, context) => updateSponsorship(context, input),
  endSponsorship: (_root, { challengeId }, context) => endSponsorship(context, challengeId),
  addOfferCodes: (_root, { input }, context) => addOfferCodes(context, input),
  updateBrand: (_root, { input }, context) => updateBrand(context, input),
  createProduct: (_root, { input }, context) => createProduct(context, input),
  updateProduct: (_root, { id, input }, context) => updateProduct(context, id, input),
  importProducts: (_root, { input }, context) => importProducts(context, input),
  createBrand: (_root, { input }, context) => createBrand(context, input),
  createApiKey: (_root, { brandId, name, scopes, expiresAt }, context) =>
    createApiKey(context, brandId ?? null, { name, scopes, expiresAt: expiresAt ?? null }),
  rotateApiKey: (_root, { id, overlapHours }, context) => rotateApiKey(context, id, overlapHours ?? 24),
  revokeApiKey: (_root, { id }, context) => revokeApiKey(context, id),
  setCommission: (_root, { input }, context) => setCommission(context, input),
  rotatePostbackSecret: (_root, { brandId }, context) => rotatePostbackSecret(context, brandId ?? null),
  setWebhook: (_root, { input }, context) => setWebhook(context, input),
  deleteWebhook: (_root, { id }, context) => deleteWebhook(context, id),
  rotateWebhookSecret: (_root, { id }, context) => rotateWebhookSecret(context, id),
  replayWebhookDelivery: (_root, { id }, context) => replayWebhookDelivery(context, id),
}
