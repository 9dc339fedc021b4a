import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { Contribution } from '../domain/scoring.ts'

/** What each activity adds to each challenge: the scores are sums over these. Shard key: challengeId. */
export const openContributions = (database: Database) => {
  const schema = rowSchema<Contribution>(
    {
      _id: String,
      challengeId: { type: String, required: true },
      athleteId: { type: String, required: true },
      activityId: { type: String, required: true },
      revision: { type: Number, required: true },
      units: { type: Number, required: true },
      endedAtMs: { type: Number, required: true },
      visibility: { type: String, required: true },
    },
    { collection: 'contributions', versionKey: false },
  )
  // The sum of one athlete's score in one challenge.
  schema.index({ athleteId: 1, challengeId: 1 })
  // Where an activity counted until now, when it changes.
  schema.index({ activityId: 1 })
  const model = database.connection.model<Contribution>('Contribution', schema)
  const read = readRows(model)
  return {
    async ofActivity(activityId: string, tx: Tx): Promise<readonly Contribution[]> {
      return read.many({ activityId }, { tx })
    },
    /** One athlete's contributions to several challenges. */
    async ofAthlete(athleteId: string, challengeIds: readonly string[], tx: Tx): Promise<readonly Contribution[]> {
      if (challengeIds.length === 0) return []
      return read.many({ athleteId, challengeId: { $in: challengeIds } }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Contribution>> {
      return read.byId(ids)
    },
    async apply(changes: { readonly put: readonly Contribution[]; readonly drop: readonly string[] }, tx: Tx): Promise<void> {
      const writes = [
        ...changes.put.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
        ...changes.drop.map((id) => ({ deleteOne: { filter: { _id: id } } })),
      ]
      if (writes.length > 0) await model.bulkWrite(writes, { session: tx.session })
    },
    async deleteOf(athleteId: string, challengeId: string, tx: Tx): Promise<void> {
      await model.deleteMany({ athleteId, challengeId }, { session: tx.session })
    },
  }
}

export type Contributions = ReturnType<typeof openContributions>
