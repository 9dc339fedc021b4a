import { portions } from '@gruppetto/runtime'
import type { FollowRow } from '../domain/follow-rules.ts'
import type { Services } from '../services.ts'

const FOLLOWERS_AT_ONCE = 500

/** Runs `work` for the followers of an athlete, batch by batch: the next batch is read when the one before is done. */
export const forEachFollower = async (
  { stores }: Services,
  athleteId: string,
  work: (followerIds: readonly string[]) => Promise<void>,
): Promise<void> => {
  const read = (last: FollowRow | null) => {
    const after = last && { atMs: last.changedAt.getTime(), id: last._id }
    return stores.follows.to({ followeeId: athleteId, state: 'FOLLOWING', after, limit: FOLLOWERS_AT_ONCE })
  }
  for await (const page of portions(FOLLOWERS_AT_ONCE, read)) await work(page.map((row) => row.followerId))
}
