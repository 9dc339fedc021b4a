import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface LockRow {
  /** See domain/locks.ts. */
  readonly _id: string
  readonly count: number
  readonly lockedAt: Date
}

/** No transaction takes longer than a minute; after that nobody needs the row. */
const KEPT_SECONDS = 3600

/** Rows that transactions write to so that two that depend on each other conflict; then one of them runs again. */
export const openLocks = (database: Database) => {
  const rows = collection<LockRow>(database, {
    name: 'locks',
    fields: { _id: 'string', count: 'number', lockedAt: 'date' },
    athletes: { none: 'locks that expire' },
    // Expires the rows that were not locked lately.
    indexes: [{ keys: { lockedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }],
  })
  return {
    async lock(keys: readonly string[], tx: Tx): Promise<void> {
      const update = { $inc: { count: 1 }, $set: { lockedAt: new Date() } }
      const writes = [...new Set(keys)].map((_id) => ({ updateOne: { filter: { _id }, update, upsert: true } }))
      await rows.writeAll(writes, tx)
    },
    /** Deletes the locks whose keys name an athlete. It reads all keys: there are only those of the last hour. */
    async forget(athleteId: string): Promise<void> {
      await rows.deleteMany({ _id: { $regex: athleteId } })
    },
  }
}

export type Locks = ReturnType<typeof openLocks>
