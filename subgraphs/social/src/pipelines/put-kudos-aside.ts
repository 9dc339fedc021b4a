import type { EventData } from '@gruppetto/events'
import type { Notice } from '../domain/notifications.ts'
import { type Channels, isWanted } from '../domain/preferences.ts'
import { mayWait, type WaitingNoticeRow, waitingNoticeOf } from '../domain/waiting-notices.ts'
import { noticeOf } from '../notices/define-notice.ts'
import type { Services } from '../services.ts'
import { inTurns } from './in-turns.ts'
import { preferenceFor } from './load-notices.ts'

type Kudos = EventData<'kudos.given'>

const noticeOfKudos = ({ subjectId, subjectOwnerId, athleteId, at }: Kudos): Notice =>
  noticeOf('KUDOS', {
    recipientId: subjectOwnerId,
    actorId: athleteId,
    group: subjectId,
    atMs: at,
    subjects: subjectId.startsWith('post_') ? { post: subjectId } : { activity: subjectId },
  })

const waitingOf = (kudos: Kudos, channels: Channels, nowMs: number): WaitingNoticeRow => {
  const { subjectId, subjectOwnerId, athleteId: actorId } = kudos
  const about = { id: subjectId, ownerId: subjectOwnerId }
  return waitingNoticeOf({ ...noticeOfKudos(kudos), actorId, about }, channels, nowMs)
}

/** Returns where notices of kudos go; null when the recipient wishes none, or none of strangers, which is looked at one by one. */
const loadChannels = async (services: Services, notice: Notice): Promise<Channels | null> => {
  const { accounts, notificationSettings } = services.stores
  const ids = [notice.recipientId]
  const [known, chosen] = await Promise.all([accounts.many(ids), notificationSettings.many(ids)])
  const preference = await preferenceFor(services, notice, { accounts: known, settings: chosen })
  return preference === null || !isWanted(preference) || preference.from !== 'EVERYONE' ? null : preference
}

/** Lets many kudos on one thing wait at once. Returns whether they wait: only for a busy group they do. */
const putAside = async (services: Services, all: readonly Kudos[]): Promise<boolean> => {
  const { notifications, waitingNotices } = services.stores
  const [first] = all
  if (first === undefined) return false
  const notice = noticeOfKudos(first)
  const group = await notifications.unreadGroup(notice.recipientId, notice.groupKey)
  if (!mayWait(notice, group, services.settings.busyFrom)) return false
  const channels = await loadChannels(services, notice)
  if (channels === null) return false
  const nowMs = services.runtime.now()
  const rows = all.map((kudos) => waitingOf(kudos, channels, nowMs))
  // Of those that an athlete has given again the last one.
  await waitingNotices.putAll([...new Map(rows.map((row) => [row._id, row])).values()])
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
