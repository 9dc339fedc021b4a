import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ApiKeyRow } from '../domain/api-key.ts'

export const openApiKeys = (database: Database) => {
  const keys = collection<ApiKeyRow>(database, {
    name: 'api_keys',
    fields: {
      _id: 'string',
      brandId: 'string',
      name: 'string',
      prefix: 'string',
      sha256: 'string',
      scopes: 'array',
      createdAt: 'date',
      revokedAt: 'date | null',
    },
    athletes: { none: 'keys of brands' },
    indexes: [
      // Finds the key of a partner's request.
      { keys: { sha256: 1 }, unique: true },
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
    /** Revokes a key that is not revoked yet. */
    async revoke(id: string, at: Date, tx: Tx): Promise<void> {
      await keys.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } }, tx)
    },
    /** Returns all keys of a brand, the newest first. */
    async listOfBrand(brandId: string): Promise<readonly ApiKeyRow[]> {
      return keys.many({ brandId }, { sort: { _id: -1 } })
    },
    /** Returns the key with this hash; null when there is none or when it is revoked. */
    async findValid(sha256: string): Promise<ApiKeyRow | null> {
      return keys.one({ sha256, revokedAt: null })
    },
  }
}

export type ApiKeys = ReturnType<typeof openApiKeys>
