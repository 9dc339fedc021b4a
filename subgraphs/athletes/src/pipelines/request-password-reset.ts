import { randomUUID } from 'node:crypto'
import { addressOf, rateLimited } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { tokenExpiry } from '../domain/account-token.ts'
import { emailKeyOf } from '../domain/handles.ts'

/**
 * Asks for a mail that resets the password. The request only notes the address, whosever it is, and a worker looks it up. So the
 * answer and the work are the same, whether the address has an account or not. More requests for one address than there are mails
 * to it change nothing. Throws RATE_LIMITED after too many requests from one network.
 */
export const requestPasswordReset = async (context: Context, email: string): Promise<void> => {
  const { stores, runtime } = context
  const waitSeconds = await stores.passwordResets.countRequest(addressOf(context.caller))
  if (waitSeconds > 0) throw rateLimited(waitSeconds, 'requests to reset a password')
  const emailKey = emailKeyOf(email)
  if (!(await stores.passwordResets.mayMail(emailKey))) return
  const at = runtime.now()
  const requestId = randomUUID()
  await context.database.transact(async (tx) => {
    await stores.passwordResets.insert({ _id: requestId, emailKey, expiresAt: tokenExpiry('RESET_PASSWORD', at) }, tx)
    tx.emit('password-reset.requested', { requestId, at })
  }, context.origin)
}
