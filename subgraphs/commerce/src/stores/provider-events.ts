import { collection, type Database } from '@gruppetto/runtime'
import type { ProviderEventRow } from '../domain/premium-audit.ts'

/** How long events are kept. Providers send an event again for days, and a person can for a month. */
const KEPT_SECONDS = 400 * 24 * 3600

export const openProviderEvents = (database: Database) => {
  const events = collection<ProviderEventRow>(database, {
    name: 'provider_events',
    fields: {
      _id: 'string',
      provider: 'string',
      type: 'string',
      customerId: 'string | null',
      chargeId: 'string?',
      athleteId: 'string | null',
      body: 'string',
      occurredAt: 'date',
      receivedAt: 'date',
      tries: 'number',
      dueAt: 'date | null',
      status: 'string',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['body', 'tries', 'dueAt'] } },
    indexes: [
      // The events that are still to be worked on.
      { keys: { dueAt: 1 }, only: { dueAt: { $gt: new Date(0) } } },
      // Deletes old events.
      { keys: { receivedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ],
  })
  return {
    /** Keeps an event. Returns the one that is kept already when it came before. */
    async keep({ _id, ...row }: ProviderEventRow): Promise<ProviderEventRow> {
      return events.upsertAndGet({ _id }, { $setOnInsert: row })
    },
    async settle(
      id: string,
      change: Pick<ProviderEventRow, 'status' | 'dueAt' | 'tries'> & Partial<ProviderEventRow>,
    ): Promise<void> {
      await events.updateOne({ _id: id }, { $set: change })
    },
    async due(now: Date, limit: number): Promise<readonly ProviderEventRow[]> {
      return events.many({ dueAt: { $gt: new Date(0), $lte: now } }, { sort: { dueAt: 1 }, limit })
    },
    async count(status: ProviderEventRow['status']): Promise<number> {
      return events.count({ status })
    },
  }
}

export type ProviderEvents = ReturnType<typeof openProviderEvents>
