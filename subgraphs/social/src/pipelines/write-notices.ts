import { newId } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import { groupLock, pairLock, sourceLock, subjectLock } from '../domain/locks.ts'
import {
  addToGroup,
  compareWithEarlier,
  type Notice,
  type NotificationEntryRow,
  type NotificationRow,
  shrinkGroup,
  startGroup,
} from '../domain/notifications.ts'
import { type Channels, isWanted, type Preference, preferenceOf, withoutMail } from '../domain/preferences.ts'
import { maySeeSubject } from '../domain/subjects.ts'
import { mayWait, waitingNoticeId, waitingNoticeOf } from '../domain/waiting-notices.ts'
import { notices } from '../generated/notices.ts'
import type { WithdrawnNotice } from '../notices/define-notice.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'
import { readRelations } from '../stores/relations.ts'
import { scheduleDeliveries } from './schedule-deliveries.ts'

/** What must be known to decide about a notice. */
export interface LoadedNotice {
  readonly notice: Notice
  readonly channels: Channels
  /** The unread group that it may join. */
  readonly group: NotificationRow | null
  /** The sources of the actor's entries in this group. */
  readonly sources: readonly string[]
  /** Entries of the same act, in any notification. */
  readonly earlier: readonly NotificationEntryRow[]
  readonly newId: string
}

export interface NotificationChange {
  readonly row: NotificationRow
  readonly channels: Channels
  readonly entry: NotificationEntryRow | null
  /** Whether the unread count is one more with it. */
  readonly isCounted: boolean
  readonly isQuiet: boolean
  readonly replaces: readonly NotificationEntryRow[]
}

/** All pairs of recipient, actor and owner. */
const pairsOf = ({ recipientId, actorId, about }: Notice): readonly (readonly [string, string])[] => {
  const people = [...new Set([recipientId, actorId, about?.ownerId ?? null])].filter((id) => id !== null)
  return people.flatMap((one, index) => people.slice(index + 1).map((other) => [one, other] as const))
}

/** The locks of everything that decides whether the recipient may get a notice. */
const locksOf = (notice: Notice): readonly string[] => {
  const { activity, post } = notice.subjects
  const subjectIds = [activity, post].filter((id) => id !== undefined)
  return [groupLock(notice), ...subjectIds.map(subjectLock), ...pairsOf(notice).map(([one, other]) => pairLock(one, other))]
}

/** Locks what decides about these notices, until the commit. */
export const lockNotices = ({ stores }: Services, all: readonly Notice[], tx: Tx): Promise<void> =>
  stores.locks.lock(all.flatMap(locksOf), tx)

/**
 * Returns those notices that their recipient may get: no two of recipient, actor and owner block each other, the recipient has not muted
 * the actor, and may see the subject. All have the same recipient.
 */
export const allowedAmong = async ({ stores, runtime }: Services, all: readonly Notice[], tx: Tx): Promise<readonly Notice[]> => {
  const [first] = all
  if (first === undefined) return []
  const { recipientId } = first
  const blockIdsOf = (notice: Notice) => pairsOf(notice).flatMap(([one, other]) => [edgeId(one, other), edgeId(other, one)])
  const blocked = await stores.blocks.activeAmong(all.flatMap(blockIdsOf), tx)
  const actorIds = all.flatMap(({ actorId }) => actorId ?? [])
  const muted = await stores.mutes.mutedAmong(recipientId, actorIds, new Date(runtime.now()), tx)
  const ownerIds = [...new Set(all.flatMap(({ about }) => about?.ownerId ?? []))]
  const relations = ownerIds.length === 0 ? new Map() : await readRelations(stores, recipientId, ownerIds, tx)
  const maySee = ({ about }: Notice): boolean => {
    const relation = about === null ? undefined : relations.get(about.ownerId)
    return about === null || (relation !== undefined && maySeeSubject(about, relation))
  }
  return all.filter(
    (notice) =>
      !blockIdsOf(notice).some((id) => blocked.has(id)) &&
      (notice.actorId === null || !muted.has(notice.actorId)) &&
      maySee(notice),
  )
}

/** Returns what the recipient wishes for this kind. A closed account gets nothing. */
const loadPreference = async (services: Services, { kind, recipientId }: Notice, tx: Tx): Promise<Preference | null> => {
  const { features, recentContext, stores } = services
  const account = await stores.accounts.get(recipientId, tx)
  if (account?.deleted) return null
  const { choices } = await stores.notificationSettings.get(recipientId, tx)
  const { defaults } = notices[kind]
  const preference = preferenceOf(defaults, account?.persona, choices[kind])
  // Only for a mail that nobody has chosen is the flag looked at.
  if (!preference.mail || choices[kind]?.mail === true) return preference
  const withMail = await features.isOn('mail-at-first', await recentContext(recipientId))
  return withMail ? preference : preferenceOf(withoutMail(defaults), account?.persona, choices[kind])
}

const isFrom = async ({ stores }: Services, { from }: Preference, { recipientId, actorId }: Notice, tx: Tx): Promise<boolean> =>
  from === 'EVERYONE' || actorId === null || (await stores.follows.get(recipientId, actorId, tx))?.state === 'FOLLOWING'

/**
 * Loads what `decideNotice` needs. Returns null for a notice of an own act, when the recipient may not get it or does not wish it, and when
 * its group is so busy that it waits: see collect-notices.ts.
 */
export const loadNotice = async (services: Services, notice: Notice, tx: Tx): Promise<LoadedNotice | null> => {
  const { locks, notifications, waitingNotices } = services.stores
  const { recipientId, actorId, groupKey, sourceId } = notice
  if (actorId === recipientId) return null
  const channels = await loadPreference(services, notice, tx)
  if (channels === null || !isWanted(channels) || !(await isFrom(services, channels, notice, tx))) return null
  const group = await notifications.unreadGroup(recipientId, groupKey, tx)
  if (actorId !== null && mayWait(notice, group, services.settings.busyFrom)) {
    // Of thousands of transactions at once that write the same group, all but one would run again.
    await locks.lock([sourceLock(notice)], tx)
    await waitingNotices.put(waitingNoticeOf({ ...notice, actorId }, channels, services.runtime.now()), tx)
    return null
  }
  await lockNotices(services, [notice], tx)
  if ((await allowedAmong(services, [notice], tx)).length === 0) return null
  const sources = group === null || actorId === null ? [] : await notifications.sourcesBy(group._id, actorId, tx)
  const earlier = actorId === null ? [] : await notifications.entriesOfAct({ recipientId, actorId, groupKey, sourceId }, tx)
  return { notice, channels, group, sources, earlier, newId: newId('Notification') }
}

/** A pure function. Returns a new notification or a larger group, or null when the recipient has this notice already. */
export const decideNotice = ({ notice, channels, group, sources, earlier, newId }: LoadedNotice): NotificationChange | null => {
  const { isWanted, isQuiet, replaces } = compareWithEarlier(notice, earlier)
  const row = group === null ? startGroup(notice, newId, channels.inApp) : addToGroup(group, notice, sources, channels.inApp)
  if (row === null || !isWanted) return null
  const { actorId, sourceId, atMs, recipientId, groupKey } = notice
  const ownerId = notice.about?.ownerId ?? null
  const rest = {
    notificationId: row._id,
    recipientId,
    groupKey,
    ownerId,
    sourceId,
    happenedAt: new Date(atMs),
    subjects: notice.subjects,
    words: notice.words,
    withdrawnAt: null,
  }
  const entry = actorId === null ? null : { _id: `${row._id}:${sourceId}`, actorId, ...rest }
  return { row, channels, entry, isCounted: row.inApp === true && (group === null || group.inApp === false), isQuiet, replaces }
}

/** Saves changes of one group, the earliest first. */
export const saveNotices = async (services: Services, changes: readonly NotificationChange[], tx: Tx): Promise<void> => {
  const { live } = services.runtime
  const { notifications } = services.stores
  const last = changes.at(-1)
  if (last === undefined) return
  const { row } = last
  for (const older of changes.flatMap(({ replaces }) => replaces))
    await removeEntries(services, older.notificationId, [older], tx)
  notifications.putAtCommit(row, tx)
  await notifications.putEntries(
    changes.flatMap(({ entry }) => entry ?? []),
    tx,
  )
  const told = changes.filter(({ isQuiet }) => !isQuiet)
  const channels = {
    inApp: told.some((change) => change.channels.inApp),
    push: told.some((change) => change.channels.push),
    mail: told.some((change) => change.channels.mail),
  }
  await scheduleDeliveries(services, row, channels, tx)
  const { _id: notificationId, athleteId, revision, latestAt } = row
  tx.emit('notification.created', { notificationId, athleteId, revision, at: latestAt.getTime() })
  tx.afterCommit(() => {
    if (!row.inApp) return
    if (told.length > 0) live.publish('notification', athleteId, { id: notificationId })
    if (changes.some(({ isCounted }) => isCounted)) live.publish('unread', athleteId)
  })
}

const removeGroup = async ({ stores, runtime }: Services, row: NotificationRow, tx: Tx): Promise<void> => {
  await stores.notifications.remove(row._id, tx)
  if (row.unread) tx.afterCommit(() => runtime.live.publish('unread', row.athleteId))
}

/** Writes a group after entries of these actors were removed. Removes the group when no entry is left. */
const shrink = async (services: Services, row: NotificationRow, actorIds: ReadonlySet<string>, tx: Tx): Promise<void> => {
  const { notifications } = services.stores
  const left = await notifications.latestEntries(row._id, tx)
  let actorsGone = 0
  for (const actorId of actorIds) {
    if ((await notifications.sourcesBy(row._id, actorId, tx)).length === 0) actorsGone += 1
  }
  const smaller = shrinkGroup(row, left, actorsGone)
  if (smaller !== null) return notifications.putAtCommit(smaller, tx)
  await removeGroup(services, row, tx)
}

/** Removes entries from a notification, whether it was read or not. */
export const removeEntries = async (
  services: Services,
  notificationId: string,
  entries: readonly NotificationEntryRow[],
  tx: Tx,
): Promise<void> => {
  const { notifications } = services.stores
  const row = await notifications.get(notificationId, tx)
  const ids = entries.map((entry) => entry._id)
  await notifications.removeEntries(ids, tx)
  if (row !== null) await shrink(services, row, new Set(entries.map((entry) => entry.actorId)), tx)
}

const ENTRIES_AT_ONCE = 500

/**
 * Removes all entries that `read` finds, some at a time, from their notifications. Each notification has its own transaction, since
 * there may be many. Safe to repeat.
 */
export const removeAllEntries = async (
  services: Services,
  read: (limit: number) => Promise<readonly NotificationEntryRow[]>,
  { origin, working }: { readonly origin: Origin; readonly working: () => void },
): Promise<void> => {
  for (;;) {
    const entries = await read(ENTRIES_AT_ONCE)
    for (const notificationId of new Set(entries.map((entry) => entry.notificationId))) {
      const gone = entries.filter((entry) => entry.notificationId === notificationId)
      await services.database.transact((tx) => removeEntries(services, notificationId, gone, tx), origin)
    }
    if (entries.length < ENTRIES_AT_ONCE) return
    working()
  }
}

/** Removes a notice that no longer holds from its unread group. A notification that was read stays unchanged. */
export const withdrawNotice = async (services: Services, notice: WithdrawnNotice, tx: Tx): Promise<void> => {
  const { locks, notifications, waitingNotices } = services.stores
  await locks.lock([sourceLock(notice)], tx)
  if (await waitingNotices.remove(waitingNoticeId(notice), tx)) return
  await locks.lock([groupLock(notice)], tx)
  const group = await notifications.unreadGroup(notice.recipientId, notice.groupKey, tx)
  if (group === null) return
  const { actorId } = notice
  if (actorId === null) return removeGroup(services, group, tx)
  const wasActive = await notifications.withdrawEntry(`${group._id}:${notice.sourceId}`, new Date(), tx)
  if (wasActive) await shrink(services, group, new Set([actorId]), tx)
}
