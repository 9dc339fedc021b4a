import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { followerSlot } from '../domain/follow-rules.ts'

/** Sums over the follows of one athlete. They change in the transaction that changes a follow. */
export interface FollowingRow {
  /** The athlete's id. */
  readonly _id: string
  readonly following: number
  /** Rises when the athlete follows another athlete, since an older feed lacks the items of that athlete. */
  readonly feedEpoch: number
  /** Set once when the followers reach the threshold. After a grace period, the athlete's items are merged into feeds on read. */
  readonly veryFollowedSinceMs: number | null
}

/** A part of the count of an athlete's followers. See followerSlot. */
interface FollowerCountRow {
  /** `<athlete>:<slot>`. */
  readonly _id: string
  readonly athleteId: string
  readonly followers: number
}

const NONE = { following: 0, feedEpoch: 0, veryFollowedSinceMs: null }

const openModel = (database: Database) => {
  const schema = rowSchema<FollowingRow>(
    {
      _id: String,
      following: { type: Number, default: 0 },
      feedEpoch: { type: Number, default: 0 },
      veryFollowedSinceMs: { type: Number, default: null },
    },
    { collection: 'followings', versionKey: false },
  )
  // Serves the list of very followed athletes. It is short.
  schema.index({ veryFollowedSinceMs: 1 }, { partialFilterExpression: { veryFollowedSinceMs: { $gt: 0 } } })
  return database.connection.model<FollowingRow>('Following', schema)
}

const openCountModel = (database: Database) => {
  const schema = rowSchema<FollowerCountRow>(
    { _id: String, athleteId: { type: String, required: true }, followers: { type: Number, required: true } },
    { collection: 'follower_counts', versionKey: false },
  )
  // Serves the parts of an athlete's count. Shard key: athleteId.
  schema.index({ athleteId: 1, followers: 1 })
  return database.connection.model<FollowerCountRow>('FollowerCount', schema)
}

export const openFollowings = (database: Database) => {
  const model = openModel(database)
  const read = readRows(model)
  const counts = openCountModel(database)
  const readCounts = readRows(counts)
  return {
    async many(athleteIds: readonly string[]): Promise<ReadonlyMap<string, FollowingRow>> {
      if (athleteIds.length === 0) return new Map()
      const rows = await read.many({ _id: { $in: athleteIds } })
      const found = new Map(rows.map((row) => [row._id, { ...NONE, ...row }]))
      return new Map(athleteIds.map((id) => [id, found.get(id) ?? { _id: id, ...NONE }]))
    },
    async followerCounts(athleteIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const rows = await readCounts.many({ athleteId: { $in: athleteIds } })
      const sums = new Map<string, number>()
      for (const row of rows) sums.set(row.athleteId, (sums.get(row.athleteId) ?? 0) + row.followers)
      return sums
    },
    /** Counts one follow more or fewer for both athletes. */
    async count(change: { followerId: string; followeeId: string; delta: 1 | -1 }, tx: Tx): Promise<void> {
      const { followerId, followeeId, delta } = change
      const options = { upsert: true, session: tx.session }
      const epoch = delta === 1 ? { feedEpoch: 1 } : {}
      await model.updateOne({ _id: followerId }, { $inc: { following: delta, ...epoch } }, options)
      const slot = `${followeeId}:${followerSlot(followerId)}`
      await counts.updateOne({ _id: slot }, { $inc: { followers: delta }, $setOnInsert: { athleteId: followeeId } }, options)
    },
    /** Marks an athlete as very followed, unless it was done before. */
    async markVeryFollowed(athleteId: string, nowMs: number): Promise<void> {
      await model.updateOne({ _id: athleteId }, { $setOnInsert: NONE }, { upsert: true })
      await model.updateOne({ _id: athleteId, veryFollowedSinceMs: null }, { $set: { veryFollowedSinceMs: nowMs } })
    },
    async veryFollowed(): Promise<readonly Pick<FollowingRow, '_id' | 'veryFollowedSinceMs'>[]> {
      return read.many<Pick<FollowingRow, '_id' | 'veryFollowedSinceMs'>>(
        { veryFollowedSinceMs: { $gt: 0 } },
        { fields: { veryFollowedSinceMs: 1 } },
      )
    },
  }
}

export type Followings = ReturnType<typeof openFollowings>
