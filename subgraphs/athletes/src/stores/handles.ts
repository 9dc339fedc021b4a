import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX } from '../domain/search-keys.ts'
import { rejectTaken } from './taken.ts'

export interface HandleRow {
  /** The handle in lower case. The index of `_id` makes it unique and finds prefixes in order. */
  readonly _id: string
  readonly athleteId: string
}

/** The handles and who has them. Shard key: `_id`. */
export const openHandles = (database: Database) => {
  const schema = rowSchema<HandleRow>(
    { _id: String, athleteId: { type: String, required: true } },
    { collection: 'handles', versionKey: false },
  )
  const model = database.connection.model<HandleRow>('Handle', schema)
  const read = readRows(model)
  return {
    /** Throws TakenError when somebody has the handle. */
    async claim(handle: string, athleteId: string, tx: Tx): Promise<void> {
      await rejectTaken('handle', () => model.create([{ _id: handle, athleteId }], { session: tx.session }))
    },
    async release(handle: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: handle }, { session: tx.session })
    },
    /** Returns the athlete ids by handle. */
    async many(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (handles.length === 0) return new Map()
      const rows = await read.many({ _id: { $in: handles } })
      return new Map(rows.map((row) => [row._id, row.athleteId]))
    },
    /** Returns the handles that begin with `prefix` and come after `after`, in order. */
    async withPrefix(prefix: string, after: string | null, limit: number): Promise<readonly HandleRow[]> {
      const from = after === null ? { $gte: prefix } : { $gt: after }
      return read.many({ _id: { ...from, $lt: prefix + AFTER_PREFIX } }, { sort: { _id: 1 }, limit })
    },
  }
}

export type Handles = ReturnType<typeof openHandles>
