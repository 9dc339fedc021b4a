import { conflict, isIdOf, notFound } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type PartnerRef, partnerOf } from '../domain/partner.ts'
import { SECRET_OVERLAP_MS } from '../domain/webhook.ts'
import { replayed, type WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'
import { requireWebhook } from './require-webhook.ts'
import type { ShownWebhook } from './set-webhook.ts'
import { newWebhookSecret, sealSecret } from './webhook-signature.ts'

/** Deletes a webhook. What it was still to be told is not sent any more. */
export const deleteWebhook = async (context: Context, id: string): Promise<PartnerRef> => {
  const { caller, database, stores, origin } = context
  const { _id, brandId } = await requireWebhook(context, id)
  await database.transact(async (tx) => {
    recordPartnerAct(context, { brandId, act: 'WEBHOOK_DELETED', subjectId: _id }, tx)
    await stores.webhooks.delete(_id, tx)
  }, origin)
  return partnerOf(caller, brandId)
}

/** Makes a new secret, which this answer alone shows. The old one signs too for a day, so that no delivery is refused meanwhile. */
export const rotateWebhookSecret = async (context: Context, id: string): Promise<ShownWebhook> => {
  const { database, stores, runtime, origin, secrets } = context
  const { _id, brandId, sealedSecret } = await requireWebhook(context, id)
  const secret = newWebhookSecret()
  const change = {
    sealedSecret: sealSecret(secrets, _id, secret),
    sealedPrevious: sealedSecret,
    previousUntil: new Date(runtime.now() + SECRET_OVERLAP_MS),
  }
  const row = await database.transact((tx) => {
    recordPartnerAct(context, { brandId, act: 'WEBHOOK_SECRET_ROTATED', subjectId: _id }, tx)
    return stores.webhooks.change(_id, change, tx)
  }, origin)
  if (row === null) throw notFound('This webhook')
  return { ...row, secret }
}

/** Sends a delivery once more, with the same `webhook-id`, also one that arrived. Throws CONFLICT while its webhook is disabled. */
export const replayWebhookDelivery = async (context: Context, id: string): Promise<WebhookDeliveryRow> => {
  const { database, stores, runtime, origin } = context
  const found = isIdOf('WebhookDelivery', id) ? await stores.webhookDeliveries.get(id) : null
  const read = requireOwn(context, found, 'This delivery', 'KEYS_MANAGE')
  const webhook = await requireWebhook(context, read.webhookId)
  if (!webhook.enabled)
    throw conflict('This webhook is disabled. What it was not told is kept until it is enabled.', 'WEBHOOK_OFF')
  const nowMs = runtime.now()
  const row = replayed(read, nowMs)
  await database.transact(async (tx) => {
    // One that is being tried at this moment is due anyway.
    if (await stores.webhookDeliveries.settle(row, read, tx)) await stores.webhooks.wake(webhook._id, new Date(nowMs), tx)
  }, origin)
  return (await stores.webhookDeliveries.get(id)) ?? row
}
