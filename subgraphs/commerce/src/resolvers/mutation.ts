import type { MutationResolvers } from '../generated/resolvers.ts'
import { deleteWebhook, replayWebhookDelivery, rotateWebhookSecret } from '../pipelines/change-webhooks.ts'
import { createApiKey } from '../pipelines/create-api-key.ts'
import { createBrand } from '../pipelines/create-brand.ts'
import { createProduct } from '../pipelines/create-product.ts'
import { revokeApiKey } from '../pipelines/revoke-api-key.ts'
import { rotateApiKey } from '../pipelines/rotate-api-key.ts'
import { setWebhook } from '../pipelines/set-webhook.ts'
import { sponsorChallenge } from '../pipelines/sponsor-challenge.ts'

export const Mutation: MutationResolvers = {
  sponsorChallenge: (_root, { input }, context) => sponsorChallenge(context, input),
  createProduct: (_root, { input }, context) => createProduct(context, input),
  createBrand: (_root, { input }, context) => createBrand(context, input),
  createApiKey: (_root, { brandId, name, scopes, expiresAt }, context) =>
    createApiKey(context, brandId ?? null, { name, scopes, expiresAt: expiresAt ?? null }),
  rotateApiKey: (_root, { id, overlapHours }, context) => rotateApiKey(context, id, overlapHours ?? 24),
  revokeApiKey: (_root, { id }, context) => revokeApiKey(context, id),
  setWebhook: (_root, { input }, context) => setWebhook(context, input),
  deleteWebhook: (_root, { id }, context) => deleteWebhook(context, id),
  rotateWebhookSecret: (_root, { id }, context) => rotateWebhookSecret(context, id),
  replayWebhookDelivery: (_root, { id }, context) => replayWebhookDelivery(context, id),
}
