import { SYSTEM } from '@gruppetto/runtime'
import { healthAfter, type TriesMade, type WebhookRow } from '../domain/webhook.ts'
import { afterTry, isDelivered, type TryResult, type WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import type { Services } from '../services.ts'
import { webhookBody } from './webhook-body.ts'
import { signedHeaders, signingSecrets } from './webhook-signature.ts'

/** So many deliveries of one webhook are on the way at once. */
const AT_ONCE = 4
/** After this time another process takes the webhook of one that has died. It is longer than the slowest answer. */
const TAKEN_MS = 30_000
/** A webhook gives its place to another one after so many batches. */
const MOST_BATCHES = 25
/** A transaction that found the webhook woken, and so did not wake it, is over after this time: one more look finds what it has left. */
const LAST_LOOK_MS = 90_000
const GONE = 410

const tryOne = async (services: Services, webhook: WebhookRow, row: WebhookDeliveryRow): Promise<TryResult> => {
  const { runtime, stores, webhookSender, secrets } = services
  const body = await webhookBody(services, row)
  const nowMs = runtime.now()
  const headers = signedHeaders(signingSecrets(secrets, webhook, nowMs), { id: row._id, body, nowMs })
  const result = await webhookSender.post(webhook.url, headers, body)
  // One that was replayed meanwhile stays due.
  await stores.webhookDeliveries.settle(afterTry(row, result, runtime.now(), Math.random()), row)
  return result
}

const tryAll = async (services: Services, webhook: WebhookRow, due: readonly WebhookDeliveryRow[]): Promise<TriesMade> => {
  const results = await Promise.all(due.map((row) => tryOne(services, webhook, row)))
  const delivered = results.filter(isDelivered).length
  return { delivered, failed: results.length - delivered, gone: results.some(({ status }) => status === GONE) }
}

/** Notes how some tries went, and holds the webhook for longer. Returns it as it is then; null when it may not go on. */
const noteTries = async (services: Services, webhook: WebhookRow, made: TriesMade): Promise<WebhookRow | null> => {
  const { database, stores, runtime } = services
  const nowMs = runtime.now()
  const health = healthAfter(webhook, made, nowMs)
  const held = { ...webhook, ...health, takenUntil: new Date(nowMs + TAKEN_MS) }
  return database.transact(async (tx) => {
    if (!(await stores.webhooks.keep(webhook, held, tx))) return null
    if (health.enabled) return held
    const { _id: webhookId, brandId, url, noticeEmail } = webhook
    if (health.disabledFor !== null)
      tx.emit('webhook.disabled', { webhookId, brandId, url, noticeEmail, reason: health.disabledFor, at: nowMs })
    return null
  }, SYSTEM)
}

/** When to look again: when the next delivery is due; soon, where an event that is being handled may leave one more; or never. */
const nextLook = async ({ stores, runtime }: Services, webhookId: string, mayBeLeft: boolean): Promise<Date | null> => {
  const nextDueAt = await stores.webhookDeliveries.nextDueAt(webhookId)
  if (!mayBeLeft) return nextDueAt
  const lastLook = new Date(runtime.now() + LAST_LOOK_MS)
  return nextDueAt !== null && nextDueAt < lastLook ? nextDueAt : lastLook
}

/** Delivers what is due of one webhook, oldest first, unless another process is at it. */
export const deliverWebhook = async (services: Services, webhookId: string): Promise<void> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const taken = await stores.webhooks.take(webhookId, new Date(nowMs), new Date(nowMs + TAKEN_MS))
  if (taken === null) return
  let webhook: WebhookRow | null = taken.webhook
  let batches = 0
  while (webhook !== null && batches < MOST_BATCHES) {
    const due = await stores.webhookDeliveries.due(webhookId, new Date(runtime.now()), AT_ONCE)
    if (due.length === 0) break
    const made = await tryAll(services, webhook, due)
    webhook = await noteTries(services, webhook, made)
    batches += 1
    // One that does not answer gives its place to the others after each batch.
    if (made.delivered === 0) break
  }
  if (webhook !== null) await stores.webhooks.release(webhook, await nextLook(services, webhookId, taken.wasWoken || batches > 0))
}
