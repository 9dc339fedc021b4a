import type { Connection } from 'mongoose'
import type { CommitWrite } from '../mongo/commit-writes.ts'
import { rowSchema } from '../mongo/row-schema.ts'

const KEPT_SECONDS = 14 * 24 * 3600

/** The inbox mark: a worker has handled an event. Its id is `<worker>:<event id>`. */
export interface InboxRow {
  readonly _id: string
  readonly at: Date
}

/** How often the handling of an event was repeated. Exists only for events that did not succeed at the first try. */
export interface TriesRow {
  readonly _id: string
  readonly begun: number
  /** The time of the first retry. */
  readonly since: Date
  readonly at: Date
}

const inboxSchema = rowSchema<InboxRow>({ _id: { type: String }, at: { type: Date } }, { collection: 'inbox', versionKey: false })
// Must be later than the stream deletes the events: then no event can return without its mark.
inboxSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

const triesSchema = rowSchema<TriesRow>(
  { _id: { type: String }, begun: { type: Number }, since: { type: Date }, at: { type: Date } },
  { collection: 'tries', versionKey: false },
)
// Expires the counts like the marks.
triesSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

export const inboxModel = (connection: Connection) => connection.model('Inbox', inboxSchema)
/** Returns the write of the inbox mark, for the commit of the worker's changes. */
export const inboxMark = (_id: string): CommitWrite => ({
  collection: 'inbox',
  operation: { name: 'insertOne', document: { _id, at: new Date() } satisfies InboxRow },
})
export const triesModel = (connection: Connection) => connection.model('Tries', triesSchema)
export type InboxModel = ReturnType<typeof inboxModel>
export type TriesModel = ReturnType<typeof triesModel>

export interface Tries {
  /** The number of this try; the first one is 1. */
  readonly count: number
  readonly firstRepeatMs: number
}

/** Counts a redelivery before it is handled, so that an event that crashes the process each time is counted too. */
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
  // When this write fails too, one try too many stays counted. That happens once at most, since no further try is counted while
  // the database is down.
  await tries.updateOne({ _id: id }, { $inc: { begun: -1 } }).catch(() => undefined)
}
