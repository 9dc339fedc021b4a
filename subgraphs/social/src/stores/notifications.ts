import { collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { NotificationEntryRow, NotificationRow } from '../domain/notifications.ts'
import { type Keyset, olderThan } from './keyset.ts'
import { type ColumnsRow, withSubjectsAndWords } from './notification-columns.ts'

/** Enough to find the three latest actors, unless one of them has very many of the latest entries. */
const ENTRIES_READ = 200
/** Longer than withdrawn entries are needed; see compareWithEarlier. */
const WITHDRAWN_KEPT_SECONDS = 2 * 24 * 3600
/** Pushes and mails about them have long gone out. */
const OUT_OF_APP_SECONDS = 7 * 24 * 3600
/** Older rows have no such field, and are in the app. */
const IN_APP = { inApp: { $ne: false } } as const
/** Withdrawn entries are in no group any more. */
const ACTIVE = { withdrawnAt: null }
/** Every id is greater than this. With this comparison, partial indexes serve queries by an id. */
const NO_ID = ''

/** The fields that name the activity or post of a notification, by the name of their index. */
const ABOUT = {
  aboutActivity: 'activityId',
  aboutPost: 'postId',
  activitySubject: 'subjects.activity',
  postSubject: 'subjects.post',
} as const
const COMMENT = 'subjects.comment'
const CLUB = 'subjects.club'
const EVENT = 'subjects.event'

/** The act of an athlete that a notice is about. */
type Act = Pick<NotificationEntryRow, 'recipientId' | 'actorId' | 'groupKey' | 'sourceId'>

const openRows = (database: Database) =>
  collection<NotificationRow>(database, {
    name: 'notifications',
    fields: {
      _id: 'string',
      athleteId: 'string',
      kind: 'string',
      groupKey: 'string',
      unread: 'boolean',
      inApp: 'boolean?',
      readAt: 'date | null',
      latestAt: 'date',
      revision: 'number',
      actorIds: 'array',
      actorCount: 'number',
      subjects: 'object',
      words: 'object',
    },
    athletes: { ids: { athleteId: 'delete', actorIds: 'forget' }, exported: { without: ['groupKey'] } },
    shardKey: { athleteId: 1 },
    indexes: [
      // Serves Viewer.notifications, newest first.
      { keys: { athleteId: 1, latestAt: -1, _id: -1 } },
      // Ensures one unread notification for each group, however many workers write it at once.
      { keys: { athleteId: 1, groupKey: 1 }, unique: true, only: { unread: true } },
      // Serves Viewer.notifications(unreadOnly), newest first, and the unread count, which reads no row.
      { keys: { athleteId: 1, unread: 1, latestAt: -1, _id: -1, inApp: 1 } },
      // Expires those that are not in the app.
      { keys: { latestAt: 1 }, only: { inApp: false }, expireAfterSeconds: OUT_OF_APP_SECONDS },
      // Serve the notifications about a deleted activity or post, also those stored before `subjects` existed.
      ...Object.entries(ABOUT).map(
        ([name, field]) => ({ keys: { [field]: 1 }, name, only: { [field]: { $gt: NO_ID } } }) as const,
      ),
      // Serves the kudos of a deleted comment.
      { keys: { [COMMENT]: 1 }, name: 'commentSubject', only: { [COMMENT]: { $gt: NO_ID } } },
      // Serve what was told of a club that is deleted, and of its events.
      { keys: { [CLUB]: 1 }, name: 'clubSubject', only: { [CLUB]: { $gt: NO_ID } } },
      { keys: { [EVENT]: 1 }, name: 'eventSubject', only: { [EVENT]: { $gt: NO_ID } } },
      // Serves the news of a live session that is over.
      { keys: { 'subjects.liveSession': 1 }, only: { 'subjects.liveSession': { $gt: NO_ID } } },
    ],
    renamed: { atMs: 'latestAt', readAtMs: 'readAt' },
  })

const openEntries = (database: Database) =>
  collection<NotificationEntryRow>(database, {
    name: 'notification_entries',
    fields: {
      _id: 'string',
      notificationId: 'string',
      recipientId: 'string',
      groupKey: 'string',
      actorId: 'string',
      ownerId: 'string | null',
      sourceId: 'string',
      happenedAt: 'date',
      subjects: 'object?',
      words: 'object?',
      withdrawnAt: 'date | null',
    },
    athletes: {
      ids: { recipientId: 'delete', actorId: 'delete', ownerId: 'delete' },
      exported: { not: 'the notifications are exported' },
    },
    indexes: [
      // Serve the actors of a group, the latest first, and the entries of one actor.
      { keys: { notificationId: 1, happenedAt: -1, _id: -1 } },
      { keys: { notificationId: 1, actorId: 1 } },
      // Serves the entries of a deleted comment.
      { keys: { sourceId: 1 } },
      // Serves the earlier entries of an act, and those to remove when the recipient and the actor block each other.
      { keys: { recipientId: 1, actorId: 1, groupKey: 1 } },
      // Serve the entries to remove when the owner and the actor, or the owner and the recipient, block each other.
      { keys: { ownerId: 1, actorId: 1 } },
      { keys: { ownerId: 1, recipientId: 1 } },
      // Expires withdrawn entries.
      { keys: { withdrawnAt: 1 }, expireAfterSeconds: WITHDRAWN_KEPT_SECONDS },
    ],
    renamed: { atMs: 'happenedAt', overAt: 'withdrawnAt' },
  })

export const openNotifications = (database: Database) => {
  const rows = openRows(database)
  const entries = openEntries(database)
  const readOne = async (where: Where<NotificationRow>, tx?: Tx): Promise<NotificationRow | null> => {
    const stored = await rows.one<NotificationRow | ColumnsRow>(where, { tx })
    return stored === null ? null : withSubjectsAndWords(stored)
  }
  const removeSome = async (where: Where<NotificationRow>, limit: number, tx: Tx): Promise<readonly string[]> => {
    const found = await rows.many<Pick<NotificationRow, '_id' | 'athleteId'>>(where, { fields: { athleteId: 1 }, limit, tx })
    const ids = found.map((row) => row._id)
    if (ids.length === 0) return []
    await entries.deleteMany({ notificationId: { $in: ids } }, tx)
    await rows.deleteMany({ _id: { $in: ids } }, tx)
    return found.map((row) => row.athleteId)
  }
  return {
    async unreadGroup(athleteId: string, groupKey: string, tx?: Tx): Promise<NotificationRow | null> {
      return readOne({ athleteId, groupKey, unread: true }, tx)
    },
    async get(id: string, tx: Tx): Promise<NotificationRow | null> {
      return readOne({ _id: id }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, NotificationRow>> {
      const stored = await rows.byId(ids)
      return new Map([...stored].map(([id, row]) => [id, withSubjectsAndWords(row)]))
    },
    putAtCommit(row: NotificationRow, tx: Tx): void {
      rows.putAtCommit([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: id }, tx)
    },
    async page(athleteId: string, unreadOnly: boolean, after: Keyset | null, limit: number): Promise<readonly NotificationRow[]> {
      const stored = await rows.many<NotificationRow | ColumnsRow>(
        { athleteId, ...(unreadOnly ? { unread: true } : {}), ...IN_APP, ...olderThan('latestAt', after) },
        { sort: { latestAt: -1, _id: -1 }, limit },
      )
      return stored.map(withSubjectsAndWords)
    },
    /** Counts in the index. This is cheap as long as athletes read their notifications. */
    async unreadCount(athleteId: string): Promise<number> {
      return rows.count({ athleteId, unread: true, ...IN_APP })
    },
    /** Marks notifications of an athlete as read: those with the ids, or all up to an instant. Returns how many were unread. */
    async markRead(
      athleteId: string,
      which: { readonly ids: readonly string[] } | { readonly upTo: Date },
      readAt: Date,
      tx: Tx,
    ): Promise<number> {
      const chosen = 'ids' in which ? { _id: { $in: which.ids } } : { latestAt: { $lte: which.upTo } }
      return rows.updateMany(
        { athleteId, unread: true, ...chosen },
        { $set: { unread: false, readAt }, $inc: { revision: 1 } },
        tx,
      )
    },
    /** Returns the sources of the entries that an actor has in a group. */
    async sourcesBy(notificationId: string, actorId: string, tx: Tx): Promise<readonly string[]> {
      return entries.distinct('sourceId', { notificationId, actorId, ...ACTIVE }, tx)
    },
    /** Returns the entries of an act, active or withdrawn lately. */
    async entriesOfAct({ recipientId, actorId, groupKey, sourceId }: Act, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return entries.many({ recipientId, actorId, groupKey, sourceId }, { tx })
    },
    /** Returns the entries of some actors for a group, in any of its notifications. */
    async entriesBy(
      { recipientId, groupKey }: Pick<Act, 'recipientId' | 'groupKey'>,
      actorIds: readonly string[],
      tx: Tx,
    ): Promise<readonly NotificationEntryRow[]> {
      return entries.many({ recipientId, actorId: { $in: actorIds }, groupKey }, { tx })
    },
    putEntriesAtCommit(rows: readonly NotificationEntryRow[], tx: Tx): void {
      entries.putAtCommit(rows, tx)
    },
    /** Marks an entry as withdrawn. Returns false when there is no active one. */
    async withdrawEntry(id: string, withdrawnAt: Date, tx: Tx): Promise<boolean> {
      return entries.updateOne({ _id: id, ...ACTIVE }, { $set: { withdrawnAt } }, tx)
    },
    async removeEntries(ids: readonly string[], tx: Tx): Promise<void> {
      await entries.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Returns the latest entries of a group. */
    async latestEntries(notificationId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return entries.many({ notificationId, ...ACTIVE }, { sort: { happenedAt: -1, _id: -1 }, limit: ENTRIES_READ, tx })
    },
    /** Returns some entries in which two athletes both are recipient, actor or owner. */
    async entriesBetween(one: string, other: string, limit: number): Promise<readonly NotificationEntryRow[]> {
      const roles = [
        { recipientId: one, actorId: other },
        { recipientId: other, actorId: one },
        { ownerId: one, actorId: other },
        { ownerId: other, actorId: one },
        { ownerId: one, recipientId: other },
        { ownerId: other, recipientId: one },
      ]
      return entries.many({ $or: roles.map((role) => ({ ...role, ...ACTIVE })) }, { limit })
    },
    /** Returns some entries of others in which an athlete is the actor or the owner. */
    async entriesAbout(athleteId: string, limit: number): Promise<readonly NotificationEntryRow[]> {
      const roles = [{ actorId: athleteId }, { ownerId: athleteId, recipientId: { $ne: athleteId } }]
      return entries.many({ $or: roles.map((role) => ({ ...role, ...ACTIVE })) }, { limit })
    },
    /** Returns the entries of a comment, for all recipients. */
    async entriesOfSource(sourceId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return entries.many({ sourceId, ...ACTIVE }, { tx })
    },
    /** Returns the entries that come from any of these, such as efforts, for all recipients. */
    async entriesOfSources(sourceIds: readonly string[], tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return entries.many({ sourceId: { $in: sourceIds }, ...ACTIVE }, { tx })
    },
    /**
     * Removes some notifications about a deleted activity or post, or about the kudos of a deleted comment. Returns their
     * recipients.
     */
    async removeSomeAbout(id: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const about: Where<NotificationRow> = id.startsWith('cmt_')
        ? { [COMMENT]: id, kind: 'KUDOS' }
        : { $or: Object.values(ABOUT).map((field) => ({ [field]: id })) }
      return removeSome(about, limit, tx)
    },
    /** Removes some notifications about clubs, or about posts or events in them. Returns their recipients. */
    async removeSomeOfClubs(
      of:
        | { readonly clubIds: readonly string[] }
        | { readonly eventIds: readonly string[] }
        | { readonly postIds: readonly string[] },
      limit: number,
      tx: Tx,
    ): Promise<readonly string[]> {
      if ('clubIds' in of) return removeSome({ [CLUB]: { $in: of.clubIds } }, limit, tx)
      if ('eventIds' in of) return removeSome({ [EVENT]: { $in: of.eventIds } }, limit, tx)
      return removeSome(
        { $or: [ABOUT.aboutPost, ABOUT.postSubject].map((field) => ({ [field]: { $in: of.postIds } })) },
        limit,
        tx,
      )
    },
    /** Removes some unread news that a live session has started. Returns their recipients. */
    async removeSomeLiveStarts(liveSessionId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      return removeSome({ 'subjects.liveSession': liveSessionId, kind: 'LIVE_STARTED', unread: true }, limit, tx)
    },
  }
}

export type Notifications = ReturnType<typeof openNotifications>
