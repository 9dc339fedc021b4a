import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type ExploredAreaRow, exploredAreaId } from '../domain/explored-areas.ts'

/** What athletes have passed, area by area. An athlete who has passed nothing, or was there before this was kept, has no rows. */
export const openExploredAreas = (database: Database) => {
  const areas = collection<ExploredAreaRow>(database, {
    name: 'explored_areas',
    fields: { _id: 'string', athleteId: 'string', years: 'object', fresh: 'object' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'counted from the recordings' } },
    shardKey: { athleteId: 'hashed' },
    // YearInReview.newCells: all of an athlete, by the index that the erasure needs.
  })
  return {
    /** Returns the rows of some areas of an athlete, by id. */
    async some(athleteId: string, of: readonly number[], tx: Tx): Promise<ReadonlyMap<string, ExploredAreaRow>> {
      const ids = of.map((area) => exploredAreaId(athleteId, area))
      return areas.byId(ids, { where: { athleteId }, tx })
    },
    /** Tells whether an athlete's areas are kept here: all of them or none. */
    async areKept(athleteId: string, tx: Tx): Promise<boolean> {
      return areas.exists({ athleteId }, tx)
    },
    /** Returns how many cells an athlete passed in a year for the first time. Null where nothing is kept of the athlete. */
    async freshIn(athleteId: string, year: number): Promise<number | null> {
      const sum = { $group: { _id: null, cells: { $sum: `$fresh.${year}` } } }
      const [found] = await areas.aggregate<{ readonly cells: number }>([{ $match: { athleteId } }, sum])
      return found?.cells ?? null
    },
    putAtCommit(rows: readonly ExploredAreaRow[], tx: Tx): void {
      areas.putAtCommit(rows, tx)
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> {
      if (ids.length > 0) await areas.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Replaces all that is kept of an athlete. */
    async replaceAll(athleteId: string, rows: readonly ExploredAreaRow[], tx: Tx): Promise<void> {
      await areas.deleteMany({ athleteId }, tx)
      await areas.insert(rows, tx)
    },
  }
}

export type ExploredAreas = ReturnType<typeof openExploredAreas>
