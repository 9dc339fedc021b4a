import { collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { FollowRow, FollowState } from '../domain/follow-rules.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** A page of the follows of one athlete in one state. */
interface FollowPage {
  readonly state: FollowState
  readonly after: Keyset | null
  readonly limit: number
}

/** The id of a follow or a block from one athlete to another. */
export const edgeId = (fromId: string, toId: string): string => `${fromId}:${toId}`

/** The follows. Ended ones stay with the state NONE, since they hold the revision. */
export const openFollows = (database: Database) => {
  const rows = collection<FollowRow>(database, {
    name: 'follows',
    fields: {
      _id: 'string',
      followerId: 'string',
      followeeId: 'string',
      state: 'string',
      revision: 'number',
      changedAt: 'date',
    },
    athletes: { ids: { followerId: 'delete', followeeId: 'delete' }, exported: 'all', whileClosed: 'aside' },
    shardKey: { followeeId: 1 },
    indexes: [
      // Serves the followers and requests of an athlete, newest first, and the pages of a fan-out.
      { keys: { followeeId: 1, state: 1, changedAt: -1, _id: -1 } },
      // Serves the followees of an athlete, newest first, and the authors of a feed.
      { keys: { followerId: 1, state: 1, changedAt: -1, _id: -1 } },
    ],
    renamed: { sinceMs: 'changedAt' },
  })
  const page = (side: Where<FollowRow>, { state, after, limit }: FollowPage, tx?: Tx) =>
    rows.many({ ...side, state, ...olderThan('changedAt', after) }, { sort: { changedAt: -1, _id: -1 }, limit, tx })
  return {
    async get(followerId: string, followeeId: string, tx: Tx): Promise<FollowRow | null> {
      return rows.one({ _id: edgeId(followerId, followeeId) }, { tx })
    },
    async put(row: FollowRow, tx: Tx): Promise<void> {
      await rows.put([row], tx)
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, FollowRow>> {
      return rows.byId(ids, { tx })
    },
    /** Returns those who follow (or ask to follow) an athlete, newest first. */
    async to({ followeeId, ...list }: FollowPage & { readonly followeeId: string }, tx?: Tx): Promise<readonly FollowRow[]> {
      return page({ followeeId }, list, tx)
    },
    /** Returns those whom an athlete follows, newest first. */
    async from({ followerId, ...list }: FollowPage & { readonly followerId: string }): Promise<readonly FollowRow[]> {
      return page({ followerId }, list)
    },
    /** Returns whom any of these athletes followed last. Reads at most `limit` rows of all of them together. */
    async fromAny(
      followerIds: readonly string[],
      limit: number,
    ): Promise<readonly Pick<FollowRow, 'followerId' | 'followeeId'>[]> {
      if (followerIds.length === 0) return []
      return rows.many<Pick<FollowRow, 'followerId' | 'followeeId'>>(
        { followerId: { $in: followerIds }, state: 'FOLLOWING' },
        { fields: { followerId: 1, followeeId: 1 }, sort: { changedAt: -1, _id: -1 }, limit },
      )
    },
    async count(followeeId: string, state: FollowState): Promise<number> {
      return rows.count({ followeeId, state })
    },
    /** Counts how many of `others` follow each athlete and are followed by each, for counts that leave out hidden athletes. */
    async countsAmong(
      athleteIds: readonly string[],
      others: ReadonlySet<string>,
    ): Promise<ReadonlyMap<string, { readonly followers: number; readonly following: number }>> {
      const pairs = athleteIds.flatMap((athleteId) =>
        [...others].flatMap((other) => [edgeId(athleteId, other), edgeId(other, athleteId)]),
      )
      const found = await rows.many({ _id: { $in: pairs }, state: 'FOLLOWING' })
      const count = (athleteId: string, side: 'followeeId' | 'followerId', other: 'followeeId' | 'followerId') =>
        found.filter((row) => row[side] === athleteId && others.has(row[other])).length
      return new Map(
        athleteIds.map((id) => [
          id,
          { followers: count(id, 'followeeId', 'followerId'), following: count(id, 'followerId', 'followeeId') },
        ]),
      )
    },
    async followeeIds(followerId: string): Promise<readonly string[]> {
      const found = await rows.many<Pick<FollowRow, 'followeeId'>>(
        { followerId, state: 'FOLLOWING' },
        { fields: { followeeId: 1 } },
      )
      return found.map((row) => row.followeeId)
    },
  }
}

export type Follows = ReturnType<typeof openFollows>
