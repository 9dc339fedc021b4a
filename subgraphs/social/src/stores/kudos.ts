import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { KudosRow } from '../domain/subjects.ts'
import { type Keyset, olderThan } from './keyset.ts'
import { countVisible, exceptHidden, type HiddenUnder, readPages } from './pages.ts'

export interface KudosPageKey {
  readonly subjectId: string
  readonly after: Keyset | null
  readonly limit: number
}

export const kudosId = (subjectId: string, athleteId: string): string => `${subjectId}:${athleteId}`

export const openKudos = (database: Database) => {
  const rows = collection<KudosRow>(database, {
    name: 'kudos',
    fields: { _id: 'string', subjectId: 'string', athleteId: 'string', givenAt: 'date' },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all', whileClosed: 'aside' },
    shardKey: { subjectId: 1 },
    indexes: [
      // Serves the kudos of a subject, newest first.
      { keys: { subjectId: 1, givenAt: -1, _id: -1 } },
      // Serves counts that leave out hidden athletes.
      { keys: { subjectId: 1, athleteId: 1 } },
    ],
    renamed: { givenAtMs: 'givenAt' },
  })
  return {
    /** All kudos, in no order. */
    each: () => rows.each<KudosRow>({}),
    /** Returns false, and changes nothing, when the athlete has given kudos before. */
    async give({ _id, subjectId, ...rest }: KudosRow, tx: Tx): Promise<boolean> {
      return rows.upsertOne({ _id, subjectId }, { $setOnInsert: rest }, tx)
    },
    async takeBack(subjectId: string, athleteId: string, tx: Tx): Promise<boolean> {
      return rows.deleteOne({ _id: kudosId(subjectId, athleteId) }, tx)
    },
    async get(subjectId: string, athleteId: string, tx: Tx): Promise<KudosRow | null> {
      return rows.one({ _id: kudosId(subjectId, athleteId) }, { tx })
    },
    /** Returns those of the ids (see kudosId) that exist. */
    async givenAmong(ids: readonly string[], tx?: Tx): Promise<ReadonlySet<string>> {
      const found = await rows.many<Pick<KudosRow, '_id'>>({ _id: { $in: ids } }, { fields: { _id: 1 }, tx })
      return new Set(found.map((row) => row._id))
    },
    /** Counts the kudos of each subject in one command, without hidden athletes. */
    async counts(hidden: HiddenUnder): Promise<ReadonlyMap<string, number>> {
      return countVisible(rows, 'subjectId', ['athleteId'], hidden)
    },
    /** Reads several pages in one command, newest first, without hidden athletes. */
    async pages(keys: readonly KudosPageKey[], hidden: HiddenUnder): Promise<readonly (readonly KudosRow[])[]> {
      const pages = keys.map((key) => ({
        filter: {
          subjectId: key.subjectId,
          ...exceptHidden(['athleteId'], hidden.get(key.subjectId)),
          ...olderThan('givenAt', key.after),
        },
        sort: { givenAt: -1, _id: -1 } as const,
        limit: key.limit,
      }))
      return readPages(rows, pages)
    },
    /** Removes some kudos of deleted subjects or comments. Returns how many. */
    async removeSome(subjectIds: readonly string[], limit: number, tx: Tx): Promise<number> {
      const found = await rows.many<Pick<KudosRow, '_id'>>({ subjectId: { $in: subjectIds } }, { fields: { _id: 1 }, limit, tx })
      return rows.deleteMany({ _id: { $in: found.map((row) => row._id) } }, tx)
    },
  }
}

export type KudosStore = ReturnType<typeof openKudos>
