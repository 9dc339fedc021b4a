import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DigestRow } from '../domain/digest.ts'

/** When the next digest of each athlete is due. */
export const openDigests = (database: Database) => {
  const digests = collection<DigestRow>(database, {
    name: 'digests',
    fields: { _id: 'string', lookAt: 'date', week: 'string | null' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'only says when the next digest is due' } },
    // Finds the digests that are due, the longest first.
    indexes: [{ keys: { lookAt: 1 } }],
  })
  return {
    async get(athleteId: string, tx: Tx): Promise<DigestRow | null> {
      return digests.one({ _id: athleteId }, { tx })
    },
    async put(row: DigestRow, tx: Tx): Promise<void> {
      await digests.put([row], tx)
    },
    async remove(athleteId: string, tx: Tx): Promise<void> {
      await digests.deleteOne({ _id: athleteId }, tx)
    },
    async due(at: Date, limit: number): Promise<readonly DigestRow[]> {
      return digests.many({ lookAt: { $lte: at } }, { sort: { lookAt: 1 }, limit })
    },
  }
}

export type Digests = ReturnType<typeof openDigests>
