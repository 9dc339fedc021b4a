import { type Database, rowSchema, type Tx } from '@gruppetto/runtime'

interface LockRow {
  readonly _id: string
  readonly version: number
}

/**
 * One row an athlete, written first in every transaction that decides whether a recording is new. Two such transactions of one athlete
 * conflict on it, and the later one runs again and sees what the first has made.
 */
export const openAthleteLocks = (database: Database) => {
  const schema = rowSchema<LockRow>(
    { _id: String, version: { type: Number, required: true } },
    { collection: 'athlete_locks', versionKey: false },
  )
  const model = database.connection.model<LockRow>('AthleteLock', schema)
  return {
    async take(athleteId: string, tx: Tx): Promise<void> {
      await model.updateOne({ _id: athleteId }, { $inc: { version: 1 } }, { upsert: true, session: tx.session })
    },
    /** The same for who counts an athlete's training, which is kept from nobody who only adds to it. */
    async takeTraining(athleteId: string, tx: Tx): Promise<void> {
      await model.updateOne({ _id: `${athleteId}:training` }, { $inc: { version: 1 } }, { upsert: true, session: tx.session })
    },
  }
}

export type AthleteLocks = ReturnType<typeof openAthleteLocks>
