import type { Audience } from '@gruppetto/graph'
import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { EffortsRow } from '../domain/personal-records.ts'
import type { Sport } from '../generated/resolvers.ts'

/** The best efforts of each run, small: what personal records are made of. Shard key: athleteId, hashed. */
export const openBestEfforts = (database: Database) => {
  const schema = rowSchema<EffortsRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      sport: { type: String, required: true },
      visibility: { type: String, required: true },
      startedAt: { type: Date, required: true },
      efforts: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'best_efforts', versionKey: false },
  )
  // count-activities: who holds a record next, when its run has gone.
  schema.index({ athleteId: 1, sport: 1, visibility: 1 })
  const model = database.connection.model<EffortsRow>('BestEfforts', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async get(activityId: string, tx: Tx): Promise<EffortsRow | null> {
      return read.one({ _id: activityId }, { tx })
    },
    /** An athlete's runs of these kinds. */
    async ofKinds(
      athleteId: string,
      kinds: readonly { readonly sport: Sport; readonly visibility: Audience }[],
      tx: Tx,
    ): Promise<readonly EffortsRow[]> {
      if (kinds.length === 0) return []
      return read.many({ $or: kinds.map(({ sport, visibility }) => ({ athleteId, sport, visibility })) }, { tx })
    },
    async put(row: EffortsRow, tx: Tx): Promise<void> {
      whole.put([row], tx)
    },
    async remove(activityId: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: activityId }, { session: tx.session })
    },
  }
}

export type BestEfforts = ReturnType<typeof openBestEfforts>
