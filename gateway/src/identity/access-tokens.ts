import { unauthenticated } from '@gruppetto/graph'
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'

const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  exp: z.number(),
  roles: z.array(z.enum(['STAFF'])).optional(),
})

export interface AccessToken {
  readonly athleteId: string
  readonly sessionId: string
  readonly roles: readonly 'STAFF'[]
  readonly expiresAtMs: number
}

/** Calls `beforeLook`, which may throw, before it verifies a token that is not in the cache. */
export type VerifyAccessToken = (token: string, beforeLook: () => void) => Promise<AccessToken>

/** No token of this platform is longer. */
const MAX_TOKEN_LENGTH = 4_096

/**
 * Verifies access tokens (EdDSA, issuer and audience `gruppetto`). A verified token is cached until it expires, so each process checks
 * its signature once. Throws UNAUTHENTICATED for an invalid token, and KeysUnavailable when there are no keys to verify it with.
 */
export const accessTokenVerifier = (keys: JWTVerifyGetKey, now: () => number): VerifyAccessToken => {
  const verified = new LRUCache<string, AccessToken>({ max: 20_000 })
  return async (token, beforeLook) => {
    const known = verified.get(token)
    if (known !== undefined) {
      if (known.expiresAtMs > now()) return known
      verified.delete(token)
      throw unauthenticated('The session has ended, or its access token has: refresh it.')
    }
    beforeLook()
    if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated('The access token is not valid.')
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['EdDSA', 'Ed25519'],
        issuer: 'gruppetto',
        audience: 'gruppetto',
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(now()),
      })
      const claims = claimsSchema.parse(payload)
      const access: AccessToken = {
        athleteId: claims.sub,
        sessionId: claims.sid,
        roles: claims.roles ?? [],
        expiresAtMs: claims.exp * 1000,
      }
      verified.set(token, access)
      return access
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthenticated('The access token has ended: refresh it.')
      if (error instanceof errors.JOSEError || error instanceof z.ZodError)
        throw unauthenticated('The access token is not valid.')
      throw error
    }
  }
}
