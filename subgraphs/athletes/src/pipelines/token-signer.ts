import type { Runtime } from '@gruppetto/runtime'
import { type JSONWebKeySet, SignJWT } from 'jose'
import type { Role } from '../domain/vocabulary.ts'
import type { SigningKeys } from '../stores/signing-keys.ts'
import { ALGORITHM, openKeyRing } from './key-ring.ts'

const TOKEN_ISSUER = 'gruppetto'
const TOKEN_AUDIENCE = 'gruppetto'

interface TokenClaims {
  readonly athleteId: string
  readonly sessionId: string
  readonly roles: readonly Role[]
  /** In the past, when a token is issued again as it was. */
  readonly issuedAt: Date
}

interface AccessToken {
  readonly token: string
  readonly expiresAt: Date
}

/** Signs access tokens. */
export interface TokenSigner {
  sign(claims: TokenClaims): Promise<AccessToken>
  /** Returns the public keys for /.well-known/jwks.json. */
  keySet(): Promise<JSONWebKeySet>
  /** Creates the next key when it is due and deletes those whose tokens have expired. Safe in several processes at once. */
  rotate(): Promise<void>
}

/** Opens the token signer. The first start of the platform creates a key. */
export const openTokenSigner = async (
  runtime: Pick<Runtime, 'config' | 'log' | 'now'>,
  store: SigningKeys,
): Promise<TokenSigner> => {
  const keys = openKeyRing(runtime, store)
  await keys.signingKey()
  return {
    async sign({ athleteId, sessionId, roles, issuedAt }) {
      const { kid, privateKey } = await keys.signingKey()
      const issuedAtSeconds = Math.floor(issuedAt.getTime() / 1000)
      const expiresAtSeconds = issuedAtSeconds + runtime.config.accessTokenSeconds
      const token = await new SignJWT({ sid: sessionId, roles: [...roles] })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setSubject(athleteId)
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .sign(privateKey)
      return { token, expiresAt: new Date(expiresAtSeconds * 1000) }
    },
    async keySet() {
      return { keys: await keys.publicKeys() }
    },
    rotate: () => keys.rotate(),
  }
}
