import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
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
  const schema = rowSchema<CommentRow>(
    {
      _id: String,
      subjectId: { type: String, required: true },
      authorId: { type: String, required: true },
      text: { type: String, required: true },
      mentionIds: { type: [String], required: true },
      createdAtMs: { type: Number, required: true },
      editedAtMs: { type: Number, default: null },
      tellings: { type: Number, default: 0 },
    },
    { collection: 'comments', versionKey: false },
  )
  // Serves the comments of a subject in both directions. Shard key: subjectId.
  schema.index({ subjectId: 1, createdAtMs: 1, _id: 1 })
  // Serves counts that leave out hidden athletes.
  schema.index({ subjectId: 1, authorId: 1 })
  const model = database.connection.model<CommentRow>('Comment', schema)
  const read = readRows(model)
  return {
    async get(id: string, tx?: Tx): Promise<CommentRow | null> {
      return read.one({ _id: id }, { tx })
    },
    /** Returns whether the comment exists. Writes to the row, so that a deletion at the same moment conflicts. */
    async lock(id: string, tx: Tx): Promise<boolean> {
      const result = await model.updateOne({ _id: id }, { $inc: { tellings: 1 } }, { session: tx.session })
      return result.matchedCount === 1
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, CommentRow>> {
      return read.byId(ids)
    },
    async insert(row: CommentRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    async edit(id: string, change: Pick<CommentRow, 'text' | 'mentionIds' | 'editedAtMs'>, tx: Tx): Promise<void> {
      await model.updateOne({ _id: id }, { $set: change }, { session: tx.session })
    },
    async remove(id: string, tx: Tx): Promise<boolean> {
      const result = await model.deleteOne({ _id: id }, { session: tx.session })
      return result.deletedCount === 1
    },
    async counts(hidden: HiddenUnder): Promise<ReadonlyMap<string, number>> {
      return countBySubject(model, 'authorId', hidden)
    },
    /** Reads several pages in one command, oldest first or (backward) newest first, without hidden authors. */
    async pages(keys: readonly CommentPageKey[], hidden: HiddenUnder): Promise<readonly (readonly CommentRow[])[]> {
      const pages = keys.map(({ subjectId, after, limit, backward }) => ({
        filter: {
          subjectId,
          ...exceptHidden('authorId', hidden.get(subjectId)),
          ...(backward ? olderThan('createdAtMs', after) : newerThan('createdAtMs', after)),
        },
        sort: backward ? ({ createdAtMs: -1, _id: -1 } as const) : ({ createdAtMs: 1, _id: 1 } as const),
        limit,
      }))
      return readPages<CommentRow>(model, pages)
    },
    /** Removes some comments of a deleted subject. Returns how many. */
    async removeSome(subjectId: string, limit: number, tx: Tx): Promise<number> {
      const rows = await read.many<{ _id: string }>({ subjectId }, { fields: { _id: 1 }, limit, tx })
      if (rows.length > 0) await model.deleteMany({ _id: { $in: rows.map((row) => row._id) } }, { session: tx.session })
      return rows.length
    },
  }
}

export type Comments = ReturnType<typeof openComments>
