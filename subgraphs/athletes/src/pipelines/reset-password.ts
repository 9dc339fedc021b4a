import { accountDeleted, badUserInput, broken } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isClosed } from '../domain/account.ts'
import { passwordChangedMail } from '../domain/account-mails.ts'
import { erasesAtMs } from '../domain/closing.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { OpenedSession } from '../domain/session.ts'
import { requireToken } from './account-tokens.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { deviceOf } from './devices.ts'
import { announceEnded, markEnded } from './end-session.ts'
import { requireGoodPassword } from './new-password.ts'
import { newSession, presentSession } from './open-session.ts'

const gone = () =>
  badUserInput([{ path: 'token', ...broken('EXPIRED', 'is used, has expired, or never was one: ask for another mail') }])

/**
 * Sets a new password with a token from a mail, ends every session of the athlete, and opens a new one. The mail has arrived, so
 * the address counts as verified. A password that is refused does not use up the token. For an account that is closed it sets the
 * password and throws ACCOUNT_DELETED: `signIn` with `restore` brings the account back.
 */
export const resetPassword = async (context: Context, token: string, newPassword: string): Promise<OpenedSession> => {
  const { stores, runtime, origin } = context
  const known = await requireToken(context, token, 'RESET_PASSWORD')
  const before = await stores.accounts.get(known.athleteId)
  // A token is of the address that it was sent to. The account has another one since.
  if (before === null || emailKeyOf(before.email) !== emailKeyOf(known.email)) throw gone()
  await requireGoodPassword(before, newPassword, 'newPassword')
  const passwordHash = await context.hasher.hash(newPassword)
  const { session, token: refreshToken } = newSession(context, before._id, deviceOf(context.caller, null))
  const { account, ended } = await commitChange({ ...context, origin: { ...origin, actor: before._id } }, async (tx) => {
    await requireToken(context, token, 'RESET_PASSWORD', tx)
    if (!(await stores.credentials.setPassword(emailKeyOf(known.email), before._id, passwordHash, tx))) throw gone()
    // Nothing that was asked for by whoever had the account before is to work: no other token, and no change of the address.
    await stores.accountTokens.deleteOf(before._id, ['VERIFY_EMAIL', 'RESET_PASSWORD'], tx)
    const account = await changeAccount(context, before._id, (row) => ({ ...row, emailVerified: true }), tx)
    const ended = await markEnded(context, before._id, null, tx)
    if (!isClosed(account)) await stores.sessions.insert(session, tx)
    tx.emit('mail.requested', passwordChangedMail({ athleteId: before._id, atMs: runtime.now() }))
    return { account, ended }
  })
  await announceEnded(context, ended)
  const erasesAt = erasesAtMs(account)
  if (erasesAt !== null) throw accountDeleted(new Date(erasesAt))
  return presentSession(context, account, session, refreshToken)
}
