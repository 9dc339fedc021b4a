import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { LiveSessionRow } from '../domain/live-session.ts'

const GOING_ON = ['LIVE', 'PAUSED', 'LOST'] as const

/** Nothing is looked at before this; it lets the query of what is due be served by a partial index. */
const EVER = new Date(0)
/** No hash comes before this; it lets the query by one be served by a partial index. */
const NO_HASH = ''
/** No id comes before this either. */
const NO_EVENT = ''

/** Live sessions and how far each has come. Shard key: athleteId, hashed; lookups by id carry none and are broadcast, bounded by one row. */
export const openLiveSessions = (database: Database) => {
  const schema = rowSchema<LiveSessionRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      sport: { type: String, required: true },
      visibility: { type: String, required: true },
      eventId: { type: String, default: null },
      status: { type: String, required: true },
      startedAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
      heardAt: { type: Date, required: true },
      pauses: { type: [{ from: Date, to: { type: Date, default: null } }], default: [], _id: false },
      progress: { type: Schema.Types.Mixed, default: null },
      wayRevision: { type: Number, default: 0 },
      late: { type: { count: Number, claim: Number, againAt: Date }, default: null, _id: false },
      link: { type: { nonce: String, tokenHash: String }, default: null, _id: false },
      stage: { type: String, required: true },
      activityId: { type: String, default: null },
      lookAt: { type: Date, default: null },
    },
    { collection: 'live_sessions', versionKey: false },
  )
  // startLiveSession: what the athlete still has going. Replay: the one that became an activity.
  schema.index({ athleteId: 1, status: 1 })
  // Query.liveSession by the token of a share link.
  schema.index(
    { 'link.tokenHash': 1 },
    { name: 'links', unique: true, partialFilterExpression: { 'link.tokenHash': { $gt: NO_HASH } } },
  )
  // ClubEvent.live: those started for an event.
  schema.index({ eventId: 1 }, { partialFilterExpression: { eventId: { $gt: NO_EVENT } } })
  // The job: what is due for a look.
  schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $gt: EVER } } })
  const model = database.connection.model<LiveSessionRow>('LiveSession', schema)
  const read = readRows(model)

  return {
    async get(id: string, tx?: Tx): Promise<LiveSessionRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<readonly LiveSessionRow[]> {
      return read.many({ _id: { $in: ids } })
    },
    /** The session that an activity was made of. */
    async ofActivity(athleteId: string, activityId: string): Promise<LiveSessionRow | null> {
      return read.one({ athleteId, status: 'ENDED', activityId })
    },
    async byTokenHash(tokenHash: string): Promise<LiveSessionRow | null> {
      return read.one({ 'link.tokenHash': tokenHash })
    },
    /** Those of an athlete that have not ended. */
    async goingOn(athleteId: string, tx: Tx): Promise<readonly LiveSessionRow[]> {
      return read.many({ athleteId, status: { $in: GOING_ON } }, { tx })
    },
    /** The ids of the sessions started for each event that came farthest, the farthest first; of those in `whole` the ended ones too. */
    async farthestOf(
      whole: readonly string[],
      others: readonly string[],
      most: number,
    ): Promise<ReadonlyMap<string, readonly string[]>> {
      const rows = await read.aggregate<{ readonly _id: string; readonly ids: readonly string[] }>([
        { $match: { $or: [{ eventId: { $in: whole } }, { eventId: { $in: others }, status: { $in: GOING_ON } }] } },
        // liveDistanceMeters of progress.
        { $project: { eventId: 1, meters: { $ifNull: ['$progress.device.meters', '$progress.placesMeters', 0] } } },
        { $sort: { meters: -1, _id: 1 } },
        { $group: { _id: '$eventId', ids: { $push: '$_id' } } },
        { $project: { ids: { $slice: ['$ids', most] } } },
      ])
      return new Map(rows.map(({ _id, ids }) => [_id, ids]))
    },
    async insert(row: LiveSessionRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    /** Writes a row's next revision; throws when somebody wrote it meanwhile, which inside a transaction means a bug. */
    async replace(row: LiveSessionRow, tx: Tx): Promise<void> {
      const result = await model.replaceOne({ _id: row._id, revision: row.revision - 1 }, row, { session: tx.session })
      if (result.matchedCount !== 1) throw new Error(`live session ${row._id} has no revision ${row.revision - 1}`)
    },
    async due(now: Date, limit: number): Promise<readonly LiveSessionRow[]> {
      return read.many({ lookAt: { $gt: EVER, $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
  }
}

export type LiveSessions = ReturnType<typeof openLiveSessions>
