import { newId } from '@gruppetto/graph'
import { retryOnDuplicateKey, SYSTEM } from '@gruppetto/runtime'
import { grantsOf } from '../domain/entitlement.ts'
import type { Storage } from '../services.ts'
import { giveGrant, takeGrants } from './change-access.ts'

/** Gives premium without a purchase, and takes it away again. Only the command line uses it. */
export interface PlanDesk {
  /**
   * Gives or takes the grant of the staff, which leaves what was bought as it is. Resolves to false when nothing had to change.
   */
  setPremium(athleteId: string, premium: boolean, reason: string): Promise<boolean>
}

export const makePlanDesk = (storage: Storage): PlanDesk => {
  const { database, stores, runtime } = storage
  const isOfStaff = ({ source }: { readonly source: string }) => source === 'STAFF'
  const change = (athleteId: string, premium: boolean, reason: string): Promise<boolean> =>
    database.transact(async (tx) => {
      if (!premium) return takeGrants(storage, athleteId, { taken: isOfStaff, cause: 'staff', reason }, tx)
      const row = await stores.entitlements.get(athleteId, tx)
      if (grantsOf(row).some(isOfStaff)) return false
      const grant = { id: newId('AuditEntry'), source: 'STAFF' as const, reason, givenAt: new Date(runtime.now()), until: null }
      await giveGrant(storage, athleteId, { grant, cause: 'staff' }, tx)
      return true
    }, SYSTEM)
  return {
    // Two calls at the same time may both insert the athlete's first row.
    setPremium: (athleteId, premium, reason) => retryOnDuplicateKey(() => change(athleteId, premium, reason)),
  }
}
