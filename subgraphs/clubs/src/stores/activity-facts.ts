import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { ActivityFact } from '../domain/scoring.ts'

interface StoredFact extends ActivityFact {
  readonly expiresAt: Date
}

/** A challenge lasts a year at most and can only be joined before its end; the rest is for clocks and late events. */
const KEPT_MS = 400 * 24 * 3600 * 1000

/** The last known state of recent activities, deleted ones included, since they hold the revision. Shard key: athleteId. */
export const openActivityFacts = (database: Database) => {
  const schema = rowSchema<StoredFact>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      revision: { type: Number, required: true },
      deleted: { type: Boolean, required: true },
      visibility: { type: String, required: true },
      sport: { type: String, required: true },
      startedAtMs: { type: Number, required: true },
      endedAtMs: { type: Number, required: true },
      distanceMeters: { type: Number, required: true },
      movingSeconds: { type: Number, required: true },
      elevationGainMeters: { type: Number, required: true },
      wholeMeters: Number,
      wholeSeconds: Number,
      expiresAt: { type: Date, required: true },
    },
    { collection: 'activity_facts', versionKey: false },
  )
  // What an athlete did inside a challenge's window, when joining.
  schema.index({ athleteId: 1, startedAtMs: 1 })
  // Facts too old for any challenge go by themselves.
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  const model = database.connection.model<StoredFact>('ActivityFact', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async get(activityId: string, tx: Tx): Promise<ActivityFact | null> {
      return read.one({ _id: activityId }, { tx })
    },
    async put(fact: ActivityFact, nowMs: number, tx: Tx): Promise<void> {
      const row: StoredFact = { ...fact, expiresAt: new Date(Math.max(nowMs, fact.startedAtMs) + KEPT_MS) }
      whole.put([row], tx)
    },
    async inWindow(athleteId: string, fromMs: number, beforeMs: number, tx: Tx): Promise<readonly ActivityFact[]> {
      return read.many({ athleteId, startedAtMs: { $gte: fromMs, $lt: beforeMs } }, { tx })
    },
  }
}

export type ActivityFacts = ReturnType<typeof openActivityFacts>
