import { type Connection, Schema } from 'mongoose'

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
  readonly at: Date
}

const inboxSchema = new Schema<InboxRow>(
  { _id: { type: String }, at: { type: Date } },
  { collection: 'inbox', versionKey: false },
)
// Forgets marks after the stream has forgotten their events.
inboxSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

const triesSchema = new Schema<TriesRow>(
  { _id: { type: String }, begun: { type: Number }, at: { type: Date } },
  { collection: 'tries', versionKey: false },
)
// Forgets counts with the marks.
triesSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS })

export const inboxModel = (connection: Connection) => connection.model('Inbox', inboxSchema)
/** The collection itself: a mark is written for each event and worker. */
export const inboxMarks = (connection: Connection) => connection.collection<InboxRow>('inbox')
export const triesModel = (connection: Connection) => connection.model('Tries', triesSchema)
export type InboxModel = ReturnType<typeof inboxModel>
export type TriesModel = ReturnType<typeof triesModel>
