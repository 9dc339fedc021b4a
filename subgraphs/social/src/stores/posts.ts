import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PostRow } from '../domain/subjects.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** The query compares ids with this, so that a partial index serves it. No id sorts before it. */
export const NO_CLUB = ''

interface PostsBy {
  readonly authorId: string
  readonly without: ReadonlySet<string>
  readonly after: Keyset | null
  readonly limit: number
}

export const openPosts = (database: Database) => {
  const rows = collection<PostRow>(database, {
    name: 'posts',
    fields: {
      _id: 'string',
      authorId: 'string',
      clubId: 'string?',
      text: 'string',
      mentionIds: 'array',
      photoIds: 'array?',
      createdAt: 'date',
      editedAt: 'date | null',
      isTakenDown: 'boolean?',
      isHeld: 'boolean?',
    },
    athletes: { ids: { authorId: 'delete', mentionIds: 'forget' }, exported: 'all' },
    shardKey: { authorId: 1 },
    indexes: [
      // Athlete.posts, newest first.
      { keys: { authorId: 1, createdAt: -1, _id: -1 } },
      // Club.posts, newest first.
      { keys: { clubId: 1, createdAt: -1, _id: -1 }, only: { clubId: { $gt: NO_CLUB } } },
      // The posts of a club that is deleted.
      { keys: { clubId: 1, _id: 1 }, only: { clubId: { $gt: NO_CLUB } } },
    ],
    renamed: { createdAtMs: 'createdAt', editedAtMs: 'editedAt' },
  })
  return {
    /** Returns some that mention an athlete. */
    async mentioning(athleteId: string, limit: number): Promise<readonly PostRow[]> {
      return rows.many({ mentionIds: athleteId }, { limit })
    },
    /** Replaces a text, and whom it mentions. Changes nothing when it is another one by now. */
    async replaceText(id: string, before: string, change: Pick<PostRow, 'text' | 'mentionIds'>): Promise<void> {
      await rows.updateOne({ _id: id, text: before }, { $set: change })
    },
    async get(id: string, tx?: Tx): Promise<PostRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async insert(row: PostRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    async edit(id: string, change: Pick<PostRow, 'text' | 'mentionIds' | 'editedAt' | 'isHeld'>, tx: Tx): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: change }, tx)
    },
    /** Hides a post, or shows it again. Returns false when nothing changes. */
    async setTakenDown(id: string, isTakenDown: boolean, tx: Tx): Promise<boolean> {
      const change = { $set: { isTakenDown, isHeld: false } }
      return rows.updateOne({ _id: id, isTakenDown: isTakenDown ? { $ne: true } : true }, change, tx)
    },
    /** Shows a post that was held. Returns it, or null when none of this id is held. */
    async release(id: string, tx: Tx): Promise<PostRow | null> {
      return rows.updateAndGet({ _id: id, isHeld: true }, { $set: { isHeld: false } }, tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: id }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, PostRow>> {
      return rows.byId(ids)
    },
    /** Returns the posts of an athlete outside clubs, newest first, `without` these. */
    async by({ authorId, without, after, limit }: PostsBy): Promise<readonly PostRow[]> {
      return rows.many(
        {
          $and: [
            { authorId, clubId: null, isTakenDown: { $ne: true } },
            ...(without.size === 0 ? [] : [{ _id: { $nin: [...without] } }]),
            olderThan('createdAt', after),
          ],
        },
        { sort: { createdAt: -1, _id: -1 }, limit },
      )
    },
    /** Returns the ids of the posts in a club after one of them. */
    async idsIn(clubId: string, afterId: string, limit: number): Promise<readonly string[]> {
      const found = await rows.many<Pick<PostRow, '_id'>>(
        { clubId: { $in: [clubId], $gt: NO_CLUB }, _id: { $gt: afterId } },
        { fields: { _id: 1 }, sort: { _id: 1 }, limit },
      )
      return found.map(({ _id }) => _id)
    },
    /** Returns the posts in a club, newest first. */
    async inClub(clubId: string, after: Keyset | null, limit: number): Promise<readonly PostRow[]> {
      return rows.many(
        { clubId: { $in: [clubId], $gt: NO_CLUB }, ...olderThan('createdAt', after) },
        { sort: { createdAt: -1, _id: -1 }, limit },
      )
    },
  }
}

export type Posts = ReturnType<typeof openPosts>
