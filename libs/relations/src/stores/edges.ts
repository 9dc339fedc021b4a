import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'

/** A directed edge between two athletes: a follow or a block. */
export interface EdgeRow {
  readonly _id: string
  readonly fromId: string
  readonly toId: string
  readonly revision: number
  readonly present: boolean
}

export const edgeId = (fromId: string, toId: string): string => `${fromId}:${toId}`

/**
 * Opens the projected edges of one kind. Rows with `present: false` are kept, because an older event must be compared with their
 * revision.
 */
export const openEdges = (database: Database, name: 'Follow' | 'Block') => {
  const schema = rowSchema<EdgeRow>(
    {
      _id: String,
      fromId: { type: String, required: true },
      toId: { type: String, required: true },
      revision: { type: Number, required: true },
      present: { type: Boolean, required: true },
    },
    { collection: `relations_${name.toLowerCase()}s`, versionKey: false },
  )
  // For everyone whom an athlete follows or blocks: leaderboards of the followed, and lists without the blocked.
  schema.index({ fromId: 1, present: 1, toId: 1 })
  // For everyone who blocks an athlete: they are left out of lists.
  schema.index({ toId: 1, present: 1, fromId: 1 })
  const model = database.connection.model<EdgeRow>(`Relations${name}`, schema)
  const read = readRows(model)
  return {
    async get(id: string, tx: Tx): Promise<EdgeRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async put(row: EdgeRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** Returns those of `ids` (see edgeId) whose edge is present. */
    async presentAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
      if (ids.length === 0) return new Set()
      const rows = await read.many<Pick<EdgeRow, '_id'>>({ _id: { $in: ids }, present: true }, { fields: { _id: 1 } })
      return new Set(rows.map((row) => row._id))
    },
    async from(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await read.many<Pick<EdgeRow, 'toId'>>({ fromId: athleteId, present: true }, { fields: { toId: 1 }, limit })
      return rows.map((row) => row.toId)
    },
    async to(athleteId: string, limit: number): Promise<readonly string[]> {
      const rows = await read.many<Pick<EdgeRow, 'fromId'>>({ toId: athleteId, present: true }, { fields: { fromId: 1 }, limit })
      return rows.map((row) => row.fromId)
    },
  }
}

export type Edges = ReturnType<typeof openEdges>
