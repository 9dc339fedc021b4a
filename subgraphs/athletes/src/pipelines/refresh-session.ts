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

interface Asked {
  readonly token: RefreshToken
  /** What the client calls its attempt; null where it has no name for it. */
  readonly attempt: string | null
}

/**
 * Returns the rotation that a token has already had, as long as the next token has not been used: when that was a moment ago, or when the attempt has
 * the same name, since then nobody else can be asking. Null for any other token.
 */
const repeatRotation = async (context: Context, asked: Asked): Promise<Rotation | null> => {
  const { runtime, stores } = context
  const { family, secret } = asked.token
  const session = await stores.sessions.byFamily(hashOf(family))
  const { salt = null, previousHash = null } = session ?? {}
  const nowMs = runtime.now()
  if (session === null || salt === null || previousHash !== hashOf(secret) || !isActiveAt(session, nowMs)) return null
  const next = { family, secret: nextSecret(secret, salt) }
  if (nowMs - session.lastUsedAt.getTime() <= REPEAT_WITHIN_MS) return { session, next }
  if (asked.attempt === null || hashOf(asked.attempt) !== salt) return null
  // The access token of the answer that was lost may have expired, so this is another one.
  const renewed = await stores.sessions.renew(session, new Date(nowMs), sessionExpiry(context))
  // Another window of the same client has come at the same moment, or somebody with the next token.
  return renewed === null ? repeatRotation(context, asked) : { session: renewed, next }
}

const rotate = async (context: Context, asked: Asked): Promise<Rotation | null> => {
  const { runtime, stores } = context
  const { token, attempt } = asked
  const salt = attempt === null ? randomPart() : hashOf(attempt)
  const next = { family: token.family, secret: nextSecret(token.secret, salt) }
  const session = await stores.sessions.rotate({
    familyHash: hashOf(token.family),
    fromHash: hashOf(token.secret),
    toHash: hashOf(next.secret),
    salt,
    at: new Date(runtime.now()),
    expiresAt: sessionExpiry(context),
  })
  return session === null ? repeatRotation(context, asked) : { session, next }
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
 * of one app came at once; it gets the same tokens. So does a repeat of an attempt that has a name, until the next token is used. Any other token
 * that was used before ends its session. A thief who comes within that time gets the same next token as the owner, so the session ends when the
 * second of them uses it. Throws UNAUTHENTICATED for a token that is not valid.
 */
export const refreshSession = async (
  context: Context,
  refreshToken: string,
  attempt: string | null = null,
): Promise<OpenedSession> => {
  const token = parseRefreshToken(refreshToken)
  if (token === null) throw ended()
  const rotation = await rotate(context, { token, attempt })
  if (rotation === null) {
    await endReusedSession(context, token)
    throw ended()
  }
  const account = await context.stores.accounts.get(rotation.session.athleteId)
  if (account === null || isClosed(account)) throw ended()
  return presentSession(context, account, rotation.session, rotation.next)
}
