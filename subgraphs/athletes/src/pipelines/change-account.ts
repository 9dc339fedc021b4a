import { conflict } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import { type Account, accountState } from '../domain/account.ts'
import { type AccountChange, nextAccount } from '../domain/patches.ts'
import type { Storage } from '../services.ts'
import { Taken } from '../stores/taken.ts'
import { settleChange } from './settle-change.ts'

/** Changes an account inside a transaction, one revision on; null when there is no such account. Throws Taken for a handle that somebody has. */
export const changeAccountIn = async (
  { stores, runtime }: Storage,
  athleteId: string,
  change: AccountChange,
  tx: Tx,
): Promise<Account | null> => {
  const before = await stores.accounts.get(athleteId, tx)
  if (before === null) return null
  const account = nextAccount(before, change)
  if (account === null) return before
  await stores.accounts.replace(account, tx)
  if (account.handle !== before.handle) {
    await stores.handles.claim(account.handle, athleteId, tx)
    await stores.handles.release(before.handle, tx)
  }
  if (account.displayName !== before.displayName) await stores.searchNames.put(athleteId, account.displayName, tx)
  tx.emit('athlete.changed', accountState(account, runtime.now()))
  return account
}

/**
 * Changes an account, one revision on, and tells the other subgraphs in the same transaction; a change that changes nothing does nothing.
 * A change by others meanwhile is a write conflict, and the transaction reads and runs again, so no change is lost.
 * Null when there is no such account; throws CONFLICT for a taken handle, or when others change the account without end.
 */
export const changeAccount = async (
  storage: Storage,
  athleteId: string,
  change: AccountChange,
  origin: Origin,
): Promise<Account | null> => {
  try {
    return await settleChange(storage.database, (tx) => changeAccountIn(storage, athleteId, change, tx), origin)
  } catch (error) {
    if (error instanceof Taken) throw conflict('This handle is taken.')
    throw error
  }
}
