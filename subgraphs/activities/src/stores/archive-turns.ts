import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** The event with which an import goes on when no more than `until` of its recordings wait to be matched with the segments. */
interface Turn {
  readonly attempt: number
  readonly step: number
  readonly until: number
}

interface ArchiveTurnRow {
  /** The archive. */
  readonly _id: string
  /** The imported recordings that wait to be matched with the segments. */
  readonly unmatched: number
  readonly next: Turn | null
}

/**
 * When the import of each archive goes on. Whoever writes a row holds the lock of its athlete, so the one who brings the number down to the
 * limit sees it.
 */
export const openArchiveTurns = (database: Database) => {
  const turns = collection<ArchiveTurnRow>(database, {
    name: 'archive_turns',
    fields: { _id: 'string', unmatched: 'number', next: 'object | null' },
    athletes: { partsOf: { _id: 'uploads' }, exported: { not: 'it tells when the next page of an archive is imported' } },
  })
  /** Returns the turn that has come, if any, and forgets it. */
  const take = async ({ _id, unmatched, next }: ArchiveTurnRow, tx: Tx): Promise<Turn | null> => {
    if (next === null || unmatched > next.until) return null
    await turns.updateOne({ _id }, { $set: { next: null } }, tx)
    return next
  }

  return {
    /** Adds recordings that wait, and says with what the import goes on. Returns that when its turn has come already. */
    async add(archiveId: string, count: number, next: Turn, tx: Tx): Promise<Turn | null> {
      return take(await turns.upsertAndGet({ _id: archiveId }, { $inc: { unmatched: count }, $set: { next } }, tx), tx)
    },
    /** Notes that one recording no longer waits. Returns with what the import goes on when its turn has come. */
    async settle(archiveId: string, tx: Tx): Promise<Turn | null> {
      const row = await turns.updateAndGet({ _id: archiveId }, { $inc: { unmatched: -1 } }, tx)
      return row && take(row, tx)
    },
    async remove(archiveId: string, tx: Tx): Promise<void> {
      await turns.deleteOne({ _id: archiveId }, tx)
    },
  }
}

export type ArchiveTurns = ReturnType<typeof openArchiveTurns>
