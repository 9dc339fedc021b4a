import type { ViewerRef } from './viewer-ref.ts'

/**
 * A signed-in device. The refresh token is `<family>.<secret>`: the family stays for the session's life and finds it, the secret changes at
 * every use. So a secret that is not the present one, under a family that is right, is a token used before, however long ago, and no old
 * token has to be kept. Only hashes are stored. The next secret is made of the one before and `salt`, so that who still has the one before
 * can be answered again with the same, and who reads the database knows neither.
 */
export interface Session {
  readonly _id: string
  readonly athleteId: string
  readonly device: string | null
  readonly familyHash: string
  readonly secretHash: string
  /** The secret before the present one, and what made the present one of it; null until the first use. */
  readonly previousHash: string | null
  readonly salt: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

export interface SessionView {
  readonly session: Session
  readonly current: boolean
}

/** What signing in, signing up and refreshing answer. */
export interface OpenedSession {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly viewer: ViewerRef
}
