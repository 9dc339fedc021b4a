import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { NotificationEntryRow, NotificationRow } from '../domain/notifications.ts'
import { type Keyset, olderThan } from './keyset.ts'
import { type ColumnsRow, withSubjectsAndWords } from './notification-columns.ts'

/** Enough to find the three latest actors, unless one of them has very many of the latest entries. */
const ENTRIES_READ = 200
/** Longer than withdrawn entries are needed; see compareWithEarlier. */
const WITHDRAWN_KEPT_SECONDS = 2 * 24 * 3600
/** Withdrawn entries are in no group any more. */
const ACTIVE = { overAt: null }
/** Every id is greater than this. With this comparison, partial indexes serve queries by an id. */
const NO_ID = ''

/** The fields that name the activity or post of a notification, by the name of their index. */
const ABOUT = {
  aboutActivity: 'activityId',
  aboutPost: 'postId',
  activitySubject: 'subjects.activity',
  postSubject: 'subjects.post',
} as const

/** The act of an athlete that a notice is about. */
type Act = Pick<NotificationEntryRow, 'recipientId' | 'actorId' | 'groupKey' | 'sourceId'>

const openModel = (database: Database) => {
  const schema = rowSchema<NotificationRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      kind: { type: String, required: true },
      groupKey: { type: String, required: true },
      unread: { type: Boolean, required: true },
      readAtMs: { type: Number, default: null },
      atMs: { type: Number, required: true },
      revision: { type: Number, required: true },
      actorIds: { type: [String], required: true },
      actorCount: { type: Number, required: true },
      subjects: { type: Object, required: true },
      words: { type: Object, required: true },
    },
    { collection: 'notifications', versionKey: false },
  )
  // Serves Viewer.notifications, newest first. Shard key: athleteId.
  schema.index({ athleteId: 1, atMs: -1, _id: -1 })
  // Ensures one unread notification for each group, however many workers write it at once.
  schema.index({ athleteId: 1, groupKey: 1 }, { unique: true, partialFilterExpression: { unread: true } })
  // Serves Viewer.notifications(unreadOnly), newest first, and the unread count.
  schema.index({ athleteId: 1, unread: 1, atMs: -1, _id: -1 })
  // Serve the notifications about a deleted activity or post, also those stored before `subjects` existed.
  for (const [name, field] of Object.entries(ABOUT))
    schema.index({ [field]: 1 }, { name, partialFilterExpression: { [field]: { $gt: NO_ID } } })
  return database.connection.model<NotificationRow>('Notification', schema)
}

const openEntryModel = (database: Database) => {
  const schema = rowSchema<NotificationEntryRow>(
    {
      _id: String,
      notificationId: { type: String, required: true },
      recipientId: { type: String, required: true },
      groupKey: { type: String, required: true },
      actorId: { type: String, required: true },
      ownerId: { type: String, default: null },
      sourceId: { type: String, required: true },
      atMs: { type: Number, required: true },
      overAt: { type: Date, default: null },
    },
    { collection: 'notification_entries', versionKey: false },
  )
  // Serve the actors of a group, the latest first, and the entries of one actor.
  schema.index({ notificationId: 1, atMs: -1, _id: -1 })
  schema.index({ notificationId: 1, actorId: 1 })
  // Serves the entries of a deleted comment.
  schema.index({ sourceId: 1 })
  // Serves the earlier entries of an act, and those to remove when the recipient and the actor block each other.
  schema.index({ recipientId: 1, actorId: 1, groupKey: 1 })
  // Serve the entries to remove when the owner and the actor, or the owner and the recipient, block each other.
  schema.index({ ownerId: 1, actorId: 1 })
  schema.index({ ownerId: 1, recipientId: 1 })
  // Expires withdrawn entries.
  schema.index({ overAt: 1 }, { expireAfterSeconds: WITHDRAWN_KEPT_SECONDS })
  return database.connection.model<NotificationEntryRow>('NotificationEntry', schema)
}

export const openNotifications = (database: Database) => {
  const model = openModel(database)
  const read = readRows(model)
  const readOne = async (...[where, options]: Parameters<typeof read.one>): Promise<NotificationRow | null> => {
    const stored = await read.one<NotificationRow | ColumnsRow>(where, options)
    return stored === null ? null : withSubjectsAndWords(stored)
  }
  const readMany = async (...[where, options]: Parameters<typeof read.many>): Promise<readonly NotificationRow[]> =>
    (await read.many<NotificationRow | ColumnsRow>(where, options)).map(withSubjectsAndWords)
  const whole = wholeRows(model)
  const entries = openEntryModel(database)
  const readEntries = readRows(entries)
  return {
    async unreadGroup(athleteId: string, groupKey: string, tx: Tx): Promise<NotificationRow | null> {
      return readOne({ athleteId, groupKey, unread: true }, { tx })
    },
    async get(id: string, tx: Tx): Promise<NotificationRow | null> {
      return readOne({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, NotificationRow>> {
      if (ids.length === 0) return new Map()
      const rows = await readMany({ _id: { $in: ids } })
      return new Map(rows.map((row) => [row._id, row]))
    },
    async put(row: NotificationRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
    },
    async page(athleteId: string, unreadOnly: boolean, after: Keyset | null, limit: number): Promise<readonly NotificationRow[]> {
      return readMany(
        { athleteId, ...(unreadOnly ? { unread: true } : {}), ...olderThan('atMs', after) },
        { sort: { atMs: -1, _id: -1 }, limit },
      )
    },
    /** Counts in the index. This is cheap as long as athletes read their notifications. */
    async unreadCount(athleteId: string): Promise<number> {
      return read.count({ athleteId, unread: true })
    },
    /** Marks notifications of an athlete as read: those with the ids, or all up to an instant. Returns how many were unread. */
    async markRead(
      athleteId: string,
      which: { ids: readonly string[] } | { beforeMs: number },
      nowMs: number,
      tx: Tx,
    ): Promise<number> {
      const chosen = 'ids' in which ? { _id: { $in: which.ids } } : { atMs: { $lte: which.beforeMs } }
      const result = await model.updateMany(
        { athleteId, unread: true, ...chosen },
        { $set: { unread: false, readAtMs: nowMs }, $inc: { revision: 1 } },
        { session: tx.session },
      )
      return result.modifiedCount
    },
    /** Returns the sources of the entries that an actor has in a group. */
    async sourcesBy(notificationId: string, actorId: string, tx: Tx): Promise<readonly string[]> {
      return readEntries.distinct('sourceId', { notificationId, actorId, ...ACTIVE }, tx)
    },
    /** Returns the entries of an act, active or withdrawn lately. */
    async entriesOfAct(act: Act, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      const { recipientId, actorId, groupKey, sourceId } = act
      return readEntries.many({ recipientId, actorId, groupKey, sourceId }, { tx })
    },
    async putEntry(row: NotificationEntryRow, tx: Tx): Promise<void> {
      await entries.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** Marks an entry as withdrawn. Returns false when there is no active one. */
    async withdrawEntry(id: string, overAt: Date, tx: Tx): Promise<boolean> {
      const result = await entries.updateOne({ _id: id, ...ACTIVE }, { $set: { overAt } }, { session: tx.session })
      return result.modifiedCount === 1
    },
    async removeEntries(ids: readonly string[], tx: Tx): Promise<void> {
      await entries.deleteMany({ _id: { $in: ids } }, { session: tx.session })
    },
    /** Returns the latest entries of a group. */
    async latestEntries(notificationId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return readEntries.many({ notificationId, ...ACTIVE }, { sort: { atMs: -1, _id: -1 }, limit: ENTRIES_READ, tx })
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
      return readEntries.many({ $or: roles.map((role) => ({ ...role, ...ACTIVE })) }, { limit })
    },
    /** Returns the entries of a comment, for all recipients. */
    async entriesOfSource(sourceId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return readEntries.many({ sourceId, ...ACTIVE }, { tx })
    },
    /** Removes some notifications about a deleted activity or post. Returns their recipients. */
    async removeSomeAbout(subjectId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const about = { $or: Object.values(ABOUT).map((field) => ({ [field]: subjectId })) }
      const options = { fields: { athleteId: 1 }, limit, tx }
      const rows = await read.many<Pick<NotificationRow, '_id' | 'athleteId'>>(about, options)
      const ids = rows.map((row) => row._id)
      if (ids.length === 0) return []
      await entries.deleteMany({ notificationId: { $in: ids } }, { session: tx.session })
      await model.deleteMany({ _id: { $in: ids } }, { session: tx.session })
      return rows.map((row) => row.athleteId)
    },
  }
}

export type Notifications = ReturnType<typeof openNotifications>
