import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { SubscriptionRow } from '../domain/subscription-row.ts'

export const openSubscriptions = (database: Database) => {
  const subscriptions = collection<SubscriptionRow>(database, {
    name: 'subscriptions',
    oneShard: 'few rows, of which no two share a customer',
    fields: {
      _id: 'string',
      revision: 'number',
      looks: 'number',
      provider: 'string',
      customerId: 'string',
      currency: 'string',
      state: 'string',
      subscriptionId: 'string | null',
      planVersion: 'string | null',
      nextPlanVersion: 'string | null',
      trialEndsAt: 'date | null',
      currentPeriodEndsAt: 'date | null',
      cancelsAtPeriodEnd: 'boolean',
      pastDueAt: 'date | null',
      paymentReminders: 'number',
      remindedTrialEndsAt: 'date | null',
      twinIds: 'array?',
      pageOpenUntil: 'date?',
      lookedAt: 'date',
      lookAgainAt: 'date | null',
    },
    athletes: { ids: { _id: 'delete' }, exported: { without: ['looks', 'lookedAt', 'lookAgainAt', 'pageOpenUntil', 'twinIds'] } },
    indexes: [
      // Whose customer a webhook is about.
      { keys: { customerId: 1 }, unique: true },
      // Those whose provider is to be asked.
      { keys: { lookAgainAt: 1 }, only: { lookAgainAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async get(athleteId: string, tx?: Tx): Promise<SubscriptionRow | null> {
      return subscriptions.one({ _id: athleteId }, { tx })
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, SubscriptionRow>> {
      return subscriptions.byId(athleteIds)
    },
    async ofCustomer(provider: string, customerId: string): Promise<SubscriptionRow | null> {
      return subscriptions.one({ customerId, provider })
    },
    /** Stores a look. Returns false when another look was stored since, or the athlete is gone. */
    async store(row: SubscriptionRow, tx: Tx): Promise<boolean> {
      return subscriptions.replace(row, { looks: row.looks - 1 }, tx)
    },
    async insert(row: SubscriptionRow, tx: Tx): Promise<void> {
      await subscriptions.insert([row], tx)
    },
    /**
     * Notes that a page of the provider is open until then: it is asked again at that instant at the latest, whatever it says before. A
     * look that is under way is overtaken, since it would store the row without this.
     */
    async openPage(athleteId: string, until: Date): Promise<void> {
      await subscriptions.updateOne({ _id: athleteId }, { $max: { pageOpenUntil: until }, $inc: { looks: 1 } })
      const later = { _id: athleteId, $or: [{ lookAgainAt: null }, { lookAgainAt: { $gt: until } }] }
      await subscriptions.updateOne(later, { $set: { lookAgainAt: until } })
    },
    /** Asks the provider again at this instant and not before. */
    async lookLater(athleteId: string, at: Date): Promise<void> {
      await subscriptions.updateOne({ _id: athleteId }, { $set: { lookAgainAt: at } })
    },
    async due(now: Date, limit: number): Promise<readonly SubscriptionRow[]> {
      return subscriptions.many({ lookAgainAt: { $gt: new Date(0), $lte: now } }, { sort: { lookAgainAt: 1 }, limit })
    },
    async countByState(): Promise<ReadonlyMap<string, number>> {
      const counts = await subscriptions.aggregate<{ _id: string; count: number }>([
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Subscriptions = ReturnType<typeof openSubscriptions>
