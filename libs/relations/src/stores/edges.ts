import type { Database, Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** One directed edge between two athletes: a follow or a block. */
export interface EdgeRow {
  readonly _id: string
  readonly fromId: string
  readonly toId: string
  readonly revision: number
  readonly present: boolean
}

export const edgeId = (fromId: string, toId: string): string => `${fromId}:${toId}`

/** The projected edges of one kind. `present: false` rows stay, since they hold the revision that an older event is measured against. */
export const openEdges = (database: Database, name: 'Follow' | 'Block') => {
  const schema = new Schema<EdgeRow>(
    {
      _id: String,
      fromId: { type: String, required: true },
      toId: { type: String, required: true },
      revision: { type: Number, required: true },
      present: { type: Boolean, required: true },
    },
    { collection: `relations_${name.toLowerCase()}s`, versionKey: false },
  )
  // All whom an athlete follows or blocks: leaderboards among those followed, and whom to leave out of a list.
  schema.index({ fromId: 1, present: 1, toId: 1 })
  // All who block an athlete: whom to leave out of a list.
  schema.index({ toId: 1, present: 1, fromId: 1 })
  const model = database.connection.model<EdgeRow>(`Relations${name}`, schema)
  return {
    async get(id: string, tx: Tx): Promise<EdgeRow | null> {
      return model.findById(id).session(tx.session).lean<EdgeRow>()
    },
    async put(row: EdgeRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** The ids among `ids` (see edgeId) whose edge is present. */
    async presentAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const rows = await model.find({ _id: { $in: ids }, present: true }, { _id: 1 }).lean<Pick<EdgeRow, '_id'>[]>()
      return new Set(rows.map((row) => row._id))
    },
    async from(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await model
        .find({ fromId: athleteId, present: true }, { toId: 1 })
        .limit(limit)
        .lean<Pick<EdgeRow, 'toId'>[]>()
      return rows.map((row) => row.toId)
    },
    async to(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await model
        .find({ toId: athleteId, present: true }, { fromId: 1 })
        .limit(limit)
        .lean<Pick<EdgeRow, 'fromId'>[]>()
      return rows.map((row) => row.fromId)
    },
  }
}

export type Edges = ReturnType<typeof openEdges>
