import { addressOf, rateLimited, unauthenticated, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { newDeviceMail } from '../domain/account-mails.ts'
import { emailKeyOf } from '../domain/handles.ts'
import { signInInput } from '../domain/inputs.ts'
import type { OpenedSession } from '../domain/session.ts'
import { deviceOf, isFamiliar } from './devices.ts'
import { newSession, presentSession } from './open-session.ts'

type Refusal = 'TOO_MANY_TRIES' | 'WRONG_PASSWORD' | 'UNKNOWN_ADDRESS'

/** The log line holds no network address, e-mail address or handle: more people read a log than a database. */
const logRefusal = ({ runtime }: Context, reason: Refusal, athleteId: string | null): void =>
  runtime.log.warn({ security: 'sign-in.refused', reason, athleteId }, 'a sign-in was refused')

/**
 * Opens a session, and mails the athlete when the device or its network is new. A wrong password and an unknown address get the same answer after the same work. Throws UNAUTHENTICATED, or
 * RATE_LIMITED after too many attempts (stores/sign-in-attempts.ts has the limits).
 */
export const signIn = async (context: Context, input: unknown): Promise<OpenedSession> => {
  const { caller, stores, hasher, runtime } = context
  const { email, password, device = null } = validInput(signInInput, input)
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
  return presentSession(context, account, session, token)
}
