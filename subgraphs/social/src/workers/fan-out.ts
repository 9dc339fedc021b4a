import { type AnyWorker, defineWorker, type Origin, telling, type WorkerContext } from '@gruppetto/runtime'
import { entryOf, type FeedItemRow } from '../domain/feed.ts'
import type { ActivityRow } from '../domain/subjects.ts'
import { dropFeeds } from '../pipelines/drop-feeds.ts'
import { forEachFollower } from '../pipelines/followers.ts'
import type { Services } from '../services.ts'

const isShownToOthers = (activity: ActivityRow | null): boolean =>
  activity !== null && !activity.deleted && activity.visibility !== 'ONLY_ME'

/** Whether followers get a hint. An item that only its owner may see stays in their feeds without one. */
const isForOthers = async ({ stores }: Services, item: FeedItemRow): Promise<boolean> => {
  if (item.kind === 'POST') return true
  if (item.kind === 'ACTIVITY') return isShownToOthers(await stores.activities.get(item.subjectId))
  const achievements = (await stores.achievements.ofGroups([item.subjectId])).filter(({ audience }) => audience !== 'ONLY_ME')
  const activities = await stores.activities.many(achievements.flatMap(({ activityId }) => activityId ?? []))
  return achievements.some(({ activityId }) => activityId === null || isShownToOthers(activities.get(activityId) ?? null))
}

/** What athletes get: the item in their feeds, and a hint if they are watching. */
interface Delivery {
  readonly write: boolean
  readonly hint: boolean
  /** What the hint is about. */
  readonly origin: Origin
}

const deliver = async (
  { stores, runtime }: Services,
  item: FeedItemRow,
  athleteIds: readonly string[],
  { write, hint, origin }: Delivery,
): Promise<void> => {
  if (write) await stores.feeds.add(athleteIds, entryOf(item))
  if (!hint) return
  telling(origin, () => {
    for (const athleteId of athleteIds) runtime.live.publish('feed', athleteId, { id: item._id })
  })
}

const deliverToFollowers = async (
  services: Services,
  item: FeedItemRow,
  delivery: Delivery,
  { working }: WorkerContext,
): Promise<void> => {
  if (!delivery.write && !delivery.hint) return
  await forEachFollower(services, item.athleteId, async (followerIds) => {
    await deliver(services, item, followerIds, delivery)
    working()
  })
}

/**
 * Whether the author's items are merged into feeds when they are read, instead of being written to them. Marks an author who has
 * become very followed; from then on the items are merged, after a grace period.
 */
const isMergedOnRead = async ({ stores, settings }: Services, authorId: string, nowMs: number): Promise<boolean> => {
  const since = (await stores.veryFollowed.load()).get(authorId)
  if (since !== undefined) return nowMs - since.getTime() >= settings.fanOutGraceMs
  const followers = (await stores.followings.followerCounts([authorId])).get(authorId) ?? 0
  if (followers < settings.veryFollowedFrom) return false
  await stores.followings.markVeryFollowed(authorId, new Date(nowMs))
  return false
}

/**
 * Brings an activity of an earlier date into feeds. For the first one the followers' feeds are dropped at once, and those who are
 * watching get a hint. Of those that follow within a minute nobody is told, and one job drops the feeds for all of them. It does so
 * too when this is repeated after a sudden end.
 */
const insertAtEarlierDate = async (services: Services, item: FeedItemRow, context: WorkerContext): Promise<void> => {
  const { stores, settings, runtime } = services
  const { athleteId } = item
  if (await stores.feeds.mayDropNow(athleteId, settings.feedGapMs)) {
    await dropFeeds(services, athleteId)
    const hint = await isForOthers(services, item)
    return deliverToFollowers(services, item, { write: false, hint, origin: context.origin }, context)
  }
  const nowMs = runtime.now()
  await stores.feedGaps.note(athleteId, new Date(nowMs), new Date(nowMs + settings.feedGapMs))
}

/**
 * Writes an item to the feeds of its author and the author's followers, and sends a hint to those who are watching. An athlete
 * who follows the author meanwhile has a feed of a new epoch, which the next read rebuilds. Items of very followed authors are
 * merged into feeds when they are read; their followers get only the hint, which costs no write. An activity of an earlier date
 * is written to no feed but its author's: the followers' feeds are dropped, once for many such activities. Safe to repeat.
 */
export const fanOut = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'social-fan-out',
    on: ['feed.item-recorded'],
    prepare: async ({ data }, context) => {
      const item = (await stores.feedItems.many([data.feedItemId])).get(data.feedItemId)
      if (item === undefined) return
      const { isNews = true } = data
      const { origin } = context
      await deliver(services, item, [item.athleteId], { write: true, hint: isNews, origin })
      if (!isNews) return insertAtEarlierDate(services, item, context)
      const write = !(await isMergedOnRead(services, item.athleteId, context.now()))
      await deliverToFollowers(services, item, { write, hint: await isForOthers(services, item), origin }, context)
    },
  })
}
