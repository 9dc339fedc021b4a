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
  const turnsIn = new WeakMap<Tx, Map<string, number>>()
  return {
    /** Of two transactions, the later one conflicts here and runs again. */
    async take(athleteId: string, tx: Tx): Promise<void> {
      await tx.inTurn(athleteId)
      const { turns } = await locks.upsertAndGet({ _id: athleteId }, { $inc: { turns: 1 } }, tx)
      turnsIn.set(tx, (turnsIn.get(tx) ?? new Map<string, number>()).set(athleteId, turns))
    },
    /** As `take`, for several athletes in one command. */
    async takeAll(athleteIds: readonly string[], tx: Tx): Promise<void> {
      const writes = athleteIds.map((_id) => ({
        updateOne: { filter: { _id }, update: { $inc: { turns: 1 } }, upsert: true },
      }))
      if (writes.length > 0) await locks.writeAll(writes, tx)
    },
    /** Returns how often the lock of an athlete was taken, by this transaction too: a revision of all that it writes. */
    turnOf(athleteId: string, tx: Tx): number {
      const turns = turnsIn.get(tx)?.get(athleteId)
      if (turns === undefined) throw new Error(`the lock of ${athleteId} was not taken`)
      return turns
    },
  }
}

export type AthleteLocks = ReturnType<typeof openAthleteLocks>
