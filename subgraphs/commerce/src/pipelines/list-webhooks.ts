import { type Connection, connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import type { ShownWebhook } from './set-webhook.ts'

const CURSOR = ['number', 'string'] as const

/** The webhooks of a brand, the oldest first. The secret is in no list. */
export const listWebhooks = async ({ stores }: Context, brandId: string): Promise<readonly ShownWebhook[]> => {
  const rows = await stores.webhooks.listOfBrand(brandId)
  return rows.map((row) => ({ ...row, secret: null }))
}

/** What a webhook was told, and is still to be told, of the last thirty days, the newest first. */
export const listWebhookDeliveries = async (
  { stores }: Context,
  webhookId: string,
  args: PageArguments,
): Promise<Connection<WebhookDeliveryRow>> => {
  const page = pageRequest(args, CURSOR)
  const [atMs, id] = page.after ?? []
  const after = page.after === null ? null : ([Number(atMs), String(id)] as const)
  const rows = await stores.webhookDeliveries.page(webhookId, after, page.size + 1)
  return connectionOf(
    rows,
    page,
    (row) => [row.at.getTime(), row._id],
    (row) => row,
  )
}
