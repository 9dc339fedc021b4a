import { badUserInput, broken } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isVerified } from '../domain/account.ts'
import { addressChangeAskedMail, addressWantedMail } from '../domain/account-mails.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { ViewerRef } from '../domain/viewer-ref.ts'
import { requirePassword } from './require-password.ts'
import { mailVerification } from './verify-email.ts'
import { requireAccount, requireViewer } from './viewer.ts'

/**
 * Asks for another address, which becomes the account's when it is verified. Tells the present one. When the new address has an
 * account, the answer is the same, and the mail there says so: nobody learns who has an account.
 */
export const changeEmail = async (context: Context, newEmail: string, password: string): Promise<ViewerRef> => {
  const viewer = requireViewer(context)
  const { stores, runtime } = context
  const account = await requireAccount(context, viewer)
  await requirePassword(context, account, password, 'password')
  const key = emailKeyOf(newEmail)
  if (key === emailKeyOf(account.email))
    throw badUserInput([{ path: 'newEmail', ...broken('UNCHANGED', 'is your address already') }])
  const atMs = runtime.now()
  await context.database.transact(async (tx) => {
    const owner = await stores.credentials.byEmail(key, tx)
    // Only the latest of the addresses that were asked for counts.
    await stores.accountTokens.deleteOf(viewer.id, ['VERIFY_EMAIL'], tx)
    if (owner === null) await mailVerification(context, viewer.id, newEmail, tx)
    else tx.emit('mail.requested', addressWantedMail({ athleteId: owner.athleteId, atMs }))
    if (isVerified(account)) tx.emit('mail.requested', addressChangeAskedMail({ athleteId: viewer.id, atMs }))
  }, context.origin)
  return viewer
}
