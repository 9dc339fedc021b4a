import { groupBy } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import { groupLock, sourceLock } from '../domain/locks.ts'
import {
  addToGroup,
  compareWithEarlier,
  type NotificationEntryRow,
  type NotificationRow,
  shrinkGroup,
  startGroup,
} from '../domain/notifications.ts'
import type { Channels } from '../domain/preferences.ts'
import { waitingNoticeId } from '../domain/waiting-notices.ts'
import type { WithdrawnNotice } from '../notices/define-notice.ts'
import type { Services } from '../services.ts'
import type { LoadedNotice } from './load-notices.ts'
import { scheduleDeliveries, type Written } from './schedule-deliveries.ts'

export interface NotificationChange {
  readonly row: NotificationRow
  readonly channels: Channels
  readonly entry: NotificationEntryRow | null
  /** Whether the unread count is one more with it. */
  readonly isCounted: boolean
  readonly isQuiet: boolean
  readonly replaces: readonly NotificationEntryRow[]
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

/** Saves the changes of one group, the earliest first. Returns the notification, and where it is to go. */
const saveGroup = async (
  services: Services,
  row: NotificationRow,
  changes: readonly NotificationChange[],
  tx: Tx,
): Promise<Written> => {
  const { live } = services.runtime
  const { notifications } = services.stores
  for (const older of changes.flatMap(({ replaces }) => replaces))
    await removeEntries(services, older.notificationId, [older], tx)
  notifications.putAtCommit(row, tx)
  notifications.putEntriesAtCommit(
    changes.flatMap(({ entry }) => entry ?? []),
    tx,
  )
  const told = changes.filter(({ isQuiet }) => !isQuiet)
  const { _id: notificationId, athleteId, revision, latestAt } = row
  tx.emit('notification.created', { notificationId, athleteId, revision, at: latestAt.getTime() })
  tx.afterCommit(() => {
    if (!row.inApp) return
    if (told.length > 0) live.publish('notification', athleteId, { id: notificationId })
    if (changes.some(({ isCounted }) => isCounted)) live.publish('unread', athleteId)
  })
  const channels = {
    inApp: told.some((change) => change.channels.inApp),
    push: told.some((change) => change.channels.push),
    mail: told.some((change) => change.channels.mail),
  }
  return { row, channels }
}

/** Saves changes of any groups, those of one group in their order. */
export const saveNotices = async (services: Services, changes: readonly NotificationChange[], tx: Tx): Promise<void> => {
  const written: Written[] = []
  for (const ofGroup of groupBy(changes, ({ row }) => row._id).values()) {
    const last = ofGroup.at(-1)
    if (last !== undefined) written.push(await saveGroup(services, last.row, ofGroup, tx))
  }
  await scheduleDeliveries(services, written, tx)
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
    for (const [notificationId, gone] of groupBy(entries, (entry) => entry.notificationId))
      await services.database.transact((tx) => removeEntries(services, notificationId, gone, tx), origin)
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
