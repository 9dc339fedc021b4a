import type { Audience } from '@gruppetto/graph'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { EffortsRow } from '../domain/personal-records.ts'
import type { Sport } from '../generated/resolvers.ts'

/** The best efforts of each run, in small rows from which personal records are made. */
export const openBestEfforts = (database: Database) => {
  const bestEfforts = collection<EffortsRow>(database, {
    name: 'best_efforts',
    fields: {
      _id: 'string',
      athleteId: 'string',
      sport: 'string',
      visibility: 'string',
      startedAt: 'date',
      efforts: 'array',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // count-activities: the runs of which one holds a record next, when the run that holds it is deleted.
      { keys: { athleteId: 1, sport: 1, visibility: 1 } },
    ],
  })
  return {
    async get(activityId: string, tx: Tx): Promise<EffortsRow | null> {
      return bestEfforts.one({ _id: activityId }, { tx })
    },
    /** Returns an athlete's runs of these sports and visibilities; null for all of them. */
    async ofKinds(
      athleteId: string,
      kinds: readonly { readonly sport: Sport; readonly visibility: Audience }[] | null,
      tx?: Tx,
    ): Promise<readonly EffortsRow[]> {
      if (kinds === null) return bestEfforts.many({ athleteId }, { tx })
      if (kinds.length === 0) return []
      return bestEfforts.many({ $or: kinds.map(({ sport, visibility }) => ({ athleteId, sport, visibility })) }, { tx })
    },
    putAtCommit(row: EffortsRow, tx: Tx): void {
      bestEfforts.putAtCommit([row], tx)
    },
    async remove(activityId: string, tx: Tx): Promise<void> {
      await bestEfforts.deleteOne({ _id: activityId }, tx)
    },
  }
}

export type BestEfforts = ReturnType<typeof openBestEfforts>
