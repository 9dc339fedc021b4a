import type { EventData } from '@gruppetto/events'
import type { Origin, WorkerContext } from '@gruppetto/runtime'
import { isWanted, preferenceOf } from '../domain/preferences.ts'
import { notices } from '../generated/notices.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'
import type { Keyset } from '../stores/keyset.ts'

const ASKED_AT_ONCE = 500
/** The notices of one event are written in one transaction. */
const TOLD_AT_ONCE = 50
/** The most athletes who are asked whether they wish to know. */
const MOST_ASKED = 5_000

/** Returns those of the athletes who follow this one. */
const keepFollowers = async ({ stores }: Services, athleteId: string, ids: readonly string[]): Promise<readonly string[]> => {
  const follows = await stores.follows.many(ids.map((id) => edgeId(id, athleteId)))
  return ids.filter((id) => follows.get(edgeId(id, athleteId))?.state === 'FOLLOWING')
}

/**
 * Returns whom to ask, page by page: the followers, newest first. Of a very followed athlete only those whom the athlete follows too, since for a
 * million others this would be no news of a friend.
 */
const pageOfCandidates = async (
  services: Services,
  athleteId: string,
  isVeryFollowed: boolean,
  after: Keyset | null,
): Promise<{ readonly ids: readonly string[]; readonly last: Keyset | null }> => {
  const { follows } = services.stores
  const list = { state: 'FOLLOWING', after, limit: ASKED_AT_ONCE } as const
  const page = isVeryFollowed
    ? await follows.from({ followerId: athleteId, ...list })
    : await follows.to({ followeeId: athleteId, ...list })
  const followed = page.map((row) => row.followeeId)
  const ids = isVeryFollowed ? await keepFollowers(services, athleteId, followed) : page.map((row) => row.followerId)
  const row = page.length < ASKED_AT_ONCE ? undefined : page.at(-1)
  return { ids, last: row === undefined ? null : { atMs: row.changedAt.getTime(), id: row._id } }
}

/** Returns those who wish to know. */
const whoWish = async ({ stores }: Services, ids: readonly string[]): Promise<readonly string[]> => {
  const [accounts, settings] = await Promise.all([stores.accounts.many(ids), stores.notificationSettings.many(ids)])
  const { defaults } = notices.LIVE_STARTED
  return ids.filter((id) => isWanted(preferenceOf(defaults, accounts.get(id)?.persona, settings.get(id)?.choices.LIVE_STARTED)))
}

/** Emits whom to tell that a live session has started, a few at a time. Safe to repeat: nobody is told twice of a session. */
export const announceLive = async (
  services: Services,
  { liveSessionId, athleteId, startedAtMs }: EventData<'live-session.changed'>,
  origin: Origin,
  { working }: Pick<WorkerContext, 'working'>,
): Promise<void> => {
  const { stores, settings, database } = services
  const followers = (await stores.followings.followerCounts([athleteId])).get(athleteId) ?? 0
  let after: Keyset | null = null
  for (let asked = 0; asked < MOST_ASKED; asked += ASKED_AT_ONCE) {
    const { ids, last } = await pageOfCandidates(services, athleteId, followers >= settings.veryFollowedFrom, after)
    const told = await whoWish(services, ids)
    await database.transact(async (tx) => {
      for (let from = 0; from < told.length; from += TOLD_AT_ONCE) {
        const recipientIds = told.slice(from, from + TOLD_AT_ONCE)
        tx.emit('live-session.announced', { liveSessionId, athleteId, recipientIds, at: startedAtMs })
      }
    }, origin)
    if (last === null) return
    after = last
    working()
  }
}
