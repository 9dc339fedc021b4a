import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { FileOrigin, LakeFile } from '../domain/files.ts'

/** The registry: what is in the lake. Readers take the files from here, and not from a listing of the object store. */
export const openFiles = (database: Database) => {
  const files = collection<LakeFile>(database, {
    name: 'files',
    fields: {
      _id: 'string',
      batch: 'string',
      origin: 'string',
      status: 'string',
      event: 'string',
      day: 'string',
      rows: 'number',
      bytes: 'number',
      sha256: 'string',
      firstSequence: 'number',
      lastSequence: 'number',
      minAt: 'date',
      maxAt: 'date',
      cleanAt: 'date',
      writtenAt: 'date',
      replacedAt: 'date | null',
    },
    athletes: { none: 'files of events' },
    shardKey: { event: 1 },
    indexes: [
      // The files of an event that readers take, and those that a compaction merges.
      { keys: { status: 1, event: 1, day: 1 } },
      // What was begun together.
      { keys: { batch: 1 } },
    ],
  })
  return {
    async insert(rows: readonly LakeFile[], tx: Tx): Promise<void> {
      await files.insert(rows, tx)
    },
    async pending(origin: FileOrigin): Promise<readonly LakeFile[]> {
      return files.many({ status: 'PENDING', origin }, { sort: { _id: 1 } })
    },
    /** Returns how many files of the batch were PENDING. */
    async makeLive(batch: string, tx: Tx): Promise<number> {
      return files.updateMany({ batch, status: 'PENDING' }, { $set: { status: 'LIVE' } }, tx)
    },
    /** Returns how many of the files were LIVE. */
    async replace(keys: readonly string[], replacedAt: Date, tx: Tx): Promise<number> {
      return files.updateMany({ _id: { $in: keys }, status: 'LIVE' }, { $set: { status: 'REPLACED', replacedAt } }, tx)
    },
    async forget(key: string): Promise<void> {
      await files.deleteOne({ _id: key })
    },
    /** The files that readers take, of some events or all. */
    async live(events?: readonly string[]): Promise<readonly LakeFile[]> {
      const where = events === undefined ? { status: 'LIVE' as const } : { status: 'LIVE' as const, event: { $in: events } }
      return files.many(where, { sort: { event: 1, day: 1, _id: 1 } })
    },
    /** The files of one event until a day, in the order of the days. */
    liveUntil: (event: string, day: string): AsyncIterable<LakeFile> =>
      files.each({ status: 'LIVE', event, day: { $lte: day } }, { sort: { day: 1, _id: 1 } }),
    async replacedBefore(before: Date): Promise<readonly LakeFile[]> {
      return files.many({ status: 'REPLACED', replacedAt: { $lt: before } })
    },
    /** The instant since which every file has been clean; null when there is no file. */
    async leastClean(): Promise<Date | null> {
      const [oldest] = await files.many<Pick<LakeFile, 'cleanAt'>>({}, { sort: { cleanAt: 1 }, limit: 1, fields: { cleanAt: 1 } })
      return oldest?.cleanAt ?? null
    },
    async keys(): Promise<ReadonlySet<string>> {
      const found = new Set<string>()
      for await (const { _id } of files.each<Pick<LakeFile, '_id'>>({}, { fields: { _id: 1 } })) found.add(_id)
      return found
    },
  }
}

export type Files = ReturnType<typeof openFiles>
