import { retryOnDuplicateKey, SYSTEM } from '@gruppetto/runtime'
import { changePremium, entitlementState } from '../domain/entitlement.ts'
import type { Storage } from '../services.ts'

/** Changes who has premium. Only the command line uses it, since nothing is sold yet. */
export interface PlanDesk {
  /** Gives or takes premium. Resolves to false when nothing had to change. */
  setPremium(athleteId: string, premium: boolean): Promise<boolean>
}

export const makePlanDesk = ({ database, stores, runtime }: Storage): PlanDesk => {
  const change = (athleteId: string, premium: boolean): Promise<boolean> =>
    database.transact(async (tx) => {
      const row = changePremium(athleteId, await stores.entitlements.get(athleteId, tx), premium)
      if (row === null) return false
      await stores.entitlements.put(row, tx)
      tx.emit('entitlement.changed', entitlementState(row, runtime.now()))
      return true
    }, SYSTEM)
  return {
    // Two calls at the same time may both insert the athlete's first row.
    setPremium: (athleteId, premium) => retryOnDuplicateKey(() => change(athleteId, premium)),
  }
}
