import type { FriendWeek } from '../domain/digest.ts'
import { NO_FILTER } from '../domain/feed.ts'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'

const FRIENDS_READ = 200
const ITEMS_READ = 200

/**
 * Returns who of the followed athletes did something since an instant, the busiest first, as far as the athlete may see it now. Muted
 * athletes are left out. Reads a limited number of rows, however many are followed.
 */
export const readFriendsWeek = async (
  { runtime, stores }: Services,
  athleteId: string,
  sinceMs: number,
): Promise<readonly FriendWeek[]> => {
  const loaders = makeLoaders(stores, athleteId, runtime.now)
  const followed = await stores.follows.from({ followerId: athleteId, state: 'FOLLOWING', after: null, limit: FRIENDS_READ })
  const muted = await loaders.muted()
  const friendIds = followed.map(({ followeeId }) => followeeId).filter((id) => !muted.has(id))
  const newest = await stores.feedItems.newestOf(friendIds, null, ITEMS_READ, { ...NO_FILTER, kinds: ['ACTIVITY'] })
  const items = await stores.feedItems.many(newest.filter(({ atMs }) => atMs >= sinceMs).map(({ id }) => id))
  const counts = new Map<string, number>()
  await Promise.all(
    [...items.values()].map(async (item) => {
      if ((await loaders.subject(item.subjectId)) === null) return
      counts.set(item.athleteId, (counts.get(item.athleteId) ?? 0) + 1)
    }),
  )
  const accounts = await stores.accounts.many([...counts.keys()])
  return [...accounts.values()]
    .map(({ _id, displayName }) => ({ name: displayName, activities: counts.get(_id) ?? 0 }))
    .toSorted((a, b) => b.activities - a.activities || (a.name < b.name ? -1 : 1))
}
