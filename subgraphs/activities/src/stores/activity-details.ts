import type { ActivityStatistics, BestEffort } from '@gruppetto/recordings'
import { type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import type { ActivityDetailsRow } from '../domain/activity.ts'
import { openPowerCurves } from './power-curves.ts'

/**
 * Route, laps, lengths, splits, curve, efforts and statistics, one row for each revision of an activity's samples, read by id only (detailsId). Those of a former
 * revision stay as long as its samples do. Shard key: _id, hashed.
 */
export const openActivityDetails = (database: Database) => {
  const schema = rowSchema<Omit<ActivityDetailsRow, 'season'>>(
    {
      _id: String,
      activityId: { type: String, required: true },
      route: { type: Schema.Types.Mixed, default: null },
      laps: { type: Schema.Types.Mixed, required: true },
      pool: { type: Schema.Types.Mixed, default: null },
      splits: { type: Schema.Types.Mixed, required: true },
      pauses: Schema.Types.Mixed,
      powerCurve: { type: Schema.Types.Mixed, default: null },
      bestEfforts: Schema.Types.Mixed,
      statistics: { type: Schema.Types.Mixed, default: null },
    },
    { collection: 'activity_details', versionKey: false, minimize: false },
  )
  // Deletion: those of every revision.
  schema.index({ activityId: 1 })
  const model = database.connection.model<ActivityDetailsRow>('ActivityDetails', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  const curves = openPowerCurves(database)
  return {
    /** What a page shows: all but the statistics. */
    async many(ids: readonly string[]): Promise<readonly Omit<ActivityDetailsRow, 'statistics'>[]> {
      return read.many<Omit<ActivityDetailsRow, 'statistics'>>({ _id: { $in: ids } }, { fields: { statistics: 0 } })
    },
    /** What metrics are derived from, by id; null for those without a recording, none for those measured before there was any. */
    async statistics(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, ActivityStatistics | null>> {
      const rows = await read.many<Pick<ActivityDetailsRow, '_id' | 'statistics'>>(
        { _id: { $in: ids } },
        { fields: { statistics: 1 }, tx },
      )
      return new Map(rows.flatMap(({ _id, statistics }) => (statistics === undefined ? [] : [[_id, statistics] as const])))
    },
    async bestEfforts(id: string, tx: Tx): Promise<readonly BestEffort[]> {
      const row = await read.one<Pick<ActivityDetailsRow, 'bestEfforts'>>({ _id: id }, { fields: { bestEfforts: 1 }, tx })
      return row?.bestEfforts ?? []
    },
    /** The power curves of an athlete's activities that began in a range: one read of small rows, whatever else there is of an activity. */
    powerCurvesIn: curves.read,
    /** Lists draw the route and nothing else of the details. */
    async routes(ids: readonly string[]): Promise<readonly Pick<ActivityDetailsRow, '_id' | 'route'>[]> {
      return read.many<Pick<ActivityDetailsRow, '_id' | 'route'>>({ _id: { $in: ids } }, { fields: { route: 1 } })
    },
    async insert(rows: readonly ActivityDetailsRow[], tx: Tx): Promise<void> {
      whole.insert(
        rows.map(({ season: _apart, ...row }) => row),
        tx,
      )
      await curves.insert(rows, tx)
    },
    /** Others take the place of an activity's: a season reads the new ones only. */
    async removeCurve(activityId: string, tx: Tx): Promise<void> {
      await curves.remove(activityId, tx)
    },
    /** Those of one revision, which nobody reads any more. */
    async removeRevision(id: string): Promise<void> {
      await model.deleteOne({ _id: id })
    },
    /** All of an activity, of every revision. */
    async remove(activityId: string, tx: Tx): Promise<void> {
      await model.deleteMany({ activityId }, { session: tx.session })
      await curves.remove(activityId, tx)
    },
  }
}

export type ActivityDetails = ReturnType<typeof openActivityDetails>
