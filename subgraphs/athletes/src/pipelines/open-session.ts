import { createHash, createHmac, randomBytes } from 'node:crypto'
import { newId } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { formatRefreshToken, type RefreshToken } from '../domain/refresh-token.ts'
import { KEPT_MS, type OpenedSession, type Session } from '../domain/session.ts'
import type { Services } from '../services.ts'

export const randomPart = (): string => randomBytes(32).toString('base64url')
export const hashOf = (part: string): string => createHash('sha256').update(part).digest('base64url')

/** Derives the secret that follows `secret`. The same secret and salt always give the same result. */
export const nextSecret = (secret: string, salt: string): string => createHmac('sha256', secret).update(salt).digest('base64url')

/** Returns when the row of a session that is used now is deleted. */
export const sessionExpiry = ({ runtime }: Services): Date =>
  new Date(runtime.now() + runtime.config.refreshTokenSeconds * 1000 + KEPT_MS)

/** Creates a session that is not stored yet, and its refresh token. The session holds only hashes of the token. */
export const newSession = (services: Services, athleteId: string, device: string | null) => {
  const token: RefreshToken = { family: randomPart(), secret: randomPart() }
  const at = new Date(services.runtime.now())
  const session: Session = {
    _id: newId('Session'),
    athleteId,
    device,
    familyHash: hashOf(token.family),
    secretHash: hashOf(token.secret),
    previousHash: null,
    salt: null,
    createdAt: at,
    lastUsedAt: at,
    expiresAt: sessionExpiry(services),
    endedAt: null,
  }
  return { session, token }
}

/** Returns the tokens of a session. They are the same for each call until the session is used again or the roles change. */
export const presentSession = async (
  { signer }: Services,
  account: Account,
  session: Session,
  token: RefreshToken,
): Promise<OpenedSession> => {
  const access = await signer.sign({
    athleteId: account._id,
    sessionId: session._id,
    roles: account.roles,
    issuedAt: session.lastUsedAt,
  })
  return {
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: formatRefreshToken(token),
    viewer: { id: account._id, sessionId: session._id },
  }
}
