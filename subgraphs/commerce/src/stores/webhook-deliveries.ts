import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts'

const EVER = new Date(0)
/** Deliveries are kept, and can be replayed, for so long after their last change. */
const KEPT_SECONDS = 30 * 24 * 3600
const SORT = { at: -1, _id: -1 } as const

/** The sort key of a delivery: its instant and its id. */
export type DeliveryCursor = readonly [atMs: number, id: string]

export const openWebhookDeliveries = (database: Database) => {
  const deliveries = collection<WebhookDeliveryRow>(database, {
    name: 'webhook_deliveries',
    oneShard: 'they expire, and a webhook is told of a thing once',
    fields: {
      _id: 'string',
      webhookId: 'string',
      brandId: 'string',
      event: 'string',
      key: 'string',
      challengeId: 'string | null',
      athleteId: 'string | null',
      facts: 'object',
      at: 'date',
      attempts: 'number',
      tries: 'number',
      dueAt: 'date | null',
      deliveredAt: 'date | null',
      responseStatus: 'number | null',
      error: 'string | null',
      changedAt: 'date',
    },
    athletes: { ids: { athleteId: 'forget' }, exported: { not: 'a copy of what clubs exports' } },
    indexes: [
      // Lists the deliveries of a webhook, the newest first.
      { keys: { webhookId: 1, at: -1, _id: -1 } },
      // Finds what is due of a webhook.
      { keys: { webhookId: 1, dueAt: 1 }, only: { dueAt: { $gt: EVER } } },
      // Tells a webhook of one thing once.
      { keys: { key: 1, webhookId: 1 }, unique: true },
      // Expires old deliveries.
      { keys: { changedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
  })
  return {
    async get(id: string, tx?: Tx): Promise<WebhookDeliveryRow | null> {
      return deliveries.one({ _id: id }, { tx })
    },
    /** Returns the ids of the webhooks that have been told of this. */
    async toldOf(key: string, tx: Tx): Promise<ReadonlySet<string>> {
      const rows = await deliveries.many<Pick<WebhookDeliveryRow, 'webhookId'>>({ key }, { fields: { webhookId: 1 }, tx })
      return new Set(rows.map(({ webhookId }) => webhookId))
    },
    insertAtCommit(rows: readonly WebhookDeliveryRow[], tx: Tx): void {
      deliveries.insertAtCommit(rows, tx)
    },
    async page(webhookId: string, after: DeliveryCursor | null, limit: number): Promise<readonly WebhookDeliveryRow[]> {
      const place = after && { at: new Date(after[0]), _id: after[1] }
      return deliveries.many({ webhookId, ...behind(SORT, place) }, { sort: SORT, limit })
    },
    async due(webhookId: string, now: Date, limit: number): Promise<readonly WebhookDeliveryRow[]> {
      return deliveries.many({ webhookId, dueAt: { $gt: EVER, $lte: now } }, { sort: { dueAt: 1 }, limit })
    },
    async nextDueAt(webhookId: string): Promise<Date | null> {
      const row = await deliveries.one<Pick<WebhookDeliveryRow, 'dueAt'>>(
        { webhookId, dueAt: { $gt: EVER } },
        { fields: { dueAt: 1 }, sort: { dueAt: 1 } },
      )
      return row?.dueAt ?? null
    },
    /** Stores the row after a try or a replay. False when it has changed since it was read. */
    async settle(row: WebhookDeliveryRow, read: WebhookDeliveryRow, tx?: Tx): Promise<boolean> {
      const { attempts, dueAt, deliveredAt, responseStatus, error, tries, changedAt } = row
      return deliveries.updateOne(
        { _id: row._id, attempts: read.attempts, dueAt: read.dueAt },
        { $set: { attempts, tries, dueAt, deliveredAt, responseStatus, error, changedAt } },
        tx,
      )
    },
  }
}

export type WebhookDeliveries = ReturnType<typeof openWebhookDeliveries>
