import { collection, type Database, isDuplicateKey } from '@gruppetto/runtime'

export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

interface VapidKeysRow extends VapidKeys {
  readonly _id: string
  readonly madeAt: Date
}

/** The keys that the platform signs its pushes with (RFC 8292). They never change: every device is registered for this public key. */
export const openVapidKeys = (database: Database) => {
  const rows = collection<VapidKeysRow>(database, {
    name: 'vapid_keys',
    fields: { _id: 'string', publicKey: 'string', privateKey: 'string', madeAt: 'date' },
    athletes: { none: 'the keys of the platform' },
  })
  const read = () => rows.one({ _id: 'vapid' })
  return {
    /** Returns the keys. The first process stores those that it makes; one that starts at the same moment takes them. */
    async getOrMake(make: () => VapidKeys, madeAt: Date): Promise<VapidKeys> {
      const known = await read()
      if (known !== null) return known
      try {
        await rows.insert([{ _id: 'vapid', ...make(), madeAt }])
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      const kept = await read()
      if (kept === null) throw new Error('the keys of web push were not stored')
      return kept
    },
  }
}

export type VapidKeyStore = ReturnType<typeof openVapidKeys>
