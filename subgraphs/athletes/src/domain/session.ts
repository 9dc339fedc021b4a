import type { ViewerRef } from './viewer-ref.ts'

/**
 * A signed-in device. Its refresh token is `<family>.<secret>`. The family identifies the session and never changes; the secret
 * changes at every use. A token with a known family and another secret was therefore used before, and no old tokens have to be
 * stored to detect its reuse. Only hashes are stored. The next secret is derived from the previous one and `salt`: a client that
 * sends the previous one again gets the same next one, but a reader of the database learns neither.
 */
export interface Session {
  readonly _id: string
  readonly athleteId: string
  readonly device: string | null
  readonly familyHash: string
  readonly secretHash: string
  /** The hash of the previous secret; null until the first use. */
  readonly previousHash: string | null
  /** What the present secret was derived from, with the previous one; null until the first use. */
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

/** The result of signing up, signing in and refreshing a session. */
export interface OpenedSession {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly viewer: ViewerRef
}
