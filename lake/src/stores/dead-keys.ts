import { collection, type Database, type Tx } from '@gruppetto/runtime'

export interface DeadKeyRow {
  /** A lake key or the key of a consent, of which nothing tells any more whose it was, a recording that was replaced, or an activity that was deleted. */
  readonly _id: string
  readonly diedAt: Date
}

/** The values whose rows are to leave the lake: see `mayDie` of a column. */
export const openDeadKeys = (database: Database) => {
  const dead = collection<DeadKeyRow>(database, {
    name: 'dead_keys',
    fields: { _id: 'string', diedAt: 'date' },
    athletes: { none: 'keys that lead to nobody' },
    // Those that can be in no file any more are forgotten.
    indexes: [{ keys: { diedAt: 1 } }],
  })
  return {
    /** Keeps the first instant of one that is dead already. */
    async put(key: string, diedAt: Date, tx?: Tx): Promise<void> {
      await dead.writeAll([{ updateOne: { filter: { _id: key }, update: { $setOnInsert: { diedAt } }, upsert: true } }], tx)
    },
    async all(): Promise<readonly DeadKeyRow[]> {
      return dead.many({})
    },
    /** Returns those of the keys that are dead. */
    async among(keys: readonly string[]): Promise<ReadonlySet<string>> {
      return new Set((await dead.byId(keys)).keys())
    },
    async forgetBefore(before: Date): Promise<void> {
      await dead.deleteMany({ diedAt: { $lt: before } })
    },
  }
}

export type DeadKeys = ReturnType<typeof openDeadKeys>
