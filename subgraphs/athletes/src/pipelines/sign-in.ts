import { addressOf, rateLimited, unauthenticated, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isClosed } from '../domain/account.ts'
import { newDeviceMail } from '../domain/account-mails.ts'
import { emailKeyOf } from '../domain/handles.ts'
import { signInInput } from '../domain/inputs.ts'
import type { OpenedSession, Session } from '../domain/session.ts'
import { openIfWished } from './delete-account.ts'
import { deviceOf, isFamiliar } from './devices.ts'
import { endSession } from './end-session.ts'
import { newSession, presentSession } from './open-session.ts'
import { accountGone } from './viewer.ts'

type Refusal = 'TOO_MANY_TRIES' | 'WRONG_PASSWORD' | 'UNKNOWN_ADDRESS'

/** The log line holds no network address, e-mail address or handle: more people read a log than a database. */
const logRefusal = ({ runtime }: Context, reason: Refusal, athleteId: string | null): void =>
  runtime.log.warn({ security: 'sign-in.refused', reason, athleteId }, 'a sign-in was refused')

/** A deletion of the account at the same moment has ended the sessions that it saw, and this may not be one of them. */
const endIfClosedMeanwhile = async (context: Context, { _id, athleteId }: Session): Promise<void> => {
  const account = await context.stores.accounts.get(athleteId)
  if (account !== null && !isClosed(account)) return
  await endSession(context, athleteId, _id)
  throw accountGone()
}

/**
 * Opens a session, and with `restore` a closed account; mails the athlete when the device or its network is new. A wrong password
 * and an unknown address get the same answer after the same work. Throws UNAUTHENTICATED, ACCOUNT_DELETED for an account that is
 * closed, or RATE_LIMITED after too many attempts (stores/sign-in-attempts.ts has the limits).
 */
export const signIn = async (context: Context, input: unknown): Promise<OpenedSession> => {
  const { caller, stores, hasher, runtime } = context
  const { email, password, device = null, restore } = validInput(signInInput, input)
  const emailKey = emailKeyOf(email)
  const address = addressOf(caller)
  const waitSeconds = await stores.signInAttempts.count(emailKey, address)
  if (waitSeconds !== null) {
    logRefusal(context, 'TOO_MANY_TRIES', null)
    throw rateLimited(waitSeconds, 'tries to sign in')
  }
  const credential = await stores.credentials.byEmail(emailKey)
  const isMatch = await hasher.matches(password, credential?.passwordHash ?? null)
  const account = isMatch && credential !== null ? await stores.accounts.get(credential.athleteId) : null
  if (account === null) {
    logRefusal(context, credential === null ? 'UNKNOWN_ADDRESS' : 'WRONG_PASSWORD', credential?.athleteId ?? null)
    throw unauthenticated('The e-mail address or the password is wrong.')
  }
  const open = await openIfWished(context, account, restore === true)
  const { session, token } = newSession(context, account._id, deviceOf(caller, device))
  const isNew = !(await isFamiliar(context, account._id, emailKey, session.device))
  await context.database.transact(
    async (tx) => {
      await stores.sessions.insert(session, tx)
      const to = { athleteId: account._id, atMs: runtime.now() }
      if (isNew) tx.emit('mail.requested', newDeviceMail(to, session.device))
    },
    { ...context.origin, actor: account._id },
  )
  await stores.signInAttempts.succeeded(emailKey, address)
  await endIfClosedMeanwhile(context, session)
  return presentSession(context, open, session, token)
}
