import { addressOf, badUserInput, conflict, newId, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { accountState, newAccount } from '../domain/account.ts'
import { emailKeyOf } from '../domain/handles.ts'
import { signUpInput } from '../domain/inputs.ts'
import { guessableProblem } from '../domain/passwords.ts'
import type { OpenedSession } from '../domain/session.ts'
import { commitChange, TAKEN } from './commit-change.ts'
import { commonPasswords } from './common-passwords.ts'
import { deviceOf } from './devices.ts'
import { newSession, presentSession } from './open-session.ts'
import { tellAddress } from './tell-address.ts'
import { mailVerification } from './verify-email.ts'

/**
 * Creates an account, opens its first session, and mails the link that verifies its address. Throws CONFLICT when the handle or the e-mail address is taken, BAD_USER_INPUT
 * when the password is easy to guess.
 */
export const signUp = async (context: Context, input: unknown): Promise<OpenedSession> => {
  const { runtime, stores, hasher, origin } = context
  const { email, password, timeZone = null, units = null, persona = null, ...names } = validInput(signUpInput, input)
  const problem = guessableProblem(password, { ...names, email }, await commonPasswords())
  if (problem !== null) throw badUserInput([{ path: 'input.password', ...problem }])
  const emailKey = emailKeyOf(email)
  // Checked before the expensive hash. The unique keys in the transaction decide.
  const now = new Date(runtime.now())
  const [holders, credential] = await Promise.all([
    stores.handles.many([names.handle], now),
    stores.credentials.byEmail(emailKey),
  ])
  if (holders.size > 0) throw conflict(TAKEN.handle, 'TAKEN', { path: 'input.handle' })
  if (credential !== null) throw conflict(TAKEN.email, 'TAKEN', { path: 'input.email' })
  const passwordHash = await hasher.hash(password)
  const id = newId('Athlete')
  const account = newAccount({ ...names, id, email, timeZone, units, persona }, now)
  const { session, token } = newSession(context, id, deviceOf(context.caller, null))
  await commitChange({ ...context, origin: { ...origin, actor: id } }, async (tx) => {
    await stores.handles.claim(account.handle, id, now, tx)
    await stores.credentials.insert({ _id: emailKey, athleteId: id, passwordHash }, tx)
    await stores.accounts.insert(account, tx)
    await stores.searchNames.replace(id, account.displayName, tx)
    await stores.sessions.insert(session, tx)
    tx.emit('athlete.changed', accountState(account, runtime.now()))
    tellAddress(context, account, tx)
    await mailVerification(context, id, email, tx)
  })
  await stores.signInAttempts.succeeded(emailKey, addressOf(context.caller))
  return presentSession(context, account, session, token)
}
