import { type Database, readRows, type Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { ApiKeyRow } from '../domain/api-key.ts'

export const openApiKeys = (database: Database) => {
  const schema = new Schema<ApiKeyRow>(
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
  const model = database.connection.model<ApiKeyRow>('ApiKey', schema)
  const read = readRows(model)
  return {
    async insert(row: ApiKeyRow, tx: Tx): Promise<void> {
      await model.create([row], { session: tx.session })
    },
    /** The key with this hash, where it is not revoked. */
    async valid(sha256: string): Promise<ApiKeyRow | null> {
      return read.one({ sha256, revokedAt: null })
    },
  }
}

export type ApiKeys = ReturnType<typeof openApiKeys>
