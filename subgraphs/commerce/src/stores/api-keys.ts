import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ApiKeyRow } from '../domain/api-key.ts'

export const openApiKeys = (database: Database) => {
  const keys = collection<ApiKeyRow>(database, {
    name: 'api_keys',
    oneShard: 'few rows, each found by its secret alone',
    fields: {
      _id: 'string',
      brandId: 'string',
      name: 'string',
      prefix: 'string',
      sha256: 'string',
      olderSha256: 'string?',
      olderUntil: 'date?',
      scopes: 'array',
      createdAt: 'date',
      expiresAt: 'date | null',
      lastUsedAt: 'date | null',
      revokedAt: 'date | null',
    },
    athletes: { none: 'keys of brands' },
    indexes: [
      // Finds the key of a partner's request.
      { keys: { sha256: 1 }, unique: true },
      // Finds the key of a request with the secret from before the last rotation.
      { keys: { olderSha256: 1 }, only: { olderSha256: { $gt: '' } } },
      // Lists the keys of a brand.
      { keys: { brandId: 1, _id: -1 } },
    ],
  })
  return {
    async insert(row: ApiKeyRow, tx: Tx): Promise<void> {
      await keys.insert([row], tx)
    },
    async get(id: string, tx?: Tx): Promise<ApiKeyRow | null> {
      return keys.one({ _id: id }, { tx })
    },
    /** Replaces a key that still has this secret and is not revoked. Returns false when another change was first. */
    async replace(row: ApiKeyRow, sha256: string, tx: Tx): Promise<boolean> {
      return keys.replace(row, { sha256, revokedAt: null }, tx)
    },
    /** Revokes a key that is not revoked yet. Returns false when it was. */
    async revoke(id: string, at: Date, tx: Tx): Promise<boolean> {
      return keys.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } }, tx)
    },
    /**
     * Returns the key, unless it is revoked, and writes to it, so that the transaction conflicts with one that revokes it: a key
     * that is revoked at the same moment must not make another one.
     */
    async hold(id: string, at: Date, tx: Tx): Promise<ApiKeyRow | null> {
      return keys.updateAndGet({ _id: id, revokedAt: null }, { $set: { lastUsedAt: at } }, tx)
    },
    /** Notes a use of the key; an older one changes nothing. */
    async noteUse(id: string, at: Date): Promise<void> {
      await keys.updateOne({ _id: id }, { $max: { lastUsedAt: at } })
    },
    /** Returns all keys of a brand, the newest first. */
    async listOfBrand(brandId: string, tx?: Tx): Promise<readonly ApiKeyRow[]> {
      return keys.many({ brandId }, { sort: { _id: -1 }, tx })
    },
    /** Returns the key with this hash, or that had it before its last rotation; null when there is none or when it is revoked. */
    async findByHash(sha256: string): Promise<ApiKeyRow | null> {
      const current = await keys.one({ sha256, revokedAt: null })
      return current ?? keys.one({ olderSha256: sha256, revokedAt: null })
    },
  }
}

export type ApiKeys = ReturnType<typeof openApiKeys>
