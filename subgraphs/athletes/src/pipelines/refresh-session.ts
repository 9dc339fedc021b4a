import { unauthenticated } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { parseRefreshToken, REPEAT_WITHIN_MS, type RefreshToken } from '../domain/refresh-token.ts'
import type { OpenedSession, Session } from '../domain/session.ts'
import type { Services } from '../services.ts'
import { endSession } from './end-session.ts'
import { hashOf, presentSession, randomPart, secretAfter, sessionEnd } from './open-session.ts'

const ENDED = 'This session has ended: sign in again.'

interface Traded {
  readonly session: Session
  readonly next: RefreshToken
}

/** What the token was traded for a moment ago, as long as nobody has used that; null for any other token. */
const tradedBefore = async ({ runtime, stores }: Services, { family, secret }: RefreshToken): Promise<Traded | null> => {
  const session = await stores.sessions.byFamily(hashOf(family))
  const { salt = null, previousHash = null } = session ?? {}
  if (session === null || salt === null || previousHash !== hashOf(secret)) return null
  const now = runtime.now()
  const holds = session.endedAt === null && session.expiresAt.getTime() > now
  if (!holds || now - session.lastUsedAt.getTime() > REPEAT_WITHIN_MS) return null
  return { session, next: { family, secret: secretAfter(secret, salt) } }
}

const trade = async (services: Services, token: RefreshToken): Promise<Traded | null> => {
  const { runtime, stores } = services
  const salt = randomPart()
  const next = { family: token.family, secret: secretAfter(token.secret, salt) }
  const session = await stores.sessions.rotate({
    familyHash: hashOf(token.family),
    fromHash: hashOf(token.secret),
    toHash: hashOf(next.secret),
    salt,
    at: new Date(runtime.now()),
    expiresAt: sessionEnd(services),
  })
  return session === null ? tradedBefore(services, token) : { session, next }
}

/**
 * Trades a refresh token for the next. A repeat soon after is a lost answer, or two windows of one app, and gets the same tokens. Any other
 * token used before ends its session: a thief's and the owner's look alike. A thief who comes within those moments shares one next token
 * with the owner, so whoever of the two uses it second, later, ends the session just so. Throws UNAUTHENTICATED for whatever does not hold.
 */
export const refreshSession = async (
  services: Services,
  refreshToken: string,
): Promise<{ readonly account: Account; readonly opened: OpenedSession }> => {
  const { runtime, stores } = services
  const token = parseRefreshToken(refreshToken)
  if (token === null) throw unauthenticated(ENDED)
  const traded = await trade(services, token)
  if (traded === null) {
    const reused = await stores.sessions.byFamily(hashOf(token.family))
    if (reused !== null && (await endSession(services, reused._id, reused.athleteId))) {
      runtime.log.warn(
        { sessionId: reused._id, athleteId: reused.athleteId },
        'a refresh token was used twice: its session is ended',
      )
    }
    throw unauthenticated(ENDED)
  }
  const account = await stores.accounts.get(traded.session.athleteId)
  if (account === null) throw unauthenticated(ENDED)
  return { account, opened: await presentSession(services, account, traded.session, traded.next) }
}
