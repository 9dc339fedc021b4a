import { type AnyWorker, defineWorker, type WorkerContext } from '@gruppetto/runtime'
import type { FeedItemRow } from '../domain/feed.ts'
import type { Keyset } from '../stores/keyset.ts'
import type { WorkerDeps } from './deps.ts'

const FOLLOWERS_AT_ONCE = 500

/** Whether the followers may be told that something is there: what only its owner sees stays in the feeds without a word. */
const isForOthers = async ({ stores }: WorkerDeps, item: FeedItemRow): Promise<boolean> => {
  if (item.kind === 'POST') return true
  const activity = await stores.activities.get(item.subjectId)
  return activity !== null && !activity.deleted && activity.visibility !== 'ONLY_ME'
}

/** What a round of followers gets: the item in their feeds, and a hint for those who watch. */
interface Delivery {
  readonly write: boolean
  readonly tell: boolean
}

const deliver = async (
  deps: WorkerDeps,
  athleteIds: readonly string[],
  item: FeedItemRow,
  { write, tell }: Delivery,
): Promise<void> => {
  if (write) await deps.stores.feeds.add(athleteIds, { id: item._id, atMs: item.atMs })
  if (!tell) return
  for (const athleteId of athleteIds) deps.runtime.live.publish('feed', athleteId, { id: item._id })
}

const deliverToFollowers = async (
  deps: WorkerDeps,
  item: FeedItemRow,
  delivery: Delivery,
  context: WorkerContext,
): Promise<void> => {
  if (!delivery.write && !delivery.tell) return
  let after: Keyset | null = null
  for (;;) {
    const page = await deps.stores.follows.to(item.athleteId, 'FOLLOWING', after, FOLLOWERS_AT_ONCE)
    const followerIds = page.map((row) => row.followerId)
    await deliver(deps, followerIds, item, delivery)
    const last = page.at(-1)
    if (last === undefined || page.length < FOLLOWERS_AT_ONCE) return
    after = { atMs: last.sinceMs, id: last._id }
    context.working()
  }
}

/** Whether the author's items are merged in at read by now. Marks an author who has become very followed, which holds after a while. */
const isMergedAtRead = async ({ stores, settings }: WorkerDeps, authorId: string, nowMs: number): Promise<boolean> => {
  const known = (await stores.veryFollowed.since()).get(authorId)
  if (known !== undefined) return nowMs - known >= settings.graceMs
  const followers = (await stores.followings.followerCounts([authorId])).get(authorId) ?? 0
  if (followers < settings.veryFollowedFrom) return false
  await stores.followings.markVeryFollowed(authorId, nowMs)
  return false
}

/**
 * Writes an item to the feeds of its author and the author's followers, and hints those who are watching. Doing it twice changes nothing.
 * Who follows meanwhile has a feed of a new epoch, rebuilt at the next read. The very followed are merged in at read instead: their followers
 * get the hint alone, which costs no write and goes nowhere where nobody listens.
 */
export const fanOut = (deps: WorkerDeps): AnyWorker => {
  const { stores } = deps
  return defineWorker({
    name: 'social-fan-out',
    on: ['feed.item-recorded'],
    prepare: async ({ data }, context) => {
      const item = (await stores.feedItems.many([data.feedItemId])).get(data.feedItemId)
      if (item === undefined) return
      await deliver(deps, [item.athleteId], item, { write: true, tell: true })
      const write = !(await isMergedAtRead(deps, item.athleteId, context.now()))
      await deliverToFollowers(deps, item, { write, tell: await isForOthers(deps, item) }, context)
    },
  })
}
