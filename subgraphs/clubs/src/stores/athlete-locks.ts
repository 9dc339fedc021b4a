import type { Database, Tx } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

interface LockRow {
  readonly _id: string
  readonly turns: number
}

/**
 * One row per athlete that every transaction about their scores writes first. Joining reads the athlete's activities and writes an entry,
 * scoring reads the entries and writes an activity: side by side neither would see the other's write, and the activity would never count.
 */
export const openAthleteLocks = (database: Database) => {
  const schema = rowSchema<LockRow>(
    { _id: String, turns: { type: Number, required: true } },
    { collection: 'athlete_locks', versionKey: false },
  )
  const model = database.connection.model<LockRow>('AthleteLock', schema)
  return {
    /** The later of two transactions conflicts here and runs again. */
    async take(athleteId: string, tx: Tx): Promise<void> {
      await model.updateOne({ _id: athleteId }, { $inc: { turns: 1 } }, { upsert: true, session: tx.session })
    },
  }
}

export type AthleteLocks = ReturnType<typeof openAthleteLocks>
