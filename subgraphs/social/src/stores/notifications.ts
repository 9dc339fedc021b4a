import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { NotificationEntryRow, NotificationRow } from '../domain/notifications.ts'
import { type Keyset, olderThan } from './keyset.ts'
import { type ColumnsRow, withSubjectsAndWords } from './notification-columns.ts'

/** Enough to find the three latest actors, unless one of them has done nothing else for a while. */
const ENTRIES_READ = 200
/** Longer than what was taken back is remembered for; see repetitionOf. */
const OVER_KEPT_SECONDS = 2 * 24 * 3600
/** Events that were taken back are in no group any more. */
const STANDING = { overAt: null }
/** No id comes before this; it lets the queries by an id be served by partial indexes. */
const NO_ID = ''

/** Where a notification names the activity or post that it is about, by the name of the index. */
const ABOUT = {
  aboutActivity: 'activityId',
  aboutPost: 'postId',
  activitySubject: 'subjects.activity',
  postSubject: 'subjects.post',
} as const

/** What makes two notices one and the same. */
type TheSame = Pick<NotificationEntryRow, 'recipientId' | 'actorId' | 'groupKey' | 'sourceId'>

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
  // Viewer.notifications, newest first. Shard key: athleteId.
  schema.index({ athleteId: 1, atMs: -1, _id: -1 })
  // One unread notification a group, however many workers make it at once; unread only, and their count.
  schema.index({ athleteId: 1, groupKey: 1 }, { unique: true, partialFilterExpression: { unread: true } })
  // Viewer.notifications(unreadOnly), newest first, and the unread count.
  schema.index({ athleteId: 1, unread: 1, atMs: -1, _id: -1 })
  // All that tells of an activity or post that is gone; by their columns those stored before there were `subjects`.
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
  // The actors of a group, the latest first, and whether someone is among them.
  schema.index({ notificationId: 1, atMs: -1, _id: -1 })
  schema.index({ notificationId: 1, actorId: 1 })
  // What a deleted comment told, to whomever.
  schema.index({ sourceId: 1 })
  // Whether the same was told before; all that one athlete did for another to be told of: taken away when one blocks the other.
  schema.index({ recipientId: 1, actorId: 1, groupKey: 1 })
  // What one athlete did on another's things, told to whomever, and what was told to one of another's things: taken away with it.
  schema.index({ ownerId: 1, actorId: 1 })
  schema.index({ ownerId: 1, recipientId: 1 })
  // Forgets what was taken back.
  schema.index({ overAt: 1 }, { expireAfterSeconds: OVER_KEPT_SECONDS })
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
      return readEntries.distinct('sourceId', { notificationId, actorId, ...STANDING }, tx)
    },
    /** What was told of the same by the same athlete, and stands or was taken back lately. */
    async toldBefore(same: TheSame, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      const { recipientId, actorId, groupKey, sourceId } = same
      return readEntries.many({ recipientId, actorId, groupKey, sourceId }, { tx })
    },
    async putEntry(row: NotificationEntryRow, tx: Tx): Promise<void> {
      await entries.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** Notes that an event was taken back; false where it was not there. */
    async endEntry(id: string, overAt: Date, tx: Tx): Promise<boolean> {
      const result = await entries.updateOne({ _id: id, ...STANDING }, { $set: { overAt } }, { session: tx.session })
      return result.modifiedCount === 1
    },
    async removeEntries(ids: readonly string[], tx: Tx): Promise<void> {
      await entries.deleteMany({ _id: { $in: ids } }, { session: tx.session })
    },
    /** The latest events of a group. */
    async latestEntries(notificationId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return readEntries.many({ notificationId, ...STANDING }, { sort: { atMs: -1, _id: -1 }, limit: ENTRIES_READ, tx })
    },
    /** Some of what tells one of two athletes of the other, or anybody of what one did on the other's things. */
    async entriesBetween(one: string, other: string, limit: number): Promise<readonly NotificationEntryRow[]> {
      const ways = [
        { recipientId: one, actorId: other },
        { recipientId: other, actorId: one },
        { ownerId: one, actorId: other },
        { ownerId: other, actorId: one },
        { ownerId: one, recipientId: other },
        { ownerId: other, recipientId: one },
      ]
      return readEntries.many({ $or: ways.map((way) => ({ ...way, ...STANDING })) }, { limit })
    },
    /** What a comment told, to whomever. */
    async entriesOfSource(sourceId: string, tx: Tx): Promise<readonly NotificationEntryRow[]> {
      return readEntries.many({ sourceId, ...STANDING }, { tx })
    },
    /** Removes some of what tells of something that is gone; the athletes it was for. */
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
