import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { AddressKeyRow } from '../domain/trial.ts'

export const openAddressKeys = (database: Database) => {
  const keys = collection<AddressKeyRow>(database, {
    name: 'address_keys',
    fields: { _id: 'string', revision: 'number', addressKey: 'string' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a hash of the address that athletes exports' } },
  })
  return {
    async get(athleteId: string, tx?: Tx): Promise<AddressKeyRow | null> {
      return keys.one({ _id: athleteId }, { tx })
    },
    async put(row: AddressKeyRow, tx: Tx): Promise<void> {
      await keys.put([row], tx)
    },
  }
}

export type AddressKeys = ReturnType<typeof openAddressKeys>
