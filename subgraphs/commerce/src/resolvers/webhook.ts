import type { WebhookDeliveryResolvers, WebhookResolvers } from '../generated/resolvers.ts'
import { listWebhookDeliveries } from '../pipelines/list-webhooks.ts'

export const Webhook: WebhookResolvers = {
  id: ({ _id }) => _id,
  disabledReason: ({ disabledFor }) => disabledFor,
  deliveries: (webhook, args, context) => listWebhookDeliveries(context, webhook._id, args),
}

export const WebhookDelivery: WebhookDeliveryResolvers = {
  id: ({ _id }) => _id,
}
