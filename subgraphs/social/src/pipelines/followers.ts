import type { Services } from '../services.ts'
import type { Keyset } from '../stores/keyset.ts'

const FOLLOWERS_AT_ONCE = 500

/** Runs `work` for the followers of an athlete, batch by batch: the next batch is read when the one before is done. */
export const forEachFollower = async (
  { stores }: Services,
  athleteId: string,
  work: (followerIds: readonly string[]) => Promise<void>,
): Promise<void> => {
  let after: Keyset | null = null
  for (;;) {
    const page = await stores.follows.to({ followeeId: athleteId, state: 'FOLLOWING', after, limit: FOLLOWERS_AT_ONCE })
    const last = page.at(-1)
    if (last === undefined) return
    await work(page.map((row) => row.followerId))
    if (page.length < FOLLOWERS_AT_ONCE) return
    after = { atMs: last.changedAt.getTime(), id: last._id }
  }
}
