import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DataExportRow } from '../domain/data-export.ts'

const LIST_MAX = 20
/** Every stored date is later. With this comparison a partial index serves the query. */
const EARLIEST = new Date(0)

export const openDataExports = (database: Database) => {
  const rows = collection<DataExportRow>(database, {
    name: 'data_exports',
    fields: {
      _id: 'string',
      athleteId: 'string',
      status: 'string',
      open: 'boolean',
      requestedAt: 'date',
      manifests: 'object',
      archives: 'array',
      expiresAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the exports themselves' } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Viewer.dataExports, newest first.
      { keys: { athleteId: 1, requestedAt: -1 } },
      // One export of an athlete at a time.
      { keys: { athleteId: 1 }, name: 'open', unique: true, only: { open: true } },
      // expire-exports: those whose archives are to be deleted.
      { keys: { expiresAt: 1 }, only: { expiresAt: { $gt: EARLIEST } } },
    ],
  })
  return {
    async get(id: string, tx?: Tx): Promise<DataExportRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async openOf(athleteId: string): Promise<DataExportRow | null> {
      return rows.one({ athleteId, open: true })
    },
    async ofAthlete(athleteId: string): Promise<readonly DataExportRow[]> {
      return rows.many({ athleteId }, { sort: { requestedAt: -1 }, limit: LIST_MAX })
    },
    /** A duplicate key error when an export of the athlete goes on. */
    async insert(row: DataExportRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    async put(row: DataExportRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    async expired(now: Date, limit: number): Promise<readonly DataExportRow[]> {
      return rows.many({ expiresAt: { $gt: EARLIEST, $lte: now } }, { sort: { expiresAt: 1 }, limit })
    },
    async remove(id: string): Promise<void> {
      await rows.deleteOne({ _id: id })
    },
  }
}

export type DataExports = ReturnType<typeof openDataExports>
