import { newId } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { WebhookEvent } from '../domain/webhook.ts'
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import type { Services } from '../services.ts'

/** Something that the webhooks of a brand may want to be told of. */
export interface Telling {
  readonly brandId: string
  readonly event: WebhookEvent
  /** Names what happened. A webhook is told of it once. */
  readonly key: string
  readonly challengeId: string | null
  readonly athleteId: string | null
  readonly facts: WebhookDeliveryRow['facts']
  readonly atMs: number
}

/** Keeps a delivery for each webhook of the brand that wants this event. One that is disabled gets it when it is enabled again. */
export const tellWebhooks = async (
  { stores: { webhooks, webhookDeliveries }, runtime }: Services,
  { brandId, event, key, challengeId, athleteId, facts, atMs }: Telling,
  tx: Tx,
): Promise<void> => {
  const at = new Date(atMs)
  const wanting = await webhooks.wanting(brandId, event, at, tx)
  if (wanting.length === 0) return
  const told = await webhookDeliveries.toldOf(key, tx)
  const now = new Date(runtime.now())
  const rows = wanting
    .filter(({ _id }) => !told.has(_id))
    .map(
      (webhook): WebhookDeliveryRow => ({
        _id: newId('WebhookDelivery'),
        webhookId: webhook._id,
        brandId,
        event,
        key,
        challengeId,
        athleteId,
        facts,
        at,
        attempts: 0,
        tries: 0,
        dueAt: now,
        deliveredAt: null,
        responseStatus: null,
        error: null,
        changedAt: now,
      }),
    )
  if (rows.length === 0) return
  webhookDeliveries.insertAtCommit(rows, tx)
  for (const { webhookId } of rows) await webhooks.wake(webhookId, now, tx)
}
