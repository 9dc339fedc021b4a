import { type Database, type Runtime, retryOnDuplicateKey, SYSTEM } from '@gruppetto/runtime'
import { entitlementState, nextEntitlement } from '../domain/entitlement.ts'
import type { Stores } from '../stores/mod.ts'

/** Who has premium without having bought it: changed from the command line alone. */
export interface PlanDesk {
  /** Gives or takes premium, and tells every subgraph; false when it was so already. */
  setPremium(athleteId: string, premium: boolean): Promise<boolean>
}

export const planDesk = (database: Database, stores: Stores, runtime: Pick<Runtime, 'now'>): PlanDesk => {
  const set = (athleteId: string, premium: boolean): Promise<boolean> =>
    database.transact(async (tx) => {
      const row = nextEntitlement(athleteId, await stores.entitlements.get(athleteId, tx), premium)
      if (row === null) return false
      await stores.entitlements.put(row, tx)
      tx.emit('entitlement.changed', entitlementState(row, runtime.now()))
      return true
    }, SYSTEM)
  return {
    // Two may come at once with the athlete's first row.
    setPremium: (athleteId, premium) => retryOnDuplicateKey(() => set(athleteId, premium)),
  }
}
