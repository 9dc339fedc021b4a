import type { MutationResolvers } from '../generated/resolvers.ts'
import { deleteWebhook, replayWebhookDelivery, rotateWebhookSecret } from '../pipelines/change-webhooks.ts'
import { createBrand } from '../pipelines/create-brand.ts'
import { createProduct } from '../pipelines/create-product.ts'
import { revokeApiKey } from '../pipelines/revoke-api-key.ts'
import { setWebhook } from '../pipelines/set-webhook.ts'
import { sponsorChallenge } from '../pipelines/sponsor-challenge.ts'

export const Mutation: MutationResolvers = {
  sponsorChallenge: (_root, { input }, context) => sponsorChallenge(context, input),
  createProduct: (_root, { input }, context) => createProduct(context, input),
  createBrand: (_root, { input }, context) => createBrand(context, input),
  revokeApiKey: (_root, { id }, context) => revokeApiKey(context, id),
  setWebhook: (_root, { input }, context) => setWebhook(context, input),
  deleteWebhook: (_root, { id }, context) => deleteWebhook(context, id),
  rotateWebhookSecret: (_root, { id }, context) => rotateWebhookSecret(context, id),
  replayWebhookDelivery: (_root, { id }, context) => replayWebhookDelivery(context, id),
}
