import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface LockRow {
  readonly _id: string
  readonly version: number
}

/**
 * One row for each athlete. A transaction that decides whether a recording is new writes it first. Two such transactions of one athlete
 * conflict on it, and the later one runs again and sees the result of the first.
 */
export const openAthleteLocks = (database: Database) => {
  const locks = collection<LockRow>(database, {
    name: 'athlete_locks',
    fields: { _id: 'string', version: 'number' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a lock' } },
  })
  const trainingLock = (athleteId: string) => `${athleteId}:training`
  const heatLock = (athleteId: string) => `${athleteId}:heat`
  const liveLock = (athleteId: string) => `${athleteId}:live`
  const take = async (id: string, tx: Tx): Promise<void> => {
    await tx.inTurn(id)
    await locks.upsertOne({ _id: id }, { $inc: { version: 1 } }, tx)
  }
  return {
    take,
    /** Takes another lock, for transactions that count an athlete's training: they do not make those wait that add activities. */
    async takeTraining(athleteId: string, tx: Tx): Promise<void> {
      await take(trainingLock(athleteId), tx)
    },
    /** Takes another lock, for transactions that change what an athlete adds to the heat map. */
    async takeHeat(athleteId: string, tx: Tx): Promise<void> {
      await take(heatLock(athleteId), tx)
    },
    /** Takes another lock, for transactions that begin a live session: nobody waits at a start until an import lets go. */
    async takeLive(athleteId: string, tx: Tx): Promise<void> {
      await take(liveLock(athleteId), tx)
    },
    async forget(athleteId: string): Promise<void> {
      await locks.deleteMany({ _id: { $in: [athleteId, trainingLock(athleteId), heatLock(athleteId), liveLock(athleteId)] } })
    },
  }
}

export type AthleteLocks = ReturnType<typeof openAthleteLocks>
