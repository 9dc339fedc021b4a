import { newId } from '@gruppetto/graph'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import type { Subject } from '../domain/subjects.ts'
import { noticeOfWaiting, type WaitingNoticeRow } from '../domain/waiting-notices.ts'
import { loadSubject } from '../notices/subjects.ts'
import type { Services } from '../services.ts'
import { kudosId } from '../stores/kudos.ts'
import { allowedAmong, lockNotices } from './load-notices.ts'
import { decideNotice, type NotificationChange, saveNotices } from './write-notices.ts'

/** A transaction adds so many to a group. */
export const COLLECTED_AT_ONCE = 200

type Group = Pick<WaitingNoticeRow, 'recipientId' | 'groupKey'>

const loadSubjects = async (services: Services, rows: readonly WaitingNoticeRow[], tx: Tx) => {
  const subjects = new Map<string, Subject | null>()
  for (const { aboutId } of rows) {
    if (aboutId !== null && !subjects.has(aboutId)) subjects.set(aboutId, await loadSubject(services, aboutId, tx))
  }
  return subjects
}

/** Leaves out kudos that were taken back: they may have waited without a look at that. */
const keepStanding = async ({ stores }: Services, rows: readonly WaitingNoticeRow[], tx: Tx) => {
  const idOf = ({ aboutId, actorId }: WaitingNoticeRow): string => kudosId(aboutId ?? '', actorId)
  const kudos = rows.filter(({ kind }) => kind === 'KUDOS')
  if (kudos.length === 0) return rows
  const given = await stores.kudos.givenAmong(kudos.map(idOf), tx)
  return rows.filter((row) => row.kind !== 'KUDOS' || given.has(idOf(row)))
}

/** Returns the notices that still may be given, with where they go. */
const loadWaiting = async (services: Services, rows: readonly WaitingNoticeRow[], tx: Tx) => {
  const subjects = await loadSubjects(services, rows, tx)
  const there = rows.filter(({ aboutId }) => aboutId === null || subjects.get(aboutId) != null)
  const notices = there.map((row) => ({
    notice: noticeOfWaiting(row, row.aboutId === null ? null : (subjects.get(row.aboutId) ?? null)),
    channels: row.channels,
  }))
  await lockNotices(
    services,
    notices.map(({ notice }) => notice),
    tx,
  )
  const allowed = await allowedAmong(
    services,
    notices.map(({ notice }) => notice),
    tx,
  )
  return notices.filter(({ notice }) => allowed.includes(notice))
}

/** Adds what waits for a group to it, or starts a new group when the old one was read. Returns how many waited, at most 200. */
export const collectNotices = (services: Services, group: Group): Promise<number> => {
  const { notifications, waitingNotices } = services.stores
  return services.database.transact(async (tx) => {
    const rows = await waitingNotices.of(group, COLLECTED_AT_ONCE, tx)
    const notices = await loadWaiting(services, await keepStanding(services, rows, tx), tx)
    const entries = await notifications.entriesBy(
      group,
      rows.map(({ actorId }) => actorId),
      tx,
    )
    let row = await notifications.unreadGroup(group.recipientId, group.groupKey, tx)
    const changes: NotificationChange[] = []
    for (const { notice, channels } of notices) {
      const own = entries.filter(({ actorId }) => actorId === notice.actorId)
      const inGroup = own.filter(({ notificationId, withdrawnAt }) => notificationId === row?._id && withdrawnAt === null)
      const change = decideNotice({
        notice,
        channels,
        group: row,
        sources: inGroup.map(({ sourceId }) => sourceId),
        earlier: own.filter(({ sourceId }) => sourceId === notice.sourceId),
        newId: newId('Notification'),
      })
      if (change === null) continue
      changes.push(change)
      row = change.row
    }
    await saveNotices(services, changes, tx)
    await waitingNotices.removeMany(
      rows.map(({ _id }) => _id),
      tx,
    )
    return rows.length
  }, SYSTEM)
}
