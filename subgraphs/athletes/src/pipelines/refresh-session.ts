import { unauthenticated } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isClosed } from '../domain/account.ts'
import { parseRefreshToken, REPEAT_WITHIN_MS, type RefreshToken } from '../domain/refresh-token.ts'
import { isActiveAt, type OpenedSession, type Session } from '../domain/session.ts'
import { endSession } from './end-session.ts'
import { hashOf, nextSecret, presentSession, randomPart, sessionExpiry } from './open-session.ts'

const ended = () => unauthenticated('This session has ended: sign in again.')

interface Rotation {
  readonly session: Session
  readonly next: RefreshToken
}

/**
 * Returns the rotation that a token has already had, when that was a moment ago and the next token has not been used yet. Null
 * for any other token.
 */
const repeatRotation = async ({ runtime, stores }: Context, { family, secret }: RefreshToken): Promise<Rotation | null> => {
  const session = await stores.sessions.byFamily(hashOf(family))
  const { salt = null, previousHash = null } = session ?? {}
  if (session === null || salt === null || previousHash !== hashOf(secret)) return null
  const nowMs = runtime.now()
  const isActive = isActiveAt(session, nowMs)
  if (!isActive || nowMs - session.lastUsedAt.getTime() > REPEAT_WITHIN_MS) return null
  return { session, next: { family, secret: nextSecret(secret, salt) } }
}

const rotate = async (context: Context, token: RefreshToken): Promise<Rotation | null> => {
  const { runtime, stores } = context
  const salt = randomPart()
  const next = { family: token.family, secret: nextSecret(token.secret, salt) }
  const session = await stores.sessions.rotate({
    familyHash: hashOf(token.family),
    fromHash: hashOf(token.secret),
    toHash: hashOf(next.secret),
    salt,
    at: new Date(runtime.now()),
    expiresAt: sessionExpiry(context),
  })
  return session === null ? repeatRotation(context, token) : { session, next }
}

/** Ends the session of a refresh token that was used before: the owner and a thief have the same token, and nobody can tell them apart. */
const endReusedSession = async (context: Context, { family }: RefreshToken): Promise<void> => {
  const { runtime, stores } = context
  const session = await stores.sessions.byFamily(hashOf(family))
  if (session === null) return
  const { _id: sessionId, athleteId } = session
  if (await endSession(context, athleteId, sessionId))
    runtime.log.warn({ sessionId, athleteId }, 'a refresh token was used twice: its session is ended')
}

/**
 * Exchanges a refresh token for the next one. A repeat within REPEAT_WITHIN_MS means that the answer was lost, or that two windows
 * of one app came at once; it gets the same tokens. Any other token that was used before ends its session. A thief who comes
 * within that time gets the same next token as the owner, so the session ends when the second of them uses it. Throws
 * UNAUTHENTICATED for a token that is not valid.
 */
export const refreshSession = async (context: Context, refreshToken: string): Promise<OpenedSession> => {
  const token = parseRefreshToken(refreshToken)
  if (token === null) throw ended()
  const rotation = await rotate(context, token)
  if (rotation === null) {
    await endReusedSession(context, token)
    throw ended()
  }
  const account = await context.stores.accounts.get(rotation.session.athleteId)
  if (account === null || isClosed(account)) throw ended()
  return presentSession(context, account, rotation.session, rotation.next)
}
