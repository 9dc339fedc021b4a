import { badUserInput, broken } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type Account, isVerified } from '../domain/account.ts'
import { addressChangedMail, verificationMail } from '../domain/account-mails.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { Services } from '../services.ts'
import { issueToken, requireToken } from './account-tokens.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { requireAccount, requireViewer } from './viewer.ts'

/** Asks for the mail that verifies an address of an athlete: the present one, or the next one. */
export const mailVerification = async (
  services: Pick<Services, 'runtime' | 'stores'>,
  athleteId: string,
  email: string,
  tx: Tx,
): Promise<void> => {
  const token = await issueToken(services, { athleteId, purpose: 'VERIFY_EMAIL', email }, tx)
  tx.emit('mail.requested', verificationMail({ athleteId, address: email, atMs: services.runtime.now() }, token))
}

/** Lets the account sign in with its new address. Tells the old one, when its owner had verified it. */
const moveAddress = async ({ stores, runtime }: Context, before: Account, email: string, tx: Tx): Promise<void> => {
  const credential = await stores.credentials.byEmail(emailKeyOf(before.email), tx)
  if (credential === null) throw new Error(`the account ${before._id} has no credential`)
  await stores.credentials.move(credential, emailKeyOf(email), tx)
  if (!isVerified(before)) return
  tx.emit('mail.requested', addressChangedMail({ athleteId: before._id, address: before.email, atMs: runtime.now() }))
}

/**
 * Verifies the address that a token was sent to. For another address than the present one it also makes it the account's. Works
 * signed out, since a mail is often read on another device. Throws CONFLICT when another account has taken the address meanwhile.
 */
export const verifyEmail = async (context: Context, token: string): Promise<void> => {
  const { stores } = context
  await commitChange(context, async (tx) => {
    const { athleteId, email } = await requireToken(context, token, 'VERIFY_EMAIL', tx)
    const before = await stores.accounts.get(athleteId, tx)
    if (before === null) throw badUserInput([{ path: 'token', ...broken('EXPIRED', 'is of an account that is gone') }])
    const isNew = emailKeyOf(email) !== emailKeyOf(before.email)
    if (isNew) await moveAddress(context, before, email, tx)
    // The other tokens went to addresses that are no longer of interest. One that resets the password could be in foreign hands.
    await stores.accountTokens.deleteOf(athleteId, isNew ? ['VERIFY_EMAIL', 'RESET_PASSWORD'] : ['VERIFY_EMAIL'], tx)
    await changeAccount(context, athleteId, (account) => ({ ...account, email, emailVerified: true }), tx)
  })
}

/** Sends the mail again: to the next address when one was given, else to the present one unless it is verified. */
export const resendVerification = async (context: Context): Promise<void> => {
  const viewer = requireViewer(context)
  const account = await requireAccount(context, viewer)
  await context.database.transact(async (tx) => {
    const latest = await context.stores.accountTokens.latest(viewer.id, 'VERIFY_EMAIL', tx)
    const email = latest?.email ?? (isVerified(account) ? null : account.email)
    if (email !== null) await mailVerification(context, viewer.id, email, tx)
  }, context.origin)
}
