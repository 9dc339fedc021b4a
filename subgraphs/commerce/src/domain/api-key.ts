import { API_SCOPES, type ApiScope, lineText, scopesMissing } from '@gruppetto/graph'
import { z } from 'zod'

export interface ApiKeyRow {
  readonly _id: string
  readonly brandId: string
  readonly name: string
  /** The first characters of the secret, by which people recognise the key. */
  readonly prefix: string
  /** SHA-256 of the whole secret, in hex. The secret itself is stored nowhere. */
  readonly sha256: string
  /** The hash of the secret before the last rotation. It holds until `olderUntil`. */
  readonly olderSha256?: string
  readonly olderUntil?: Date
  readonly scopes: readonly ApiScope[]
  readonly createdAt: Date
  /** Null when it holds until it is revoked. */
  readonly expiresAt: Date | null
  /** To the minute. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** The most keys of a brand that hold at once: far more than its programs. The list of them has no pages. */
export const MOST_KEYS = 50
/** An old secret holds for a week at most, so that one that has leaked does not live on. */
const MOST_OVERLAP_HOURS = 168

export const keyNameInput = lineText(1, 80)
export const keyScopesInput = z
  .array(z.enum(API_SCOPES))
  .min(1, 'must have at least one scope')
  .max(100)
  .transform((scopes) => API_SCOPES.filter((scope) => scopes.includes(scope)))

export const overlapInput = z
  .number()
  .int()
  .min(0, 'must not be negative')
  .max(MOST_OVERLAP_HOURS, `must be at most ${MOST_OVERLAP_HOURS}`)

/** Returns when a key stops to hold by itself; infinite when it does not. Rows of earlier releases have no `expiresAt`. */
const endMsOf = ({ expiresAt }: Pick<ApiKeyRow, 'expiresAt'>): number => expiresAt?.getTime() ?? Infinity

export const isOver = (key: Pick<ApiKeyRow, 'expiresAt' | 'revokedAt'>, nowMs: number): boolean =>
  key.revokedAt !== null || endMsOf(key) <= nowMs

/** Returns when this secret of the key stops to hold; null when it has no end. */
export const endOfSecret = (key: ApiKeyRow, sha256: string): Date | null => {
  const overlapEndMs = key.sha256 === sha256 ? Infinity : (key.olderUntil?.getTime() ?? Infinity)
  const endMs = Math.min(endMsOf(key), overlapEndMs)
  return endMs === Infinity ? null : new Date(endMs)
}

/** What a key must not give away: a scope that it lacks, or a life that is longer than its own. */
type Rights = Pick<ApiKeyRow, 'scopes' | 'expiresAt'>

/** Returns the scopes that the maker cannot give, because it lacks them itself. */
export const scopesBeyond = (maker: Rights, wanted: Rights): readonly ApiScope[] => scopesMissing(maker.scopes, wanted.scopes)

/** Whether the wanted key would outlive its maker, which would go on in it. */
export const outlives = (maker: Rights, wanted: Rights): boolean => endMsOf(wanted) > endMsOf(maker)

/** Returns the key with a new secret. The present one holds until `olderUntil`; one from before the last rotation ends now. */
export const rotated = (
  key: ApiKeyRow,
  secret: { readonly prefix: string; readonly sha256: string },
  olderUntil: Date,
): ApiKeyRow => ({ ...key, ...secret, olderSha256: key.sha256, olderUntil })
