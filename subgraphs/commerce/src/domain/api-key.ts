import type { ApiScope } from '@gruppetto/graph'

export interface ApiKeyRow {
  readonly _id: string
  readonly brandId: string
  readonly name: string
  /** The first characters of the secret, by which people recognise the key. */
  readonly prefix: string
  /** SHA-256 of the whole secret, in hex. The secret itself is stored nowhere. */
  readonly sha256: string
  readonly scopes: readonly ApiScope[]
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
