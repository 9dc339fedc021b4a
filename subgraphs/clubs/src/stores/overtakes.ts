import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { OvertakeRow } from '../domain/overtake.ts'

/** Overtakes of the last minute, which nobody has been told yet. */
export const openOvertakes = (database: Database) => {
  const overtakes = collection<OvertakeRow>(database, {
    name: 'overtakes',
    fields: { _id: 'string', challengeId: 'string', athleteId: 'string', byAthleteId: 'string', dueAt: 'date' },
    athletes: { ids: { athleteId: 'delete', byAthleteId: 'delete' }, exported: { not: 'lives for a minute' } },
    // Finds the overtakes that have held for a minute, the longest first.
    indexes: [{ keys: { dueAt: 1 } }],
  })
  return {
    async put(rows: readonly OvertakeRow[], tx: Tx): Promise<void> {
      if (rows.length > 0) await overtakes.put(rows, tx)
    },
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, OvertakeRow>> {
      return overtakes.byId(ids, { tx })
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> {
      if (ids.length > 0) await overtakes.deleteMany({ _id: { $in: ids } }, tx)
    },
    async due(at: Date, limit: number): Promise<readonly OvertakeRow[]> {
      return overtakes.many({ dueAt: { $lte: at } }, { sort: { dueAt: 1 }, limit })
    },
  }
}

export type Overtakes = ReturnType<typeof openOvertakes>
