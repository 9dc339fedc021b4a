import { collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { TrainingYearRow } from '../domain/training-years.ts'

/** The load of each day and the balance at the beginning of the year, one row for each athlete and year. */
export const openTrainingYears = (database: Database) => {
  const trainingYears = collection<TrainingYearRow>(database, {
    name: 'training_years',
    fields: { _id: 'string', athleteId: 'string', year: 'number', before: 'object', loads: 'object' },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Performance.fitness: the years of a range and the last one before. Counting: the years from a day on.
      { keys: { athleteId: 1, year: -1 } },
    ],
  })
  return {
    /** Returns the years of a range and at least the last one before it, newest first, with one read: the range has at most so many years. */
    async over(athleteId: string, firstYear: number, lastYear: number): Promise<readonly TrainingYearRow[]> {
      return trainingYears.many({ athleteId, year: { $lte: lastYear } }, { sort: { year: -1 }, limit: lastYear - firstYear + 2 })
    },
    /** Returns the years from `firstYear` on, and the last one before it where that year has no row. */
    async from(athleteId: string, firstYear: number, tx: Tx): Promise<readonly TrainingYearRow[]> {
      const newest = (year: Where<TrainingYearRow>['year'], limit: number) =>
        trainingYears.many({ athleteId, year }, { sort: { year: -1 }, limit, tx })
      const rows = await newest({ $gte: firstYear }, 0)
      const isThere = rows.some(({ year }) => year === firstYear)
      return isThere ? rows : [...rows, ...(await newest({ $lt: firstYear }, 1))]
    },
    putAtCommit(rows: readonly TrainingYearRow[], tx: Tx): void {
      trainingYears.putAtCommit(rows, tx)
    },
  }
}

export type TrainingYears = ReturnType<typeof openTrainingYears>
