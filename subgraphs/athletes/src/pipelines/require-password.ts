import { addressOf, badUserInput, broken, rateLimited } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import { emailKeyOf } from '../domain/handles.ts'

/**
 * Checks the password of the viewer again, before something that a stolen session must not do. Counts like an attempt to sign in.
 * Throws BAD_USER_INPUT at `path` when it is wrong, RATE_LIMITED after too many attempts.
 */
export const requirePassword = async (context: Context, account: Account, password: string, path: string): Promise<void> => {
  const { stores, hasher, caller } = context
  const emailKey = emailKeyOf(account.email)
  const address = addressOf(caller)
  const waitSeconds = await stores.signInAttempts.count(emailKey, address)
  if (waitSeconds !== null) throw rateLimited(waitSeconds, 'tries of a password')
  const credential = await stores.credentials.byEmail(emailKey)
  if (!(await hasher.matches(password, credential?.passwordHash ?? null)))
    throw badUserInput([{ path, ...broken('WRONG', 'is wrong') }])
  await stores.signInAttempts.succeeded(emailKey, address)
}
