import type { ActivityStatistics, BestEffort } from '@gruppetto/recordings'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ActivityDetailsRow } from '../domain/activity.ts'
import { openPowerCurves } from './power-curves.ts'

type StoredDetails = Omit<ActivityDetailsRow, 'season'>

/**
 * Routes, laps, lengths, splits, curves, efforts and statistics. There is one row for each revision of an activity's samples, read by
 * its id (detailsId). The row of a former revision stays as long as its samples.
 */
export const openActivityDetails = (database: Database) => {
  const details = collection<StoredDetails>(database, {
    name: 'activity_details',
    fields: {
      _id: 'string',
      activityId: 'string',
      route: 'object | null',
      laps: 'array',
      pool: 'object | null?',
      splits: 'object',
      pauses: 'array?',
      powerCurve: 'array | null?',
      bestEfforts: 'array?',
      statistics: 'object | null?',
    },
    athletes: { partsOf: { activityId: 'activities' }, exported: 'all' },
    indexes: [
      // Deletion of an activity: the rows of every revision.
      { keys: { activityId: 1 } },
    ],
  })
  const curves = openPowerCurves(database)
  return {
    /** Returns what the page of an activity shows: all but the statistics. */
    async many(ids: readonly string[]): Promise<readonly Omit<ActivityDetailsRow, 'statistics'>[]> {
      return details.many<Omit<ActivityDetailsRow, 'statistics'>>({ _id: { $in: ids } }, { fields: { statistics: 0 } })
    },
    /**
     * Returns the statistics from which metrics are derived, by id. They are null for activities without a recording, and absent for
     * those that were measured before there were any.
     */
    async statistics(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, ActivityStatistics | null>> {
      const rows = await details.many<Pick<ActivityDetailsRow, '_id' | 'statistics'>>(
        { _id: { $in: ids } },
        { fields: { statistics: 1 }, tx },
      )
      return new Map(rows.flatMap(({ _id, statistics }) => (statistics === undefined ? [] : [[_id, statistics] as const])))
    },
    async bestEfforts(id: string, tx: Tx): Promise<readonly BestEffort[]> {
      const row = await details.one<Pick<ActivityDetailsRow, 'bestEfforts'>>({ _id: id }, { fields: { bestEfforts: 1 }, tx })
      return row?.bestEfforts ?? []
    },
    /** Returns the power curves of an athlete's activities that started in a range, with one read of small rows. */
    powerCurvesIn: curves.read,
    /** Returns the routes alone, which is all that lists show of the details. */
    async routes(ids: readonly string[]): Promise<readonly Pick<ActivityDetailsRow, '_id' | 'route'>[]> {
      return details.many<Pick<ActivityDetailsRow, '_id' | 'route'>>({ _id: { $in: ids } }, { fields: { route: 1 } })
    },
    /** Inserts the details, and their power curves where they have any. */
    insertAtCommit(rows: readonly ActivityDetailsRow[], tx: Tx): void {
      details.insertAtCommit(
        rows.map(({ season: _stored, ...row }) => row),
        tx,
      )
      curves.insertAtCommit(rows, tx)
    },
    /** Removes the power curve of an activity that gets new details. The row of its old details stays. */
    async removeCurve(activityId: string, tx: Tx): Promise<void> {
      await curves.remove(activityId, tx)
    },
    /** Deletes the details of one revision, which nobody reads any more. */
    async removeRevision(id: string): Promise<void> {
      await details.deleteOne({ _id: id })
    },
    /** Deletes the details of every revision of an activity. */
    async remove(activityId: string, tx: Tx): Promise<void> {
      await details.deleteMany({ activityId }, tx)
      await curves.remove(activityId, tx)
    },
  }
}

export type ActivityDetails = ReturnType<typeof openActivityDetails>
