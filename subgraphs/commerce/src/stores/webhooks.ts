import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { WebhookEvent, WebhookRow } from '../domain/webhook.ts'

const EVER = new Date(0)
/** Rows from before webhooks were woken do not have the field. */
const ASLEEP = { isWoken: { $ne: true } } as const

/** A webhook that this process works on. */
export interface TakenWebhook {
  readonly webhook: WebhookRow
  readonly wasWoken: boolean
}

export const openWebhooks = (database: Database) => {
  const webhooks = collection<WebhookRow>(database, {
    name: 'webhooks',
    fields: {
      _id: 'string',
      brandId: 'string',
      url: 'string',
      noticeEmail: 'string | null',
      events: 'array',
      enabled: 'boolean',
      disabledFor: 'string | null',
      sealedSecret: 'string',
      sealedPrevious: 'string | null',
      previousUntil: 'date | null',
      createdAt: 'date',
      lastDeliveryAt: 'date | null',
      failingSince: 'date | null',
      failures: 'number',
      nextDueAt: 'date | null',
      isWoken: 'boolean?',
      takenUntil: 'date',
    },
    athletes: { none: 'addresses of brands' },
    indexes: [
      // Lists the webhooks of a brand.
      { keys: { brandId: 1, _id: 1 } },
      // Finds those with deliveries that are due.
      { keys: { nextDueAt: 1 }, only: { nextDueAt: { $gt: EVER } } },
    ],
  })
  return {
    async get(id: string, tx?: Tx): Promise<WebhookRow | null> {
      return webhooks.one({ _id: id }, { tx })
    },
    async listOfBrand(brandId: string, tx?: Tx): Promise<readonly WebhookRow[]> {
      return webhooks.many({ brandId }, { sort: { _id: 1 }, tx })
    },
    async insert(row: WebhookRow, tx: Tx): Promise<void> {
      await webhooks.insert([row], tx)
    },
    /** Changes what the partner has set, and nothing of what deliveries change meanwhile. */
    async change(id: string, fields: Partial<WebhookRow>, tx: Tx): Promise<WebhookRow | null> {
      return webhooks.updateAndGet({ _id: id }, { $set: fields }, tx)
    },
    async delete(id: string, tx: Tx): Promise<boolean> {
      return webhooks.deleteOne({ _id: id }, tx)
    },
    /** Returns the webhooks of a brand that want an event of this moment: those that were there before it. */
    async wanting(brandId: string, event: WebhookEvent, at: Date, tx: Tx): Promise<readonly WebhookRow[]> {
      const rows = await webhooks.many({ brandId }, { tx })
      return rows.filter((row) => row.events.includes(event) && row.createdAt.getTime() <= at.getTime())
    },
    /** Says that there is something to deliver. Writes nothing where that is known, so that events do not wait for each other. */
    async wake(id: string, now: Date, tx?: Tx): Promise<void> {
      await webhooks.updateOne({ _id: id, enabled: true, ...ASLEEP }, { $set: { isWoken: true, nextDueAt: now } }, tx)
    },
    /** Returns the ids of webhooks that have something due and that no process works on. */
    async dueIds(now: Date, limit: number): Promise<readonly string[]> {
      const rows = await webhooks.many<Pick<WebhookRow, '_id'>>(
        { nextDueAt: { $gt: EVER, $lte: now }, takenUntil: { $lte: now }, enabled: true },
        { fields: { _id: 1 }, sort: { nextDueAt: 1 }, limit },
      )
      return rows.map(({ _id }) => _id)
    },
    /**
     * Takes a webhook until an instant, and says whether it had been woken since it was last taken. Null when another process has
     * taken it, or when nothing is due any more.
     */
    async take(id: string, now: Date, until: Date): Promise<TakenWebhook | null> {
      const free = { _id: id, enabled: true, nextDueAt: { $gt: EVER, $lte: now }, takenUntil: { $lte: now } }
      const taken = { $set: { takenUntil: until, isWoken: false } }
      const woken = await webhooks.updateAndGet({ ...free, isWoken: true }, taken)
      if (woken !== null) return { webhook: woken, wasWoken: true }
      const asleep = await webhooks.updateAndGet({ ...free, ...ASLEEP }, taken)
      return asleep && { webhook: asleep, wasWoken: false }
    },
    /** Notes how the deliveries of a taken webhook went, and holds it for longer. False when it was changed or deleted meanwhile. */
    async keep(taken: WebhookRow, { enabled, disabledFor, ...held }: WebhookRow, tx: Tx): Promise<boolean> {
      const { lastDeliveryAt, failingSince, failures, takenUntil } = held
      const health = { enabled, disabledFor, lastDeliveryAt, failingSince, failures, takenUntil }
      return webhooks.updateOne({ _id: taken._id, takenUntil: taken.takenUntil, enabled: true }, { $set: health }, tx)
    },
    /** Lets go of a taken webhook, and notes when to look at it again: at once where it was woken meanwhile. */
    async release({ _id, takenUntil }: WebhookRow, nextDueAt: Date | null): Promise<void> {
      const isAsleep = await webhooks.updateOne({ _id, takenUntil, ...ASLEEP }, { $set: { takenUntil: EVER, nextDueAt } })
      if (!isAsleep) await webhooks.updateOne({ _id, takenUntil }, { $set: { takenUntil: EVER } })
    },
  }
}

export type Webhooks = ReturnType<typeof openWebhooks>
