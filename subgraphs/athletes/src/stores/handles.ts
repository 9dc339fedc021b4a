import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX } from '../domain/search-keys.ts'
import { unlessTaken } from './taken.ts'

export interface HandleRow {
  /** The handle, lower case: the collection's own index makes it unique, finds it, and walks a prefix in order. */
  readonly _id: string
  readonly athleteId: string
}

/** Who has which handle. Shard key: `_id`. */
export const openHandles = (database: Database) => {
  const schema = rowSchema<HandleRow>(
    { _id: String, athleteId: { type: String, required: true } },
    { collection: 'handles', versionKey: false },
  )
  const model = database.connection.model<HandleRow>('Handle', schema)
  const read = readRows(model)
  return {
    /** Throws Taken. */
    async claim(handle: string, athleteId: string, tx: Tx): Promise<void> {
      await unlessTaken('handle', () => model.create([{ _id: handle, athleteId }], { session: tx.session }))
    },
    async release(handle: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: handle }, { session: tx.session })
    },
    async many(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (handles.length === 0) return new Map()
      const rows = await read.many({ _id: { $in: handles } })
      return new Map(rows.map((row) => [row._id, row.athleteId]))
    },
    /** Handles that begin with `prefix`, in order, after `after`. */
    async withPrefix(prefix: string, after: string | null, limit: number): Promise<readonly HandleRow[]> {
      const from = after === null ? { $gte: prefix } : { $gt: after }
      return read.many({ _id: { ...from, $lt: prefix + AFTER_PREFIX } }, { sort: { _id: 1 }, limit })
    },
  }
}

export type Handles = ReturnType<typeof openHandles>
