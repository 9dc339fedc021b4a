import type { EventData } from '@gruppetto/events'
import { groupBy } from '../domain/group-by.ts'
import { type Channels, isWanted } from '../domain/preferences.ts'
import { mayWait, waitingNoticeOf } from '../domain/waiting-notices.ts'
import { groupKeyOf } from '../notices/define-notice.ts'
import type { Services } from '../services.ts'
import { inTurns } from './in-turns.ts'
import { preferenceFor } from './load-notices.ts'

type Kudos = EventData<'kudos.given'>

const noticeOf = ({ subjectId, subjectOwnerId, athleteId, at }: Kudos) => ({
  kind: 'KUDOS' as const,
  recipientId: subjectOwnerId,
  actorId: athleteId,
  sourceId: athleteId,
  groupKey: groupKeyOf('KUDOS', subjectId),
  atMs: at,
  subjects: subjectId.startsWith('post_') ? { post: subjectId } : { activity: subjectId },
  words: {},
  about: null,
})

/** Returns where notices of kudos go; null when the recipient wishes none, or none of strangers, which is looked at one by one. */
const loadChannels = async ({ stores, ...services }: Services, kudos: Kudos): Promise<Channels | null> => {
  const ids = [kudos.subjectOwnerId]
  const [accounts, settings] = await Promise.all([stores.accounts.many(ids), stores.notificationSettings.many(ids)])
  const preference = await preferenceFor({ ...services, stores }, noticeOf(kudos), { accounts, settings })
  return preference === null || !isWanted(preference) || preference.from !== 'EVERYONE' ? null : preference
}

/** Lets many kudos on one thing wait at once. Returns whether they wait: only for a busy group they do. */
const putAside = async (services: Services, all: readonly Kudos[]): Promise<boolean> => {
  const { notifications, waitingNotices } = services.stores
  const [first] = all
  if (first === undefined) return false
  const group = await notifications.unreadGroup(first.subjectOwnerId, groupKeyOf('KUDOS', first.subjectId))
  if (!mayWait(noticeOf(first), group, services.settings.busyFrom)) return false
  const channels = await loadChannels(services, first)
  if (channels === null) return false
  const nowMs = services.runtime.now()
  const rows = all.map((kudos) => {
    const about = { id: kudos.subjectId, ownerId: kudos.subjectOwnerId }
    return waitingNoticeOf({ ...noticeOf(kudos), about }, channels, nowMs)
  })
  await waitingNotices.putAll([...groupBy(rows, ({ _id }) => _id).values()].flatMap((same) => same.at(-1) ?? []))
  return true
}

/**
 * Puts kudos on a thing with a busy notification aside, those that come at the same time together: a flood costs a few commands for dozens of
 * kudos, and no transaction for each. It is safe to repeat, and in any order: collect-notices.ts looks whether a kudos still stands, and
 * whether its notification has it already.
 */
export const openKudosAside = (services: Services) => {
  const put = inTurns((_subjectId, all: readonly Kudos[]) => putAside(services, all))
  return (kudos: Kudos): Promise<boolean> =>
    kudos.subjectId.startsWith('cmt_') || kudos.athleteId === kudos.subjectOwnerId
      ? Promise.resolve(false)
      : put(kudos.subjectId, kudos)
}
