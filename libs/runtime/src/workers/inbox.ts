import { type Connection, Schema } from 'mongoose'
import type { CommitWrite } from '../mongo/commit-writes.ts'

const KEPT_SECONDS = 14 * 24 * 3600

/** That a worker has done an event: `<worker>:<event id>`. */
export interface InboxRow {
  readonly _id: string
  readonly at: Date
}

/** How often an event was begun again after its first try; kept only for events that did not succeed at once. */
export interface TriesRow {
  readonly _id: string
  readonly begun: number
  /** The first time that it was begun again. */
  readonly since: Date
  readonly at: Date
}

const inboxSchema = new Schema<InboxRow>(
  { _id: { type: String }, at: { type: Date } },
  { collection: 'inbox', versionKey: false },
)
// Forgets marks after the stream has forgotten their events.
inboxSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

const triesSchema = new Schema<TriesRow>(
  { _id: { type: String }, begun: { type: Number }, since: { type: Date }, at: { type: Date } },
  { collection: 'tries', versionKey: false },
)
// Forgets counts with the marks.
triesSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

export const inboxModel = (connection: Connection) => connection.model('Inbox', inboxSchema)
/** That a worker has done an event, committed with what it did. */
export const inboxMark = (_id: string): CommitWrite => ({
  collection: 'inbox',
  operation: { name: 'insertOne', document: { _id, at: new Date() } satisfies InboxRow },
})
export const triesModel = (connection: Connection) => connection.model('Tries', triesSchema)
export type InboxModel = ReturnType<typeof inboxModel>
export type TriesModel = ReturnType<typeof triesModel>

export interface Tries {
  /** Of this one, with the first. */
  readonly count: number
  readonly firstRepeatMs: number
}

/** Counts a repeated delivery before it is worked on, so that an event that ends the process each time is counted too. */
export const countTry = async (tries: TriesModel, id: string): Promise<Tries> => {
  const at = new Date()
  const row = await tries.findOneAndUpdate(
    { _id: id },
    { $inc: { begun: 1 }, $set: { at }, $min: { since: at } },
    { upsert: true, returnDocument: 'after', lean: true },
  )
  return { count: 1 + (row?.begun ?? 1), firstRepeatMs: (row?.since ?? at).getTime() }
}

export const uncountTry = async (tries: TriesModel, id: string): Promise<void> => {
  // When even this cannot be written, one try too many is counted; the next one cannot be, while the database is away.
  await tries.updateOne({ _id: id }, { $inc: { begun: -1 } }).catch(() => undefined)
}
