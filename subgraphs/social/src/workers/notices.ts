import { newId } from '@gruppetto/graph'
import type { LiveHints, Tx } from '@gruppetto/runtime'
import { firstOf, grown, type Notice, type NotificationEntryRow, type NotificationRow, shrunk } from '../domain/notifications.ts'
import { maySeeSubject, type Subject } from '../domain/subjects.ts'
import type { Stores } from '../stores/mod.ts'
import { relationsBetween } from '../stores/relations.ts'

/** What is known before deciding about a notice: the unread group it may join and what its actor has in that group already. */
export interface Loaded {
  readonly notice: Notice
  readonly group: NotificationRow | null
  readonly sources: readonly string[]
  readonly freshId: string
}

export interface Written {
  readonly row: NotificationRow
  readonly entry: NotificationEntryRow | null
  readonly isNew: boolean
}

/**
 * Whether an athlete may be told: never of oneself, never of someone blocked either way or gone, never about what may not be seen.
 */
export const mayTell = async (
  stores: Stores,
  notice: Pick<Notice, 'recipientId' | 'actorId'>,
  subject: Subject | null,
): Promise<boolean> => {
  const { recipientId, actorId } = notice
  if (actorId === recipientId) return false
  const others = [...(actorId === null ? [] : [actorId]), ...(subject === null ? [] : [subject.ownerId])]
  const relations = await relationsBetween(stores, recipientId, [...new Set(others)])
  const toActor = actorId === null ? undefined : relations.get(actorId)
  if (toActor?.ownerBlockedViewer || toActor?.viewerBlockedOwner) return false
  const toOwner = subject === null ? undefined : relations.get(subject.ownerId)
  return subject === null || (toOwner !== undefined && maySeeSubject(subject, toOwner))
}

export const loadSubject = async (stores: Stores, subjectId: string): Promise<Subject | null> => {
  if (subjectId.startsWith('post_')) {
    const post = await stores.posts.get(subjectId)
    return post === null ? null : { kind: 'POST', id: post._id, ownerId: post.authorId, post }
  }
  const activity = await stores.activities.get(subjectId)
  return activity === null ? null : { kind: 'ACTIVITY', id: activity._id, ownerId: activity.ownerId, activity }
}

const groupTurn = ({ recipientId, groupKey }: Pick<Notice, 'recipientId' | 'groupKey'>): string =>
  `group:${recipientId}:${groupKey}`

export const loadNotice = async (stores: Stores, notice: Notice, tx: Tx): Promise<Loaded> => {
  await stores.turns.take([groupTurn(notice)], tx)
  const group = await stores.notifications.unreadGroup(notice.recipientId, notice.groupKey, tx)
  const isKnown = group !== null && notice.actorId !== null
  const sources = isKnown ? await stores.notifications.sourcesBy(group._id, notice.actorId ?? '', tx) : []
  return { notice, group, sources, freshId: newId('Notification') }
}

/** Pure: a new notification, a group grown, or null where the group has this event already. */
export const decideNotice = ({ notice, group, sources, freshId }: Loaded): Written | null => {
  const row = group === null ? firstOf(notice, freshId) : grown(group, notice, sources)
  if (row === null) return null
  const { actorId, sourceId, atMs, recipientId } = notice
  const entry =
    actorId === null ? null : { _id: `${row._id}:${sourceId}`, notificationId: row._id, recipientId, actorId, sourceId, atMs }
  return { row, entry, isNew: group === null }
}

export const saveNotice = async (stores: Stores, live: LiveHints, { row, entry, isNew }: Written, tx: Tx): Promise<void> => {
  await stores.notifications.put(row, tx)
  if (entry !== null) await stores.notifications.putEntry(entry, tx)
  tx.emit('notification.created', { notificationId: row._id, athleteId: row.athleteId, revision: row.revision, at: row.atMs })
  tx.afterCommit(() => {
    live.publish('notification', row.athleteId, { id: row._id })
    if (isNew) live.publish('unread', row.athleteId)
  })
}

/** Writes a group after some events of one actor are gone, or removes it with the last of them. */
const rewrite = async (stores: Stores, live: LiveHints, row: NotificationRow, actorId: string, tx: Tx): Promise<void> => {
  const left = await stores.notifications.latestEntries(row._id, tx)
  const isActorGone = (await stores.notifications.sourcesBy(row._id, actorId, tx)).length === 0
  const smaller = shrunk(row, left, isActorGone)
  if (smaller !== null) return stores.notifications.put(smaller, tx)
  await stores.notifications.remove(row._id, tx)
  if (row.unread) tx.afterCommit(() => live.publish('unread', row.athleteId))
}

/** Takes one event out of an unread group: kudos taken back, a comment deleted, a follow ended. What was read stays as it was read. */
export const takeBack = async (
  stores: Stores,
  live: LiveHints,
  event: { recipientId: string; groupKey: string; actorId: string; sourceId: string },
  tx: Tx,
): Promise<void> => {
  await stores.turns.take([groupTurn(event)], tx)
  const group = await stores.notifications.unreadGroup(event.recipientId, event.groupKey, tx)
  if (group === null) return
  const wasThere = await stores.notifications.removeEntry(`${group._id}:${event.sourceId}`, tx)
  if (wasThere) await rewrite(stores, live, group, event.actorId, tx)
}

/** Takes all that one athlete did out of all that another is told, read or not. */
export const takeBackAll = async (
  stores: Stores,
  live: LiveHints,
  recipientId: string,
  actorId: string,
  tx: Tx,
): Promise<void> => {
  for (const id of await stores.notifications.groupsWith(recipientId, actorId, tx)) {
    const row = await stores.notifications.get(id, tx)
    await stores.notifications.removeEntriesBy(id, actorId, tx)
    if (row !== null) await rewrite(stores, live, row, actorId, tx)
  }
}
