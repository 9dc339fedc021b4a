import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX } from '../domain/search-keys.ts'
import { rejectTaken } from './taken.ts'

export interface HandleRow {
  /** The handle in lower case. The index of `_id` makes it unique and finds prefixes in order. */
  readonly _id: string
  readonly athleteId: string
}

/** The handles and who has them. */
export const openHandles = (database: Database) => {
  const rows = collection<HandleRow>(database, {
    name: 'handles',
    fields: { _id: 'string', athleteId: 'string' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'accounts have it' } },
    shardKey: { _id: 1 },
  })
  return {
    /** Throws TakenError when somebody has the handle. */
    async claim(handle: string, athleteId: string, tx: Tx): Promise<void> {
      await rejectTaken('handle', () => rows.insert([{ _id: handle, athleteId }], tx))
    },
    async release(handle: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: handle }, tx)
    },
    /** Returns the athlete ids by handle. */
    async many(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await rows.byId(handles)
      return new Map([...found].map(([handle, { athleteId }]) => [handle, athleteId]))
    },
    /** Returns the handles that begin with `prefix` and come after `after`, in order. */
    async withPrefix(prefix: string, after: string | null, limit: number): Promise<readonly HandleRow[]> {
      const from = after === null ? { $gte: prefix } : { $gt: after }
      return rows.many({ _id: { ...from, $lt: prefix + AFTER_PREFIX } }, { sort: { _id: 1 }, limit })
    },
  }
}

export type Handles = ReturnType<typeof openHandles>
