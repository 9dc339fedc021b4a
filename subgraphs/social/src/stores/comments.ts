import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CommentRemover, CommentRow } from '../domain/subjects.ts'
import { type Keyset, newerThan, olderThan } from './keyset.ts'
import { amongVisible, countVisible, exceptHidden, type HiddenUnder, readPages } from './pages.ts'

/** The athletes who hide a comment from those who may not see them. */
const PEOPLE = ['authorId', 'replyToAuthorId'] as const

/** Leaves these comments out, but not the places that they have left. */
const except = (ids: ReadonlySet<string>) => ({ $nor: [{ _id: { $in: [...ids] }, deletedBy: null }] })

export interface CommentPageKey {
  readonly subjectId: string
  /** The comment whose replies are asked for; null for what stands under the subject itself. */
  readonly replyToId: string | null
  readonly after: Keyset | null
  readonly limit: number
  readonly backward: boolean
}

/** How many comments a subject has. A place that a deleted one has left does not count. */
export interface CommentCounts {
  readonly all: number
  readonly replies: number
}

export const openComments = (database: Database) => {
  const rows = collection<CommentRow>(database, {
    name: 'comments',
    fields: {
      _id: 'string',
      subjectId: 'string',
      authorId: 'string',
      replyToId: 'string | null?',
      replyToAuthorId: 'string | null?',
      deletedBy: 'string | null?',
      text: 'string',
      mentionIds: 'array',
      createdAt: 'date',
      editedAt: 'date | null',
      held: 'object | null?',
      sendKey: 'string?',
      lockCount: 'number?',
    },
    athletes: {
      ids: { authorId: 'delete', replyToAuthorId: 'delete', mentionIds: 'forget' },
      exported: { to: ['authorId'], without: ['replyToAuthorId', 'lockCount', 'sendKey'] },
      whileClosed: 'aside',
    },
    shardKey: { subjectId: 1 },
    indexes: [
      // Serves the comments of a subject and the replies of a comment, in both directions.
      { keys: { subjectId: 1, replyToId: 1, createdAt: 1, _id: 1 } },
      // Serves the counts of subjects, which leave out hidden athletes.
      { keys: { subjectId: 1, authorId: 1, replyToId: 1, replyToAuthorId: 1 } },
      // Serves those of a subject that wait for a moderator.
      { keys: { subjectId: 1 }, name: 'held', only: { 'held.isNew': { $gte: false } } },
      // Finds one that is sent again.
      { keys: { subjectId: 1, authorId: 1, sendKey: 1 }, unique: true, only: { sendKey: { $gt: '' } } },
      // Serves the counts of replies.
      { keys: { replyToId: 1, authorId: 1, replyToAuthorId: 1 } },
    ],
    renamed: { createdAtMs: 'createdAt', editedAtMs: 'editedAt' },
  })
  return {
    /** All comments that were not deleted, in no order. */
    each: () => rows.each<CommentRow>({ deletedBy: null }),
    /** Returns some that mention an athlete. */
    async mentioning(athleteId: string, limit: number): Promise<readonly CommentRow[]> {
      return rows.many({ mentionIds: athleteId }, { limit })
    },
    /** Replaces a text, and whom it mentions. Changes nothing when it is another one by now. */
    async replaceText(id: string, before: string, change: Pick<CommentRow, 'text' | 'mentionIds'>): Promise<void> {
      await rows.updateOne({ _id: id, text: before }, { $set: change })
    },
    async get(id: string, tx?: Tx): Promise<CommentRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    /** Returns the comment as it is now, or null. Writes to the row, so that a deletion at the same moment conflicts. */
    async lock(id: string, tx: Tx): Promise<CommentRow | null> {
      return rows.updateAndGet({ _id: id }, { $inc: { lockCount: 1 } }, tx)
    },
    /** Returns the one that an athlete's client has sent before with the same key, or null. */
    async sentBefore(row: CommentRow, tx: Tx): Promise<CommentRow | null> {
      const { subjectId, authorId, sendKey } = row
      return sendKey === undefined ? null : rows.one({ subjectId, authorId, sendKey }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, CommentRow>> {
      return rows.byId(ids)
    },
    async insert(row: CommentRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    async put(row: CommentRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    async edit(id: string, change: Pick<CommentRow, 'text' | 'mentionIds' | 'editedAt' | 'held'>, tx: Tx): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: change }, tx)
    },
    async remove(id: string, tx: Tx): Promise<boolean> {
      return rows.deleteOne({ _id: id }, tx)
    },
    async hasReplies(id: string, tx: Tx): Promise<boolean> {
      return rows.exists({ replyToId: id }, tx)
    },
    /** Empties a deleted comment that has replies: it stays as their place, and they no longer depend on its author. */
    async empty(id: string, deletedBy: CommentRemover, tx: Tx): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: { authorId: '', text: '', mentionIds: [], deletedBy } }, tx)
      await rows.updateMany({ replyToId: id }, { $set: { replyToAuthorId: null } }, tx)
    },
    /** Returns the comments under subjects that wait for a moderator. */
    async heldUnder(subjectIds: readonly string[]): Promise<readonly Pick<CommentRow, '_id' | 'subjectId' | 'authorId'>[]> {
      return rows.many<Pick<CommentRow, '_id' | 'subjectId' | 'authorId'>>(
        { subjectId: { $in: subjectIds }, 'held.isNew': { $gte: false } },
        { fields: { subjectId: 1, authorId: 1 } },
      )
    },
    /** Returns the ids of the replies of comments. */
    async repliesOf(ids: readonly string[]): Promise<readonly Pick<CommentRow, '_id' | 'replyToId'>[]> {
      return rows.many<Pick<CommentRow, '_id' | 'replyToId'>>({ replyToId: { $in: ids } }, { fields: { replyToId: 1 } })
    },
    /** Shows a comment that waited. Returns it as it was, or null when none of this id waits. */
    async release(id: string, tx: Tx): Promise<CommentRow | null> {
      const row = await rows.one({ _id: id }, { tx })
      if (!row?.held) return null
      await rows.updateOne({ _id: id }, { $set: { held: null } }, tx)
      return row
    },
    /** Counts the comments of subjects without those of hidden authors, and `without` these. */
    async counts(hidden: HiddenUnder, without: ReadonlySet<string>): Promise<ReadonlyMap<string, CommentCounts>> {
      const match = amongVisible('subjectId', PEOPLE, hidden)
      if (match === null) return new Map()
      const counts = await rows.aggregate<CommentCounts & { readonly _id: string }>([
        { $match: match },
        ...(without.size === 0 ? [] : [{ $match: except(without) }]),
        // A place has no author.
        { $match: { authorId: { $gt: '' } } },
        {
          $group: {
            _id: '$subjectId',
            all: { $sum: 1 },
            replies: { $sum: { $cond: [{ $gt: ['$replyToId', null] }, 1, 0] } },
          },
        },
      ])
      return new Map(counts.map(({ _id, all, replies }) => [_id, { all, replies }]))
    },
    /** Counts the replies of comments, by the comment; `hidden` too, and `without` these. */
    async replyCounts(hidden: HiddenUnder, without: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
      return countVisible(rows, 'replyToId', PEOPLE, hidden, without.size === 0 ? null : except(without))
    },
    /** Reads several pages in one command, oldest first or (backward) newest first, without hidden authors, and `without` these. */
    async pages(
      keys: readonly CommentPageKey[],
      hidden: HiddenUnder,
      without: ReadonlySet<string>,
    ): Promise<readonly (readonly CommentRow[])[]> {
      const pages = keys.map(({ subjectId, replyToId, after, limit, backward }) => ({
        filter: {
          subjectId,
          replyToId,
          ...(without.size === 0 ? {} : except(without)),
          ...exceptHidden(PEOPLE, hidden.get(subjectId)),
          ...(backward ? olderThan('createdAt', after) : newerThan('createdAt', after)),
        },
        sort: backward ? ({ createdAt: -1, _id: -1 } as const) : ({ createdAt: 1, _id: 1 } as const),
        limit,
      }))
      return readPages(rows, pages)
    },
    /** Returns the ids of some comments of a subject. */
    async someIds(subjectId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const found = await rows.many<Pick<CommentRow, '_id'>>({ subjectId }, { fields: { _id: 1 }, limit, tx })
      return found.map((row) => row._id)
    },
    async removeMany(ids: readonly string[], tx: Tx): Promise<void> {
      await rows.deleteMany({ _id: { $in: ids } }, tx)
    },
  }
}

export type Comments = ReturnType<typeof openComments>
