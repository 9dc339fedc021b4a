import { behind, type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type ClubEventRow, LONGEST_EVENT_MS } from '../domain/club-event.ts'

export interface ClubEventsRead {
  readonly clubId: string
  /** Those over by then are left out. */
  readonly fromMs: number
  readonly after: { readonly startsAtMs: number; readonly id: string } | null
  readonly limit: number
}

/** What is not over at a moment. None lasts longer than the longest, so the index is read from that long before. */
const notOver = (clubId: string, atMs: number) => ({
  clubId,
  startsAtMs: { $gt: atMs - LONGEST_EVENT_MS },
  overAtMs: { $gt: atMs },
})

/** Events of clubs. Shard key: clubId, hashed; lookups by id carry none and are broadcast, bounded by one row. */
export const openClubEvents = (database: Database) => {
  const schema = rowSchema<ClubEventRow>(
    {
      _id: String,
      clubId: { type: String, required: true },
      title: { type: String, required: true },
      description: { type: String, default: null },
      sport: { type: String, default: null },
      startsAtMs: { type: Number, required: true },
      endsAtMs: { type: Number, default: null },
      overAtMs: { type: Number, required: true },
      timeZone: { type: String, required: true },
      meetingPoint: { type: { latitude: Number, longitude: Number }, default: null, _id: false },
      place: { type: String, default: null },
      isVirtual: { type: Boolean, required: true },
      cancelledAtMs: { type: Number, default: null },
      cancelReason: { type: String, default: null },
      createdById: { type: String, required: true },
      createdAtMs: { type: Number, required: true },
      revision: { type: Number, required: true },
    },
    { collection: 'club_events', versionKey: false },
  )
  // Club.events, the soonest first; how many are to come, and which, when the club dissolves.
  schema.index({ clubId: 1, startsAtMs: 1, _id: 1 })
  const model = database.connection.model<ClubEventRow>('ClubEvent', schema)
  const read = readRows(model)
  return {
    async insert(row: ClubEventRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    async get(id: string, tx: Tx): Promise<ClubEventRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ClubEventRow>> {
      return read.byId(ids)
    },
    async list({ clubId, fromMs, after, limit }: ClubEventsRead): Promise<readonly ClubEventRow[]> {
      const sort = { startsAtMs: 1, _id: 1 } as const
      const beyond = behind(sort, after && { startsAtMs: after.startsAtMs, _id: after.id })
      return read.many({ $and: [notOver(clubId, fromMs), beyond] }, { sort, limit })
    },
    async countToCome(clubId: string, nowMs: number, tx: Tx): Promise<number> {
      return read.count({ ...notOver(clubId, nowMs), cancelledAtMs: null }, tx)
    },
    /** Writes a row's next revision; throws when somebody wrote it meanwhile, which inside a transaction means a bug. */
    async replace(row: ClubEventRow, tx: Tx): Promise<void> {
      const result = await model.replaceOne({ _id: row._id, revision: row.revision - 1 }, row, { session: tx.session })
      if (result.matchedCount !== 1) throw new Error(`club event ${row._id} has no revision ${row.revision - 1}`)
    },
    /** Cancels what a club has to come; returns the events as they are then. */
    async cancelToCome(clubId: string, nowMs: number, tx: Tx): Promise<readonly ClubEventRow[]> {
      const filter = { ...notOver(clubId, nowMs), cancelledAtMs: null }
      const rows = await read.many(filter, { tx })
      if (rows.length === 0) return []
      const change = { $set: { cancelledAtMs: nowMs }, $inc: { revision: 1 } }
      await model.updateMany({ _id: { $in: rows.map((row) => row._id) } }, change, { session: tx.session })
      return rows.map((row) => ({ ...row, cancelledAtMs: nowMs, revision: row.revision + 1 }))
    },
  }
}

export type ClubEvents = ReturnType<typeof openClubEvents>
