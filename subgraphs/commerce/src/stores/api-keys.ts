import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { ApiKeyRow } from '../domain/api-key.ts'

export const openApiKeys = (database: Database) => {
  const schema = rowSchema<ApiKeyRow>(
    {
      _id: String,
      brandId: { type: String, required: true },
      name: { type: String, required: true },
      prefix: { type: String, required: true },
      sha256: { type: String, required: true },
      scopes: { type: [String], required: true },
      createdAt: { type: Date, required: true },
      revokedAt: { type: Date, default: null },
    },
    { collection: 'api_keys', versionKey: false },
  )
  // The gateway's question at each request of a partner: whose key is this?
  schema.index({ sha256: 1 }, { unique: true })
  // A brand's keys, as its partner and the platform's staff see them.
  schema.index({ brandId: 1, _id: -1 })
  const model = database.connection.model<ApiKeyRow>('ApiKey', schema)
  const read = readRows(model)
  return {
    async insert(row: ApiKeyRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    /** Revokes a key where it is not revoked yet, and answers it as it is then; null for what is no key. */
    async revoke(id: string, at: Date, tx: Tx): Promise<ApiKeyRow | null> {
      await model.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } }, { session: tx.session })
      return read.one({ _id: id }, { tx })
    },
    /** Every key of a brand, the newest first. */
    async ofBrand(brandId: string): Promise<readonly ApiKeyRow[]> {
      return read.many({ brandId }, { sort: { _id: -1 } })
    },
    /** The key with this hash, where it is not revoked. */
    async findValid(sha256: string): Promise<ApiKeyRow | null> {
      return read.one({ sha256, revokedAt: null })
    },
  }
}

export type ApiKeys = ReturnType<typeof openApiKeys>
