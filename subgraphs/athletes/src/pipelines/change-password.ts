import { conflict } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { passwordChangedMail } from '../domain/account-mails.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { commitChange } from './commit-change.ts'
import { announceEnded, markEnded } from './end-session.ts'
import { requireGoodPassword } from './new-password.ts'
import { requirePassword } from './require-password.ts'
import { requireAccount, requireViewer } from './viewer.ts'

interface ChangePasswordInput {
  readonly currentPassword: string
  readonly newPassword: string
}

/** Changes the password and ends the athlete's other sessions. */
export const changePassword = async (
  context: Context,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { stores, runtime } = context
  const account = await requireAccount(context, viewer)
  await requirePassword(context, account, currentPassword, 'input.currentPassword')
  await requireGoodPassword(account, newPassword, 'input.newPassword')
  const passwordHash = await context.hasher.hash(newPassword)
  const ended = await commitChange(context, async (tx) => {
    const isSet = await stores.credentials.setPassword(emailKeyOf(account.email), viewer.id, passwordHash, tx)
    if (!isSet) throw conflict('The e-mail address changed at the same moment: try again.', 'CHANGED_MEANWHILE')
    await stores.accountTokens.deleteOf(viewer.id, ['RESET_PASSWORD'], tx)
    tx.emit('mail.requested', passwordChangedMail({ athleteId: viewer.id, atMs: runtime.now() }))
    return markEnded(context, viewer.id, viewer.sessionId, tx)
  })
  await announceEnded(context, ended)
  return viewer
}
