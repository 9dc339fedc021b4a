import { newId } from '@gruppetto/graph'
import { retryOnDuplicateKey, SYSTEM, type Tx } from '@gruppetto/runtime'
import {
  type EntitlementRow,
  entitlementState,
  type Grant,
  grantsOf,
  hasEnded,
  withBought,
  withGrant,
  withGrants,
} from '../domain/entitlement.ts'
import type { PremiumAuditRow } from '../domain/premium-audit.ts'
import type { Storage } from '../services.ts'

interface Entry {
  readonly athleteId: string
  readonly kind: PremiumAuditRow['kind']
  readonly what: string
  readonly cause: string
  readonly reference?: string | null
  readonly amount?: number
  readonly currency?: string
  readonly reason?: string
  readonly isRepair?: boolean
}

/** Adds to the trail of money and access. */
export const noteInTrail = ({ stores, runtime }: Storage, entries: readonly Entry[], tx: Tx): void => {
  const rows = entries.map(
    (entry): PremiumAuditRow => ({
      _id: newId('AuditEntry'),
      at: new Date(runtime.now()),
      reference: null,
      amount: null,
      currency: null,
      reason: null,
      isRepair: false,
      ...entry,
    }),
  )
  stores.premiumAudit.addAtCommit(rows, tx)
}

interface AccessChange {
  readonly before: EntitlementRow | null
  readonly after: EntitlementRow
  readonly cause: string
  readonly reason?: string
  readonly reference?: string | null
}

/** Stores what an athlete may use, and tells the other subgraphs when premium comes or goes. Returns whether it did. */
const storeAccess = async (storage: Storage, { before, after, ...why }: AccessChange, tx: Tx): Promise<boolean> => {
  const { stores, runtime } = storage
  if (before === null && !after.premium) return false
  await stores.entitlements.put(after, before, tx)
  if (after.premium === (before?.premium ?? false)) return false
  const what = after.premium ? 'PREMIUM_GIVEN' : 'PREMIUM_TAKEN'
  noteInTrail(storage, [{ athleteId: after._id, kind: 'ACCESS', what, ...why }], tx)
  tx.emit('entitlement.changed', entitlementState(after, runtime.now()))
  return true
}

/** What was bought gives premium or gives none. A grant stays as it is. */
export const setBought = async (
  storage: Storage,
  athleteId: string,
  { isBought, ...why }: { readonly isBought: boolean; readonly cause: string; readonly reference: string | null },
  tx: Tx,
): Promise<void> => {
  const before = await storage.stores.entitlements.get(athleteId, tx)
  if ((before?.isBought ?? false) === isBought) return
  await storeAccess(storage, { before, after: withBought(athleteId, before, isBought), ...why }, tx)
}

/** Gives premium that is not bought. The same grant given twice counts once. Returns whether the athlete had none before. */
export const giveGrant = async (
  storage: Storage,
  athleteId: string,
  { grant, cause }: { readonly grant: Grant; readonly cause: string },
  tx: Tx,
): Promise<boolean> => {
  const why = { cause, reason: grant.reason, reference: grant.id }
  noteInTrail(storage, [{ athleteId, kind: 'ACCESS', what: 'GRANTED', ...why }], tx)
  const before = await storage.stores.entitlements.get(athleteId, tx)
  return storeAccess(storage, { before, after: withGrant(athleteId, before, grant), ...why }, tx)
}

/** Takes away the grants that `taken` finds. Returns whether there was one. What was bought stays. */
export const takeGrants = async (
  storage: Storage,
  athleteId: string,
  { taken, ...why }: { readonly taken: (grant: Grant) => boolean; readonly cause: string; readonly reason: string },
  tx: Tx,
): Promise<boolean> => {
  const before = await storage.stores.entitlements.get(athleteId, tx)
  const gone = grantsOf(before).filter(taken)
  if (before === null || gone.length === 0) return false
  const entries = gone.map(({ id }) => ({ athleteId, kind: 'ACCESS' as const, what: 'GRANT_ENDED', reference: id, ...why }))
  noteInTrail(storage, entries, tx)
  await storeAccess(storage, { before, after: withGrants(before, (grant) => !taken(grant)), ...why }, tx)
  return true
}

/** Ends the grants whose time is over. */
export const endGrants = (storage: Storage, athleteId: string): Promise<boolean> =>
  retryOnDuplicateKey(() =>
    storage.database.transact(
      (tx) =>
        takeGrants(
          storage,
          athleteId,
          { taken: hasEnded(storage.runtime.now()), cause: 'clock', reason: 'the time of the grant is over' },
          tx,
        ),
      SYSTEM,
    ),
  )
