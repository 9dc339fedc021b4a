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
  /** What the present secret was derived from, with the previous one: the hash of the attempt, or random. Null until the first use. */
  readonly salt: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date
  /** When the row is deleted: `KEPT_MS` after the session expires, so that a job ends it before. */
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

/** How long an expired session is kept: others are told that it has ended, also when no process ran at that moment. */
export const KEPT_MS = 86_400_000

/** Whether a session has neither ended nor expired. */
export const isActiveAt = ({ endedAt, expiresAt }: Pick<Session, 'endedAt' | 'expiresAt'>, nowMs: number): boolean =>
  endedAt === null && expiresAt.getTime() - KEPT_MS > nowMs

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
