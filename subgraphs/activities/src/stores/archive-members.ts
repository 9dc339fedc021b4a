import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ArchiveMemberRow } from '../domain/archives/archive.ts'

const IN_ORDER = { index: 1 } as const
const NO_CODE = ''
/** How many rows are written at once. */
const BATCH_SIZE = 500

/** The recordings of archives that wait to be imported, and those that failed. */
export const openArchiveMembers = (database: Database) => {
  const members = collection<ArchiveMemberRow>(database, {
    name: 'archive_members',
    fields: {
      _id: 'string',
      uploadId: 'string',
      index: 'number',
      fileName: 'string',
      name: 'string | null',
      description: 'string | null',
      gear: 'string | null',
      sport: 'string | null?',
      place: 'object | null',
      failure: 'object | null',
    },
    athletes: { partsOf: { uploadId: 'uploads' }, exported: { without: ['place'] } },
    shardKey: { uploadId: 'hashed' },
    indexes: [
      // The recordings of one archive that wait, in their order; ArchiveImport.failures: those that failed.
      { keys: { uploadId: 1, 'failure.code': 1, index: 1 } },
    ],
  })
  const failed = (uploadId: string) => ({ uploadId, 'failure.code': { $gt: NO_CODE } })

  return {
    /** Writes the recordings of an archive; a repeated call writes the same. */
    async put(rows: readonly ArchiveMemberRow[]): Promise<void> {
      for (let from = 0; from < rows.length; from += BATCH_SIZE) await members.put(rows.slice(from, from + BATCH_SIZE))
    },
    /** Returns the first recordings that wait. */
    async waiting(uploadId: string, limit: number): Promise<readonly ArchiveMemberRow[]> {
      return members.many({ uploadId, 'failure.code': null }, { sort: IN_ORDER, limit })
    },
    /** Notes that these recordings do not wait any more: they failed, where they say why, or are done. */
    async settle(rows: readonly ArchiveMemberRow[], tx: Tx): Promise<void> {
      await members.writeAll(
        rows.map((row) =>
          row.failure === null
            ? { deleteOne: { filter: { _id: row._id } } }
            : { updateOne: { filter: { _id: row._id }, update: { $set: { failure: row.failure } } } },
        ),
        tx,
      )
    },
    /** Returns the failed recordings after the page's cursor, one more than the size of the page. */
    async failedPage(uploadId: string, page: PageRequest): Promise<readonly ArchiveMemberRow[]> {
      const place = page.after && placeOf(page.after)
      return members.many({ ...failed(uploadId), ...behind(IN_ORDER, place) }, { sort: IN_ORDER, limit: page.size + 1 })
    },
  }
}

export type ArchiveMembers = ReturnType<typeof openArchiveMembers>

const placeOf = ([index]: CursorKey) => ({ index: Number(index) })
