import { unauthenticated } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { parseRefreshToken } from '../domain/refresh-token.ts'
import type { OpenedSession } from '../domain/session.ts'
import type { Services } from '../services.ts'
import { endSession } from './end-session.ts'
import { hashOf, presentSession, randomPart, sessionEnd } from './open-session.ts'

const ENDED = 'This session has ended: sign in again.'

/**
 * Trades a refresh token for the next. A token used before ends its session, strictly: also when two requests come at once with the same
 * one, since a thief's and the owner's look alike. Throws UNAUTHENTICATED for whatever does not hold.
 */
export const refreshSession = async (
  services: Services,
  refreshToken: string,
): Promise<{ readonly account: Account; readonly opened: OpenedSession }> => {
  const { runtime, stores } = services
  const token = parseRefreshToken(refreshToken)
  if (token === null) throw unauthenticated(ENDED)
  const familyHash = hashOf(token.family)
  const next = { family: token.family, secret: randomPart() }
  const session = await stores.sessions.rotate({
    familyHash,
    fromHash: hashOf(token.secret),
    toHash: hashOf(next.secret),
    at: new Date(runtime.now()),
    expiresAt: sessionEnd(services),
  })
  if (session === null) {
    const reused = await stores.sessions.byFamily(familyHash)
    if (reused !== null && (await endSession(services, reused._id, reused.athleteId))) {
      runtime.log.warn(
        { sessionId: reused._id, athleteId: reused.athleteId },
        'a refresh token was used twice: its session is ended',
      )
    }
    throw unauthenticated(ENDED)
  }
  const account = await stores.accounts.get(session.athleteId)
  if (account === null) throw unauthenticated(ENDED)
  return { account, opened: await presentSession(services, account, session, next) }
}
