import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { NO_FILTER } from '../domain/feed.ts'
import { nudgeLock } from '../domain/locks.ts'
import { ATHLETE_REST_MS, FRIEND_REST_MS, isBack, isUseful, type LastOut, mayBeMissed, orderFriends } from '../domain/nudges.ts'
import { noticeOf } from '../notices/define-notice.ts'
import { loadNotices } from '../pipelines/load-notices.ts'
import { decideNotice, saveNotices } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'

type Considered = EventData<'nudge.considered'>

const FOLLOWERS_READ = 200
const OUTINGS_READ = 200
/** Who cannot be asked, for a wish, a block or a word of this week, is passed over; after so many nobody is asked. */
const FRIENDS_ASKED = 5

/** Returns the last activities of some athletes, the latest first. */
const readOutings = async ({ stores }: Services, athleteIds: readonly string[]): Promise<readonly LastOut[]> => {
  const newest = await stores.feedItems.newestOf(athleteIds, null, OUTINGS_READ, { ...NO_FILTER, kinds: ['ACTIVITY'] })
  const items = await stores.feedItems.many(newest.map(({ id }) => id))
  return newest.flatMap(({ id, atMs }) => {
    const item = items.get(id)
    return item === undefined ? [] : [{ athleteId: item.athleteId, atMs }]
  })
}

/** Returns the friends who may be asked, the first first: who follow the athlete, are followed back, and were out of late. */
const findFriends = async (services: Services, { athleteId, lastDay, at }: Considered): Promise<readonly string[]> => {
  const { runtime, stores } = services
  const nowMs = runtime.now()
  if (!isUseful(at, nowMs)) return []
  const [last] = await readOutings(services, [athleteId])
  if (isBack(lastDay, last)) return []
  const followers = await stores.follows.to({ followeeId: athleteId, state: 'FOLLOWING', after: null, limit: FOLLOWERS_READ })
  const ids = followers.map(({ followerId }) => followerId)
  const back = await stores.follows.many(ids.map((id) => edgeId(athleteId, id)))
  const friends = new Set(ids.filter((id) => back.get(edgeId(athleteId, id))?.state === 'FOLLOWING'))
  const ordered = orderFriends(friends, await readOutings(services, [...friends]), nowMs)
  const asked: string[] = []
  for (const id of ordered.slice(0, 2 * FRIENDS_ASKED))
    if (await services.features.isOn('nudges', await services.recentContext(id))) asked.push(id)
  return asked.slice(0, FRIENDS_ASKED)
}

/** Returns the notice for the first friend who may get it and has got none of late. */
const loadFirst = async (services: Services, { athleteId, at }: Considered, friends: readonly string[], tx: Tx) => {
  const { accounts, locks, nudges } = services.stores
  await locks.lock([nudgeLock(athleteId), ...friends.map(nudgeLock)], tx)
  if (!mayBeMissed(await accounts.get(athleteId, tx), services.runtime.now())) return null
  if (await nudges.isAnyAbout(athleteId, new Date(at - ATHLETE_REST_MS), tx)) return null
  for (const recipientId of friends) {
    if (await nudges.isAnyTo(recipientId, new Date(at - FRIEND_REST_MS), tx)) continue
    const notice = noticeOf('NUDGE', { recipientId, actorId: athleteId, group: athleteId, atMs: at })
    const [loaded] = await loadNotices(services, [notice], tx)
    if (loaded !== undefined) return loaded
  }
  return null
}

/**
 * Tells a friend of somebody who has not been out for two weeks, where it was decided that a word would be welcome. A friend hears of one in a week,
 * and of an athlete one friend hears in four weeks. Wishes, blocks and mutes of both are asked in the transaction that tells.
 */
export const offerNudges = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-offer-nudges',
    on: ['nudge.considered'],
    lane: ({ data }) => data.athleteId,
    prepare: async ({ data }) => (data.isWanted ? findFriends(services, data) : []),
    concerns: (_event, friends) => friends.length > 0,
    load: ({ data }, tx, friends) => loadFirst(services, data, friends, tx),
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (change, tx, { data: { athleteId, at } }) => {
      if (change === null) return
      const friendId = change.row.athleteId
      await services.stores.nudges.put({ _id: edgeId(friendId, athleteId), friendId, athleteId, offeredAt: new Date(at) }, tx)
      await saveNotices(services, [change], tx)
    },
  })
