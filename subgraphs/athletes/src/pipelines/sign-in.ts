import { rateLimited, unauthenticated } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { OpenedSession } from '../domain/session.ts'
import type { Services } from '../services.ts'
import { draftSession, presentSession } from './open-session.ts'

export interface SignInRequest {
  readonly email: string
  readonly password: string
  readonly device: string | null
  readonly address: string | null
}

/** Why a sign-in was refused. Without address, e-mail or handle: a log is read by more people than a database. */
type Refusal = 'TOO_MANY_TRIES' | 'WRONG_PASSWORD' | 'UNKNOWN_ADDRESS'

/**
 * Opens a session. A wrong password and an unknown address get one answer after the same work; throws UNAUTHENTICATED, or RATE_LIMITED
 * after too many tries of the account or from the network (sign-in-attempts.ts).
 */
export const signIn = async (
  services: Services,
  request: SignInRequest,
): Promise<{ readonly account: Account; readonly opened: OpenedSession }> => {
  const { stores, hasher, runtime } = services
  const noteRefused = (reason: Refusal, athleteId: string | null): void =>
    runtime.log.warn({ security: 'sign-in.refused', reason, athleteId }, 'a sign-in was refused')
  const emailKey = emailKeyOf(request.email)
  const waitSeconds = await stores.signInAttempts.count(emailKey, request.address)
  if (waitSeconds !== null) {
    noteRefused('TOO_MANY_TRIES', null)
    throw rateLimited(waitSeconds, 'tries to sign in')
  }
  const credential = await stores.credentials.byEmail(emailKey)
  const matched = await hasher.matches(request.password, credential?.passwordHash ?? null)
  const account = matched && credential !== null ? await stores.accounts.get(credential.athleteId) : null
  if (account === null) {
    noteRefused(credential === null ? 'UNKNOWN_ADDRESS' : 'WRONG_PASSWORD', credential?.athleteId ?? null)
    throw unauthenticated('The e-mail address or the password is wrong.')
  }
  await stores.signInAttempts.succeeded(emailKey, request.address)
  const { session, token } = draftSession(services, account._id, request.device)
  await stores.sessions.insert(session)
  return { account, opened: await presentSession(services, account, session, token) }
}
