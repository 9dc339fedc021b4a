import { type Database, isDuplicateKey, readRows, rowSchema } from '@gruppetto/runtime'
import type { ScheduledKey } from '../domain/key-schedule.ts'

export interface SigningKey extends ScheduledKey {
  readonly kid: string
  /** The public JWK as JSON. */
  readonly publicJwk: string
  /** The private JWK, encrypted by pipelines/sealing.ts. */
  readonly sealedPrivateJwk: string
}

interface SigningKeyRow extends Omit<SigningKey, 'slot'> {
  /** The slot. The index of `_id` lets only one process take it. */
  readonly _id: number
}

/** The keys that sign access tokens. There are only a few, so the collection is not sharded. */
export const openSigningKeys = (database: Database) => {
  const text = { type: String, required: true } as const
  const schema = rowSchema<SigningKeyRow>(
    { _id: Number, kid: text, publicJwk: text, sealedPrivateJwk: text, signsFromMs: { type: Number, required: true } },
    { collection: 'signing_keys', versionKey: false },
  )
  const model = database.connection.model<SigningKeyRow>('SigningKey', schema)
  const read = readRows(model)
  return {
    async all(): Promise<readonly SigningKey[]> {
      const rows = await read.many({}, { sort: { _id: 1 } })
      return rows.map(({ _id, ...row }) => ({ ...row, slot: _id }))
    },
    /** Returns false when another process has taken the slot. */
    async insert({ slot, ...key }: SigningKey): Promise<boolean> {
      try {
        await model.create({ _id: slot, ...key })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async delete(slots: readonly number[]): Promise<void> {
      if (slots.length > 0) await model.deleteMany({ _id: { $in: slots } })
    },
  }
}

export type SigningKeys = ReturnType<typeof openSigningKeys>
