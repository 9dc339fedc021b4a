import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PairRow } from '../domain/together.ts'

export const openActivityPairs = (database: Database) => {
  const pairs = collection<PairRow>(database, {
    name: 'activity_pairs',
    fields: { _id: 'string', activityIds: 'array', athleteIds: 'array', revision: 'number', paired: 'boolean' },
    athletes: { ids: { athleteIds: 'delete' }, exported: { not: 'found in the recordings of both' } },
    indexes: [
      // The companions of an activity.
      { keys: { activityIds: 1, paired: 1 } },
    ],
  })
  return {
    /** Returns all pairs of an activity, also those that are no longer. */
    async of(activityId: string, tx: Tx): Promise<readonly PairRow[]> {
      return pairs.many({ activityIds: activityId }, { tx })
    },
    async hasAny(activityId: string): Promise<boolean> {
      return pairs.exists({ activityIds: activityId })
    },
    async pairedWith(activityIds: readonly string[]): Promise<readonly PairRow[]> {
      return pairs.many({ activityIds: { $in: activityIds }, paired: true })
    },
    async put(rows: readonly PairRow[], tx: Tx): Promise<void> {
      if (rows.length > 0) await pairs.put(rows, tx)
    },
  }
}
