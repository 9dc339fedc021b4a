import { openProjection } from '@gruppetto/relations'
import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { ReplayRow } from '../domain/replay.ts'

/** When a replay of everything was begun that has not come to its end, by what it is of: an athlete's id, or `all`. */
interface ForcedReplayRow {
  readonly _id: string
  readonly startedAt: Date
}

/** Athletes whose activities are being measured again. Shard key: _id, hashed. */
export const openReplays = (database: Database) => {
  const schema = rowSchema<ReplayRow>(
    {
      _id: String,
      startedAt: { type: Date, required: true },
      at: { type: Date, required: true },
      total: { type: Number, required: true },
      done: { type: Number, required: true },
      sinceDay: { type: String, default: null },
    },
    { collection: 'replays', versionKey: false },
  )
  const forcedSchema = rowSchema<ForcedReplayRow>(
    { _id: String, startedAt: { type: Date, required: true } },
    { collection: 'forced_replays', versionKey: false },
  )
  const model = database.connection.model<ReplayRow>('Replay', schema)
  const read = readRows(model)
  const forced = database.connection.model<ForcedReplayRow>('ForcedReplay', forcedSchema)
  return {
    ...openProjection(model),
    async remove(athleteId: string, tx: Tx): Promise<void> {
      await model.deleteOne({ _id: athleteId }, { session: tx.session })
    },
    /** Athletes whose replay has not come to its end. */
    async open(limit: number): Promise<readonly ReplayRow[]> {
      return read.many({}, { limit })
    },
    /** When the replay of everything of `scope` began: now, or whenever the one did that was cut short. */
    async beginForced(scope: string, now: Date): Promise<Date> {
      const row = await forced
        .findOneAndUpdate(
          { _id: scope },
          { $setOnInsert: { startedAt: now } },
          { upsert: true, returnDocument: 'after', lean: true },
        )
        .orFail()
      return row.startedAt
    },
    async endForced(scope: string): Promise<void> {
      await forced.deleteOne({ _id: scope })
    },
  }
}

export type Replays = ReturnType<typeof openReplays>
