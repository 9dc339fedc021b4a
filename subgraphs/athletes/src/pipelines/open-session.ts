import { createHash, createHmac, randomBytes } from 'node:crypto'
import { newId } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { formatRefreshToken, type RefreshToken } from '../domain/refresh-token.ts'
import type { OpenedSession, Session } from '../domain/session.ts'
import type { Services } from '../services.ts'

export const randomPart = (): string => randomBytes(32).toString('base64url')
export const hashOf = (part: string): string => createHash('sha256').update(part).digest('base64url')

/** The secret that follows `secret`: who has it and the salt makes the same one again. */
export const secretAfter = (secret: string, salt: string): string => createHmac('sha256', secret).update(salt).digest('base64url')

/** When a session used now would end. */
export const sessionEnd = ({ runtime }: Services): Date => new Date(runtime.now() + runtime.config.refreshTokenSeconds * 1000)

/** A session not stored yet, with the refresh token of which it keeps the hashes. */
export const draftSession = (services: Services, athleteId: string, device: string | null) => {
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
    expiresAt: sessionEnd(services),
    endedAt: null,
  }
  return { session, token }
}

/** The answer to who has just signed up, signed in or come back, the same each time for one use of the session. Roles are those of the account now. */
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
