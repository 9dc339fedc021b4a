import { isIdOf } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { WebhookRow } from '../domain/webhook.ts'
import { requireOwn } from './require-scope.ts'

/** Returns a webhook that the caller may change. Throws NOT_FOUND, for another brand's too. */
export const requireWebhook = async (context: Context, id: string): Promise<WebhookRow> => {
  const webhook = isIdOf('Webhook', id) ? await context.stores.webhooks.get(id) : null
  return requireOwn(context, webhook, 'This webhook', 'KEYS_MANAGE')
}
