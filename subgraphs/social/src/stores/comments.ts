import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CommentRow } from '../domain/subjects.ts'
import { type Keyset, newerThan, olderThan } from './keyset.ts'
import { countBySubject, exceptHidden, type HiddenUnder, readPages } from './pages.ts'

export interface CommentPageKey {
  readonly subjectId: string
  readonly after: Keyset | null
  readonly limit: number
  readonly backward: boolean
}

export const openComments = (database: Database) => {
  const rows = collection<CommentRow>(database, {
    name: 'comments',
    fields: {
      _id: 'string',
      subjectId: 'string',
      authorId: 'string',
      text: 'string',
      mentionIds: 'array',
      createdAt: 'date',
      editedAt: 'date | null',
      lockCount: 'number?',
    },
    athletes: { ids: { authorId: 'delete', mentionIds: 'forget' }, exported: { without: ['lockCount'] } },
    shardKey: { subjectId: 1 },
    indexes: [
      // Serves the comments of a subject in both directions.
      { keys: { subjectId: 1, createdAt: 1, _id: 1 } },
      // Serves counts that leave out hidden athletes.
      { keys: { subjectId: 1, authorId: 1 } },
    ],
    renamed: { createdAtMs: 'createdAt', editedAtMs: 'editedAt' },
  })
  return {
    async get(id: string, tx?: Tx): Promise<CommentRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    /** Returns whether the comment exists. Writes to the row, so that a deletion at the same moment conflicts. */
    async lock(id: string, tx: Tx): Promise<boolean> {
      return rows.updateOne({ _id: id }, { $inc: { lockCount: 1 } }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, CommentRow>> {
      return rows.byId(ids)
    },
    async insert(row: CommentRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    async edit(id: string, change: Pick<CommentRow, 'text' | 'mentionIds' | 'editedAt'>, tx: Tx): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: change }, tx)
    },
    async remove(id: string, tx: Tx): Promise<boolean> {
      return rows.deleteOne({ _id: id }, tx)
    },
    async counts(hidden: HiddenUnder): Promise<ReadonlyMap<string, number>> {
      return countBySubject(rows, 'authorId', hidden)
    },
    /** Reads several pages in one command, oldest first or (backward) newest first, without hidden authors. */
    async pages(keys: readonly CommentPageKey[], hidden: HiddenUnder): Promise<readonly (readonly CommentRow[])[]> {
      const pages = keys.map(({ subjectId, after, limit, backward }) => ({
        filter: {
          subjectId,
          ...exceptHidden('authorId', hidden.get(subjectId)),
          ...(backward ? olderThan('createdAt', after) : newerThan('createdAt', after)),
        },
        sort: backward ? ({ createdAt: -1, _id: -1 } as const) : ({ createdAt: 1, _id: 1 } as const),
        limit,
      }))
      return readPages(rows, pages)
    },
    /** Removes some comments of a deleted subject. Returns how many. */
    async removeSome(subjectId: string, limit: number, tx: Tx): Promise<number> {
      const found = await rows.many<Pick<CommentRow, '_id'>>({ subjectId }, { fields: { _id: 1 }, limit, tx })
      return rows.deleteMany({ _id: { $in: found.map((row) => row._id) } }, tx)
    },
  }
}

export type Comments = ReturnType<typeof openComments>
