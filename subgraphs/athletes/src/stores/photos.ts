import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import type { PhotoRow } from '../domain/photo.ts'

/** Every stored date is later. With this comparison a partial index serves the query. */
const EARLIEST = new Date(0)

/** Photos by id. The pictures themselves are in the object store. */
export const openPhotos = (database: Database) => {
  const rows = collection<PhotoRow>(database, {
    name: 'photos',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      status: 'string',
      failure: 'object | null',
      sizeBytes: 'number',
      caption: 'string | null',
      width: 'number | null',
      height: 'number | null',
      carrierIds: 'array',
      removed: 'boolean?',
      createdAt: 'date',
      urlExpiresAt: 'date',
      lookAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['revision', 'lookAt'] } },
    indexes: [
      // Everything of one athlete: for the export, and when the account is erased.
      { keys: { athleteId: 1, _id: 1 } },
      // sweep-photos: those that are due for a look.
      { keys: { lookAt: 1 }, only: { lookAt: { $gt: EARLIEST } } },
    ],
  })
  return {
    async get(id: string, tx?: Tx): Promise<PhotoRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, PhotoRow>> {
      return rows.byId(ids, { tx })
    },
    async insert(row: PhotoRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    /** Replaces the revision that the same transaction has read by the next one. */
    async replace(row: PhotoRow, tx: Tx): Promise<void> {
      await replaceRevision(rows, row, tx)
    },
    async due(now: Date, limit: number): Promise<readonly PhotoRow[]> {
      return rows.many({ lookAt: { $gt: EARLIEST, $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
    /** Writes nothing when the photo has changed meanwhile. */
    async postpone({ _id, revision }: PhotoRow, lookAt: Date | null): Promise<void> {
      await rows.updateOne({ _id, revision }, { $set: { lookAt } })
    },
    async remove(id: string): Promise<void> {
      await rows.deleteOne({ _id: id, status: 'DELETED' })
    },
    /** Returns an athlete's photos after an id, in the order in which they were made. */
    async ofAthlete(athleteId: string, after: string | null, limit: number): Promise<readonly PhotoRow[]> {
      const behind = after === null ? {} : { _id: { $gt: after } }
      return rows.many({ athleteId, ...behind }, { sort: { _id: 1 }, limit })
    },
  }
}

export type Photos = ReturnType<typeof openPhotos>
