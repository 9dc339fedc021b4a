import { accountDeleted } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import { closeAccount, erasesAtMs, reopenAccount } from '../domain/closing.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { announceEnded, markEnded } from './end-session.ts'
import { requirePassword } from './require-password.ts'
import { requireAccount, requireViewer } from './viewer.ts'

/**
 * Closes the viewer's account and ends all sessions. Others see nothing of the athlete any more. Until it is erased,
 * `signIn` with `restore` brings everything back.
 */
export const deleteAccount = async (context: Context, password: string): Promise<void> => {
  const viewer = requireViewer(context)
  await requirePassword(context, await requireAccount(context, viewer), password, 'password')
  const nowMs = context.runtime.now()
  const ended = await commitChange(context, async (tx) => {
    await changeAccount(context, viewer.id, (account) => closeAccount(account, nowMs), tx)
    return markEnded(context, viewer.id, null, tx)
  })
  await announceEnded(context, ended)
}

/** Opens a closed account again, when the athlete wishes it. Throws ACCOUNT_DELETED otherwise. */
export const openIfWished = async (context: Context, account: Account, restore: boolean): Promise<Account> => {
  const erasesAt = erasesAtMs(account)
  if (erasesAt === null) return account
  if (!restore) throw accountDeleted(new Date(erasesAt))
  const committing = { ...context, origin: { ...context.origin, actor: account._id } }
  return commitChange(committing, (tx) => changeAccount(context, account._id, reopenAccount, tx))
}
