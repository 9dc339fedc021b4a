import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { AFTER_PREFIX } from '../domain/search-keys.ts'
import { rejectTaken, TakenError } from './taken.ts'

export interface HandleRow {
  /** The handle in lower case. The index of `_id` makes it unique and finds prefixes in order. */
  readonly _id: string
  readonly athleteId: string
  /** From then on others may take a handle that was given up. Null for the one that the athlete has. */
  readonly freeAt: Date | null
}

/** The handles and who has them. One that was given up leads to its old owner until it is free. */
export const openHandles = (database: Database) => {
  const rows = collection<HandleRow>(database, {
    name: 'handles',
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'accounts have it' } },
    fields: { _id: 'string', athleteId: 'string', freeAt: 'date | null' },
    shardKey: { _id: 1 },
    indexes: [
      // Deletes handles that are free again.
      { keys: { freeAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  const isFree = ({ freeAt }: HandleRow, now: Date): boolean => freeAt !== null && freeAt !== undefined && freeAt <= now
  return {
    /** Throws TakenError when somebody else has the handle, or has given it up a short time ago. */
    async claim(handle: string, athleteId: string, now: Date, tx: Tx): Promise<void> {
      const known = await rows.one({ _id: handle }, { tx })
      if (known === null) return rejectTaken('handle', () => rows.insert([{ _id: handle, athleteId, freeAt: null }], tx))
      if (known.athleteId !== athleteId && !isFree(known, now)) throw new TakenError('handle')
      await rows.put([{ _id: handle, athleteId, freeAt: null }], tx)
    },
    async giveUp(handle: string, freeAt: Date, tx: Tx): Promise<void> {
      await rows.updateOne({ _id: handle }, { $set: { freeAt } }, tx)
    },
    async ofAthlete(athleteId: string, tx: Tx): Promise<readonly string[]> {
      const found = await rows.many({ athleteId }, { tx })
      return found.map(({ _id }) => _id)
    },
    /** Returns the athlete ids by handle. */
    async many(handles: readonly string[], now: Date): Promise<ReadonlyMap<string, string>> {
      const found = await rows.byId(handles)
      return new Map([...found].filter(([, row]) => !isFree(row, now)).map(([handle, { athleteId }]) => [handle, athleteId]))
    },
    /** Returns the handles that begin with `prefix` and come after `after`, in order. */
    async withPrefix(prefix: string, after: string | null, limit: number): Promise<readonly HandleRow[]> {
      const from = after === null ? { $gte: prefix } : { $gt: after }
      return rows.many({ _id: { ...from, $lt: prefix + AFTER_PREFIX } }, { sort: { _id: 1 }, limit })
    },
  }
}

export type Handles = ReturnType<typeof openHandles>
