import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { Contribution } from '../domain/scoring.ts'

/** What each activity adds to each challenge. The scores are sums of these. */
export const openContributions = (database: Database) => {
  const contributions = collection<Contribution>(database, {
    name: 'contributions',
    fields: {
      _id: 'string',
      challengeId: 'string',
      athleteId: 'string',
      activityId: 'string',
      revision: 'number',
      units: 'number',
      decimeters: 'number?',
      endedAt: 'date',
      day: 'string?',
      visibility: 'string',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { challengeId: 1 },
    renamed: { endedAtMs: 'endedAt' },
    indexes: [
      // The sum of one athlete's score in one challenge.
      { keys: { athleteId: 1, challengeId: 1 } },
      // The challenges in which an activity has counted, when it changes.
      { keys: { activityId: 1 } },
    ],
  })
  return {
    async ofActivity(activityId: string, tx: Tx): Promise<readonly Contribution[]> {
      return contributions.many({ activityId }, { tx })
    },
    /** One athlete's contributions to several challenges. */
    async ofAthlete(athleteId: string, challengeIds: readonly string[], tx: Tx): Promise<readonly Contribution[]> {
      if (challengeIds.length === 0) return []
      return contributions.many({ athleteId, challengeId: { $in: challengeIds } }, { tx })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Contribution>> {
      return contributions.byId(ids)
    },
    async apply(changes: { readonly put: readonly Contribution[]; readonly drop: readonly string[] }, tx: Tx): Promise<void> {
      await contributions.writeAll(
        [
          ...changes.put.map((row) => ({
            replaceOne: { filter: { _id: row._id, challengeId: row.challengeId }, replacement: row, upsert: true },
          })),
          ...changes.drop.map((_id) => ({ deleteOne: { filter: { _id } } })),
        ],
        tx,
      )
    },
    async deleteOf(athleteId: string, challengeId: string, tx: Tx): Promise<void> {
      await contributions.deleteMany({ athleteId, challengeId }, tx)
    },
  }
}

export type Contributions = ReturnType<typeof openContributions>
