import type { Database, Tx } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'

interface TurnRow {
  readonly _id: string
  readonly turns: number
  readonly at: Date
}

/** A transaction is over in a minute; the row has done its work by then. */
const TURN_KEPT_SECONDS = 3600

/**
 * Rows that are written by who acts on what it reads and by who changes that: of two at once one is run again and sees what the other did.
 * Without them, what is told from a snapshot taken just before it ended would stay.
 */
export const openTurns = (database: Database) => {
  const schema = rowSchema<TurnRow>(
    { _id: String, turns: { type: Number, required: true }, at: { type: Date, required: true } },
    { collection: 'turns', versionKey: false },
  )
  // Forgets what nobody has taken a turn at lately.
  schema.index({ at: 1 }, { expireAfterSeconds: TURN_KEPT_SECONDS })
  const model = database.connection.model<TurnRow>('Turn', schema)
  return {
    async take(keys: readonly string[], tx: Tx): Promise<void> {
      const at = new Date()
      const operations = [...new Set(keys)].map((_id) => ({
        updateOne: { filter: { _id }, update: { $inc: { turns: 1 }, $set: { at } }, upsert: true },
      }))
      await model.bulkWrite(operations, { session: tx.session })
    },
  }
}

export type Turns = ReturnType<typeof openTurns>
