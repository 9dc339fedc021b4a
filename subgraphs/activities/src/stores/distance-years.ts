import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { DistanceYearRow } from '../domain/distance-years.ts'

/** What an athlete covered, day by day, by sport and visibility: one row for each year in which there ever was an activity. */
export const openDistanceYears = (database: Database) => {
  const distanceYears = collection<DistanceYearRow>(database, {
    name: 'distance_years',
    fields: { _id: 'string', athleteId: 'string', year: 'number', days: 'object', totals: 'array?' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'the activities are exported' } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Athlete.eddington and totals: all of an athlete. Counting: those of some years.
      { keys: { athleteId: 1, year: 1 } },
    ],
  })
  return {
    async ofAthlete(athleteId: string): Promise<readonly DistanceYearRow[]> {
      return distanceYears.many({ athleteId })
    },
    /** Returns the years of some athletes, without their days. */
    async totals(athleteIds: readonly string[]): Promise<readonly Omit<DistanceYearRow, 'days'>[]> {
      return distanceYears.many<Omit<DistanceYearRow, 'days'>>({ athleteId: { $in: athleteIds } }, { fields: { days: 0 } })
    },
    async ofYears(athleteId: string, years: readonly number[], tx: Tx): Promise<readonly DistanceYearRow[]> {
      return distanceYears.many({ athleteId, year: { $in: years } }, { tx })
    },
    async since(athleteId: string, firstYear: number, tx: Tx): Promise<readonly DistanceYearRow[]> {
      return distanceYears.many({ athleteId, year: { $gte: firstYear } }, { tx })
    },
    /** Tells whether the sums of an athlete's days are kept here: of all days or of none. Earlier releases kept nothing, or distances alone. */
    async areKept(athleteId: string, tx: Tx): Promise<boolean> {
      return distanceYears.exists({ athleteId, totals: { $ne: null } }, tx)
    },
    putAtCommit(rows: readonly DistanceYearRow[], tx: Tx): void {
      distanceYears.putAtCommit(rows, tx)
    },
  }
}

export type DistanceYears = ReturnType<typeof openDistanceYears>
