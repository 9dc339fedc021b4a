import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { followerSlot } from '../domain/follow-rules.ts'

/** Sums over the follows of one athlete. They change in the transaction that changes a follow. */
export interface FollowingRow {
  /** The athlete's id. */
  readonly _id: string
  readonly following: number
  /** Rises when the athlete follows another athlete, since an older feed lacks the items of that athlete. */
  readonly feedEpoch: number
  /** Set once when the followers reach the threshold. After a grace period, the athlete's items are merged into feeds on read. */
  readonly veryFollowedAt: Date | null
}

/** A part of the count of an athlete's followers. See followerSlot. */
interface FollowerCountRow {
  /** `<athlete>:<slot>`. */
  readonly _id: string
  readonly athleteId: string
  readonly followers: number
}

const NONE = { following: 0, feedEpoch: 0, veryFollowedAt: null }
/** Every date in a row is later. With this comparison, a partial index serves the query. */
const EVER = { $gt: new Date(0) }

export const openFollowings = (database: Database) => {
  const rows = collection<FollowingRow>(database, {
    name: 'followings',
    fields: { _id: 'string', following: 'number', feedEpoch: 'number', veryFollowedAt: 'date | null' },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
    // Serves the list of very followed athletes. It is short.
    indexes: [{ keys: { veryFollowedAt: 1 }, only: { veryFollowedAt: EVER } }],
    renamed: { veryFollowedSinceMs: 'veryFollowedAt' },
  })
  const counts = collection<FollowerCountRow>(database, {
    name: 'follower_counts',
    fields: { _id: 'string', athleteId: 'string', followers: 'number' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the follows are exported' } },
    shardKey: { athleteId: 1 },
    // Serves the parts of an athlete's count.
    indexes: [{ keys: { athleteId: 1, followers: 1 } }],
  })
  return {
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, FollowingRow>> {
      const found = await rows.byId(athleteIds)
      return new Map(athleteIds.map((id) => [id, { _id: id, ...NONE, ...found.get(id) }]))
    },
    async followerCounts(athleteIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const parts = await counts.many({ athleteId: { $in: athleteIds } })
      const sums = new Map<string, number>()
      for (const part of parts) sums.set(part.athleteId, (sums.get(part.athleteId) ?? 0) + part.followers)
      return sums
    },
    /** Counts one follow more or fewer for both athletes. */
    async count(change: { followerId: string; followeeId: string; delta: 1 | -1 }, tx: Tx): Promise<void> {
      const { followerId, followeeId, delta } = change
      const epoch = delta === 1 ? { feedEpoch: 1 } : {}
      await rows.upsertOne({ _id: followerId }, { $inc: { following: delta, ...epoch } }, tx)
      const slot = `${followeeId}:${followerSlot(followerId)}`
      await counts.upsertOne({ _id: slot, athleteId: followeeId }, { $inc: { followers: delta } }, tx)
    },
    /** Marks an athlete as very followed, unless it was done before. */
    async markVeryFollowed(athleteId: string, at: Date): Promise<void> {
      await rows.upsertOne({ _id: athleteId }, { $setOnInsert: NONE })
      await rows.updateOne({ _id: athleteId, veryFollowedAt: null }, { $set: { veryFollowedAt: at } })
    },
    /** Returns the very followed athletes and when they became so. */
    async veryFollowed(): Promise<ReadonlyMap<string, Date>> {
      const found = await rows.many<{ readonly _id: string; readonly veryFollowedAt: Date }>(
        { veryFollowedAt: EVER },
        { fields: { veryFollowedAt: 1 } },
      )
      return new Map(found.map((row) => [row._id, row.veryFollowedAt]))
    },
  }
}

export type Followings = ReturnType<typeof openFollowings>
