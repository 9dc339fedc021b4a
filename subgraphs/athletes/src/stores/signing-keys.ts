import { collection, type Database, isDuplicateKey } from '@gruppetto/runtime'
import type { ScheduledKey } from '../domain/key-schedule.ts'

export interface SigningKey extends ScheduledKey {
  readonly kid: string
  /** The public JWK as JSON. */
  readonly publicJwk: string
  /** The private JWK, encrypted by pipelines/sealing.ts. */
  readonly sealedPrivateJwk: string
}

/** `signsFromMs` is not a date, because a process of an older release must be able to use the keys during an upgrade. */
interface SigningKeyRow extends Omit<SigningKey, 'slot'> {
  /** The slot. The index of `_id` lets only one process take it. */
  readonly _id: number
}

/** The keys that sign access tokens. There are only a few. */
export const openSigningKeys = (database: Database) => {
  const keys = collection<SigningKeyRow>(database, {
    name: 'signing_keys',
    fields: { _id: 'number', kid: 'string', publicJwk: 'string', sealedPrivateJwk: 'string', signsFromMs: 'number' },
    athletes: { none: 'keys of the platform' },
  })
  return {
    async all(): Promise<readonly SigningKey[]> {
      const rows = await keys.many({}, { sort: { _id: 1 } })
      return rows.map(({ _id, ...row }) => ({ ...row, slot: _id }))
    },
    /** Returns false when another process has taken the slot. */
    async insert({ slot, ...key }: SigningKey): Promise<boolean> {
      try {
        await keys.insert([{ _id: slot, ...key }])
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async delete(slots: readonly number[]): Promise<void> {
      if (slots.length > 0) await keys.deleteMany({ _id: { $in: slots } })
    },
  }
}

export type SigningKeys = ReturnType<typeof openSigningKeys>
