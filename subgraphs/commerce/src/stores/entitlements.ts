import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { EntitlementRow } from '../domain/entitlement.ts'

export const openEntitlements = (database: Database) => {
  const entitlements = collection<EntitlementRow>(database, {
    name: 'entitlements',
    fields: {
      _id: 'string',
      revision: 'number',
      premium: 'boolean',
      isBought: 'boolean?',
      grants: 'array?',
      grantEndsAt: 'date | null?',
    },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
    indexes: [
      // Those with a grant that has ended.
      { keys: { grantEndsAt: 1 }, only: { grantEndsAt: { $gt: new Date(0) } } },
    ],
  })
  return {
    async get(athleteId: string, tx: Tx): Promise<EntitlementRow | null> {
      return entitlements.one({ _id: athleteId }, { tx })
    },
    /** Inserts or replaces the row that was read in the same transaction. Throws a duplicate key error when two insert the first. */
    async put(row: EntitlementRow, before: EntitlementRow | null, tx: Tx): Promise<void> {
      if (before === null) await entitlements.insert([row], tx)
      else await entitlements.put([row], tx)
    },
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, EntitlementRow>> {
      return entitlements.byId(athleteIds)
    },
    async withEndedGrants(now: Date, limit: number): Promise<readonly EntitlementRow[]> {
      return entitlements.many({ grantEndsAt: { $gt: new Date(0), $lte: now } }, { sort: { grantEndsAt: 1 }, limit })
    },
  }
}

export type Entitlements = ReturnType<typeof openEntitlements>
