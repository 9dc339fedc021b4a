import { newId } from '@gruppetto/graph'
import type { LiveHints, Tx } from '@gruppetto/runtime'
import {
  firstOf,
  grown,
  type Notice,
  type NotificationEntryRow,
  type NotificationRow,
  repetitionOf,
  shrunk,
} from '../domain/notifications.ts'
import { maySeeSubject } from '../domain/subjects.ts'
import { edgeId } from '../stores/follows.ts'
import type { Stores } from '../stores/mod.ts'
import { relationsBetween } from '../stores/relations.ts'
import { aboutTurn, groupTurn, pairTurn } from './turns.ts'

/** What is known before deciding about a notice: the unread group it may join, and what was told before of the same and by its actor. */
export interface Loaded {
  readonly notice: Notice
  readonly group: NotificationRow | null
  readonly sources: readonly string[]
  readonly earlier: readonly NotificationEntryRow[]
  readonly freshId: string
}

export interface Written {
  readonly row: NotificationRow
  readonly entry: NotificationEntryRow | null
  readonly isNew: boolean
  readonly isQuiet: boolean
  readonly replaces: readonly NotificationEntryRow[]
}

const pairsOf = ({ recipientId, actorId, about }: Notice): readonly (readonly [string, string])[] => {
  const people = [...new Set([recipientId, actorId, about?.ownerId ?? null])].filter((id) => id !== null)
  return people.flatMap((one, index) => people.slice(index + 1).map((other) => [one, other] as const))
}

/** What decides whether a notice may be told: whoever changes one of these at the same moment comes before or after, not between. */
const turnsOf = (notice: Notice): readonly string[] => {
  const { activity, post } = notice.subjects
  const about = [activity, post].filter((id) => id !== undefined)
  return [groupTurn(notice), ...about.map(aboutTurn), ...pairsOf(notice).map(([one, other]) => pairTurn(one, other))]
}

/**
 * Whether an athlete may be told: never of oneself, never where recipient, actor and owner of the subject are not all on speaking terms, never
 * about what may not be seen.
 */
const mayTell = async (stores: Stores, notice: Notice, tx: Tx): Promise<boolean> => {
  const blocks = pairsOf(notice).flatMap(([one, other]) => [edgeId(one, other), edgeId(other, one)])
  if ((await stores.blocks.standingAmong(blocks, tx)).size > 0) return false
  const { about, recipientId } = notice
  if (about === null) return true
  const relation = (await relationsBetween(stores, recipientId, [about.ownerId], tx)).get(about.ownerId)
  return relation !== undefined && maySeeSubject(about, relation)
}

/** Reads what is to be known of a notice, as of the transaction that will write it; null where it may not be told. */
export const loadNotice = async (stores: Stores, notice: Notice, tx: Tx): Promise<Loaded | null> => {
  const { recipientId, actorId, groupKey, sourceId } = notice
  if (actorId === recipientId) return null
  await stores.turns.take(turnsOf(notice), tx)
  if (!(await mayTell(stores, notice, tx))) return null
  const group = await stores.notifications.unreadGroup(recipientId, groupKey, tx)
  const sources = group === null || actorId === null ? [] : await stores.notifications.sourcesBy(group._id, actorId, tx)
  const earlier = actorId === null ? [] : await stores.notifications.toldBefore({ recipientId, actorId, groupKey, sourceId }, tx)
  return { notice, group, sources, earlier, freshId: newId('Notification') }
}

/** Pure: a new notification, a group grown, or null where this was told already. */
export const decideNotice = ({ notice, group, sources, earlier, freshId }: Loaded): Written | null => {
  const { tell, isQuiet, replaces } = repetitionOf(notice, earlier)
  const row = group === null ? firstOf(notice, freshId) : grown(group, notice, sources)
  if (row === null || !tell) return null
  const { actorId, sourceId, atMs, recipientId, groupKey } = notice
  const ownerId = notice.about?.ownerId ?? null
  const same = { notificationId: row._id, recipientId, groupKey, ownerId, sourceId, atMs, overAt: null }
  const entry = actorId === null ? null : { _id: `${row._id}:${sourceId}`, actorId, ...same }
  return { row, entry, isNew: group === null, isQuiet, replaces }
}

export const saveNotice = async (stores: Stores, live: LiveHints, written: Written, tx: Tx): Promise<void> => {
  const { row, entry, isNew, isQuiet, replaces } = written
  for (const older of replaces) await takeOut(stores, live, older.notificationId, [older], tx)
  await stores.notifications.put(row, tx)
  if (entry !== null) await stores.notifications.putEntry(entry, tx)
  tx.emit('notification.created', { notificationId: row._id, athleteId: row.athleteId, revision: row.revision, at: row.atMs })
  tx.afterCommit(() => {
    if (!isQuiet) live.publish('notification', row.athleteId, { id: row._id })
    if (isNew) live.publish('unread', row.athleteId)
  })
}

/** Writes a group after some events of these actors are gone, or removes it with the last of them. */
const rewrite = async (
  stores: Stores,
  live: LiveHints,
  row: NotificationRow,
  actorIds: ReadonlySet<string>,
  tx: Tx,
): Promise<void> => {
  const left = await stores.notifications.latestEntries(row._id, tx)
  let actorsGone = 0
  for (const actorId of actorIds) {
    if ((await stores.notifications.sourcesBy(row._id, actorId, tx)).length === 0) actorsGone += 1
  }
  const smaller = shrunk(row, left, actorsGone)
  if (smaller !== null) return stores.notifications.put(smaller, tx)
  await stores.notifications.remove(row._id, tx)
  if (row.unread) tx.afterCommit(() => live.publish('unread', row.athleteId))
}

/** Takes events out of one notification, read or not. */
export const takeOut = async (
  stores: Stores,
  live: LiveHints,
  notificationId: string,
  gone: readonly NotificationEntryRow[],
  tx: Tx,
): Promise<void> => {
  const row = await stores.notifications.get(notificationId, tx)
  await stores.notifications.removeEntries(
    gone.map((entry) => entry._id),
    tx,
  )
  if (row !== null) await rewrite(stores, live, row, new Set(gone.map((entry) => entry.actorId)), tx)
}

/** Takes one event out of an unread group: kudos taken back, a follow ended. What was read stays as it was read. */
export const takeBack = async (
  stores: Stores,
  live: LiveHints,
  event: { recipientId: string; groupKey: string; actorId: string; sourceId: string },
  tx: Tx,
): Promise<void> => {
  await stores.turns.take([groupTurn(event)], tx)
  const group = await stores.notifications.unreadGroup(event.recipientId, event.groupKey, tx)
  if (group === null) return
  const wasThere = await stores.notifications.endEntry(`${group._id}:${event.sourceId}`, new Date(), tx)
  if (wasThere) await rewrite(stores, live, group, new Set([event.actorId]), tx)
}
