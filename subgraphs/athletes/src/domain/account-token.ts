/** What a token from a mail allows its holder to do. */
export type TokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD'

const LIFE_MS: Readonly<Record<TokenPurpose, number>> = { VERIFY_EMAIL: 24 * 3_600_000, RESET_PASSWORD: 30 * 60_000 }

/** A token that was sent by mail. Only its hash is stored. */
export interface AccountToken {
  /** The hash of the token. */
  readonly _id: string
  readonly athleteId: string
  readonly purpose: TokenPurpose
  /** The address that the token was sent to, as the athlete wrote it. */
  readonly email: string
  readonly expiresAt: Date
}

export const tokenExpiry = (purpose: TokenPurpose, nowMs: number): Date => new Date(nowMs + LIFE_MS[purpose])
