import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { EntitlementRow } from '../domain/entitlement.ts'

export const openEntitlements = (database: Database) => {
  const entitlements = collection<EntitlementRow>(database, {
    name: 'entitlements',
    fields: { _id: 'string', revision: 'number', premium: 'boolean' },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
  })
  return {
    async get(athleteId: string, tx: Tx): Promise<EntitlementRow | null> {
      return entitlements.one({ _id: athleteId }, { tx })
    },
    /** Replaces the previous revision, or inserts the first one. Throws a duplicate key error when the revision has changed. */
    async put(row: EntitlementRow, tx: Tx): Promise<void> {
      await entitlements.replaceOrInsert(row, { revision: row.revision - 1 }, tx)
    },
  }
}

export type Entitlements = ReturnType<typeof openEntitlements>
