import { type Database, readRows, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { NotificationEntryRow, NotificationRow } from '../domain/notifications.ts'
import { type Keyset, olderThan } from './keyset.ts'

/** Enough to find the three latest actors, unless one of them has done nothing else for a while. */
const ENTRIES_READ = 200
/** No id comes before this; it lets the queries by an id be served by partial indexes. */
const NO_ID = ''

const text = { type: String, default: null }

const openModel = (database: Database) => {
  const schema = new Schema<NotificationRow>(
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
      activityId: text,
      postId: text,
      commentId: text,
      challengeId: text,
      segmentId: text,
      uploadId: text,
      gearId: text,
      fileName: text,
      reason: text,
      gearName: text,
    },
    { collection: 'notifications', versionKey: false },
  )
  // Viewer.notifications, newest first. Shard key: athleteId.
  schema.index({ athleteId: 1, atMs: -1, _id: -1 })
  // One unread notification a group, however many workers make it at once; unread only, and their count.
  schema.index({ athleteId: 1, groupKey: 1 }, { unique: true, partialFilterExpression: { unread: true } })
  // Viewer.notifications(unreadOnly), newest first, and the unread count.
  schema.index({ athleteId: 1, unread: 1, atMs: -1, _id: -1 })
  // All that tells of an activity or post that is gone.
  schema.index({ activityId: 1 }, { name: 'aboutActivity', partialFilterExpression: { activityId: { $gt: NO_ID } } })
  schema.index({ postId: 1 }, { name: 'aboutPost', partialFilterExpression: { postId: { $gt: NO_ID } } })
  return database.connection.model<NotificationRow>('Notification', schema)
}

const openEntryModel = (database: Database) => {
  const schema = new Schema<NotificationEntryRow>(
    {
      _id: String,
      notificationId: { type: String, required: true },
      recipientId: { type: String, required: true },
      actorId: { type: String, required: true },
      sourceId: { type: String, required: true },
      atMs: { type: Number, required: true },
    },
    { collection: 'notification_entries', versionKey: false },
  )
  // The actors of a group, the latest first, and whether someone is among them.
  schema.index({ notificationId: 1, atMs: -1, _id: -1 })
  schema.index({ notificationId: 1, actorId: 1 })
  // What a deleted comment told, to whomever.
  schema.index({ sourceId: 1 })
  // All that one athlete did for another to be told of: taken away when one blocks the other.
  schema.index({ recipientId: 1, actorId: 1 })
  return database.connection.model<NotificationEntryRow>('NotificationEntry', schema)
}

export const openNotifications = (database: Database) => {
  const model = openModel(database)
  const read = readRows(model)
  const whole = wholeRows(model)
  const entries = openEntryModel(database)
  const readEntries = readRows(entries)
  return {
    async unreadGroup(athleteId: string, groupKey: string, tx: Tx): Promise<NotificationRow | null> {
      return read.one({ athleteId, groupKey, unread: true }, { tx })
    },
    async get(id: string, tx: Tx): Promise<NotificationRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, NotificationRow>> {
      if (ids.length === 0) return new Map()
      const rows = await read.many({ _id: { $in: ids } })
      return new Map(rows.map((row) => [row._id, row]))
    },
    async put(row: NotificationRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: id }, { session: tx.session })
      await entries.deleteMany({ notificationId: id }, { session: tx.session })
    },
    async page(athleteId: string, unreadOnly: boolean, after: Keyset | null, limit: number): Promise<readonly NotificationRow[]> {
      return read.many<NotificationRow>(
        { athleteId, ...(unreadOnly ? { unread: true } : {}), ...olderThan('atMs', after) },
        { sort: { atMs: -1, _id: -1 }, limit },
      )
    },
    /** Counted by the index: exact, and cheap while people read what they are told. */
    async unreadCount(athleteId: string): Promise<number> {
      return read.count({ athleteId, unread: true })
    },
    /** Marks an athlete's own as read: those of `ids`, or all up to an instant. The number that were unread. */
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
    /** The sources of those events of a group that are by one actor. */
    async sourcesBy(notificationId: string, actorId: string, tx: Tx): Promise<readonly string[]> {
      return readEntries.distinct('sourceId', { notificationId, actorId }, tx)
    },
    async putEntry(row: NotificationEntryRow, tx: Tx): Promise<void> {
      await entries.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    async removeEntry(id: string, tx: Tx): Promise<boolean> {
      const result = await entries.deleteOne({ _id: id }, { session: tx.session })
      return result.deletedCount === 1
    },
    async removeEntriesBy(notificationId: string, actorId: string, tx: Tx): Promise<void> {
      await entries.deleteMany({ notificationId, actorId }, { session: tx.session })
    },
    /** The latest events of a group. */
    async latestEntries(notificationId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return readEntries.many({ notificationId }, { sort: { atMs: -1, _id: -1 }, limit: ENTRIES_READ, tx })
    },
    /** The notifications of one athlete in which another acts. */
    async groupsWith(recipientId: string, actorId: string, tx: Tx): Promise<readonly string[]> {
      return readEntries.distinct('notificationId', { recipientId, actorId }, tx)
    },
    /** The groups that hold one event, as their recipient and key. */
    async groupsOfSource(
      actorId: string,
      sourceId: string,
      tx: Tx,
    ): Promise<readonly { readonly recipientId: string; readonly groupKey: string }[]> {
      const ids = await readEntries.distinct('notificationId', { sourceId, actorId }, tx)
      const rows = await read.many({ _id: { $in: ids } }, { tx })
      return rows.map((row) => ({ recipientId: row.athleteId, groupKey: row.groupKey }))
    },
    /** Removes all that tells of something that is gone; the athletes it was for. Outside a transaction: there may be many. */
    async removeAbout(subjectId: string): Promise<readonly string[]> {
      const about = { $or: [{ activityId: subjectId }, { postId: subjectId }] }
      const rows = await read.many<Pick<NotificationRow, '_id' | 'athleteId'>>(about, { fields: { athleteId: 1 } })
      const ids = rows.map((row) => row._id)
      if (ids.length === 0) return []
      await entries.deleteMany({ notificationId: { $in: ids } })
      await model.deleteMany({ _id: { $in: ids } })
      return [...new Set(rows.map((row) => row.athleteId))]
    },
  }
}

export type Notifications = ReturnType<typeof openNotifications>
