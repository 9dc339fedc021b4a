import { type Database, readRows, rowSchema, type Tx, type Where, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { TrainingYearRow } from '../domain/training-years.ts'

/** The load of each day, one row an athlete and year, with what was carried into the year. Shard key: athleteId, hashed. */
export const openTrainingYears = (database: Database) => {
  const schema = rowSchema<TrainingYearRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      year: { type: Number, required: true },
      before: { type: Schema.Types.Mixed, required: true },
      loads: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'training_years', versionKey: false, minimize: false },
  )
  // Performance.fitness: the years of a range and the last one before; counting: the years from a day on.
  schema.index({ athleteId: 1, year: -1 })
  const model = database.connection.model<TrainingYearRow>('TrainingYear', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    /** The years of a range and at least the last one before, newest first: in one read, since no more years than the range has can lie in it. */
    async over(athleteId: string, firstYear: number, lastYear: number): Promise<readonly TrainingYearRow[]> {
      return read.many({ athleteId, year: { $lte: lastYear } }, { sort: { year: -1 }, limit: lastYear - firstYear + 2 })
    },
    /** The years from one on, and the last one before where that year is not there. */
    async from(athleteId: string, firstYear: number, tx: Tx): Promise<readonly TrainingYearRow[]> {
      const newest = (year: Where<TrainingYearRow>['year'], limit: number) =>
        read.many({ athleteId, year }, { sort: { year: -1 }, limit, tx })
      const rows = await newest({ $gte: firstYear }, 0)
      const isThere = rows.some(({ year }) => year === firstYear)
      return isThere ? rows : [...rows, ...(await newest({ $lt: firstYear }, 1))]
    },
    async put(rows: readonly TrainingYearRow[], tx: Tx): Promise<void> {
      whole.put(rows, tx)
    },
  }
}

export type TrainingYears = ReturnType<typeof openTrainingYears>
