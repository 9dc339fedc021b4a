import type { Tx } from '@gruppetto/runtime'
import { type Account, accountState } from '../domain/account.ts'
import { handleFreeAt } from '../domain/handles.ts'
import { type AccountChange, nextAccount } from '../domain/patches.ts'
import type { Storage } from '../services.ts'
import { tellAddress } from './tell-address.ts'
import { accountGone } from './viewer.ts'

/**
 * Applies a change to an account and emits its new state; does nothing when the change leaves the account as it is. Returns the
 * account after the change. Throws UNAUTHENTICATED when there is no such account, TakenError when somebody else has the handle.
 */
export const changeAccount = async (
  { stores, runtime }: Storage,
  athleteId: string,
  change: AccountChange,
  tx: Tx,
): Promise<Account> => {
  const before = await stores.accounts.get(athleteId, tx)
  if (before === null) throw accountGone()
  const account = nextAccount(before, change)
  if (account === null) return before
  await stores.accounts.replace(account, tx)
  if (account.handle !== before.handle) {
    const nowMs = runtime.now()
    await stores.handles.claim(account.handle, athleteId, new Date(nowMs), tx)
    await stores.handles.giveUp(before.handle, handleFreeAt(nowMs), tx)
  }
  if (account.displayName !== before.displayName) await stores.searchNames.replace(athleteId, account.displayName, tx)
  tx.emit('athlete.changed', accountState(account, runtime.now()))
  if (account.email !== before.email) tellAddress({ runtime }, account, tx)
  return account
}
