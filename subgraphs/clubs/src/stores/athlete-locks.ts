import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface LockRow {
  readonly _id: string
  readonly turns: number
}

/**
 * One row for each athlete, which every transaction about their scores writes first. Joining reads the athlete's activities and
 * writes an entry; scoring reads the entries and writes an activity. Side by side, neither would see the write of the other, and
 * the activity would never count.
 */
export const openAthleteLocks = (database: Database) => {
  const locks = collection<LockRow>(database, {
    name: 'athlete_locks',
    fields: { _id: 'string', turns: 'number' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a lock' } },
  })
  return {
    /** Of two transactions, the later one conflicts here and runs again. */
    async take(athleteId: string, tx: Tx): Promise<void> {
      await locks.upsertOne({ _id: athleteId }, { $inc: { turns: 1 } }, tx)
    },
  }
}

export type AthleteLocks = ReturnType<typeof openAthleteLocks>
