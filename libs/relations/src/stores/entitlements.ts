import type { EventData } from '@gruppetto/events'
import { collection, type Database } from '@gruppetto/runtime'
import { openProjection } from './projection.ts'

/** What an athlete's plan allows: the data of the last entitlement.changed. */
export interface EntitlementRow extends Omit<EventData<'entitlement.changed'>, 'athleteId' | 'at'> {
  /** The id of the athlete. */
  readonly _id: string
}

/** Opens the entitlements. A subgraph asks only here what an athlete has paid for. */
export const openEntitlements = (database: Database) => {
  const entitlements = collection<EntitlementRow>(database, {
    name: 'relations_entitlements',
    fields: { _id: 'string', revision: 'number', premium: 'boolean' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what commerce exports' } },
  })
  return {
    ...openProjection(entitlements),
    /** Returns those athletes who have premium now. */
    async premiumAmong(athleteIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (athleteIds.length === 0) return new Set()
      const rows = await entitlements.many<{ _id: string }>({ _id: { $in: athleteIds }, premium: true }, { fields: { _id: 1 } })
      return new Set(rows.map((row) => row._id))
    },
  }
}

export type Entitlements = ReturnType<typeof openEntitlements>
