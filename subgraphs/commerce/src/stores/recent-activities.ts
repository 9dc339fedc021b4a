import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'
import { type RecentActivityRow, TRAINING_MS } from '../domain/recent-activity.ts'
import { LONG_SECONDS, type Training } from '../domain/suggest-products.ts'

/** A projection of the activities of the last weeks, for what an athlete may need. */
export const openRecentActivities = (database: Database) => {
  const activities = collection<RecentActivityRow>(database, {
    name: 'recent_activities',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      deleted: 'boolean',
      sport: 'string',
      startedAt: 'date',
      movingSeconds: 'number',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    indexes: [
      // Sums up what an athlete did of late.
      { keys: { athleteId: 1, startedAt: 1 } },
      // Deletes what counts no longer.
      { keys: { startedAt: 1 }, expireAfterSeconds: TRAINING_MS / 1000 },
    ],
  })
  return {
    ...openProjection(activities),
    async trainingSince(athleteId: string, since: Date): Promise<Training> {
      const sums = await activities.aggregate<{ sport: string; seconds: number; longSeconds: number }>([
        { $match: { athleteId, startedAt: { $gte: since }, deleted: false } },
        {
          $group: {
            _id: '$sport',
            seconds: { $sum: '$movingSeconds' },
            longSeconds: { $sum: { $cond: [{ $gte: ['$movingSeconds', LONG_SECONDS] }, '$movingSeconds', 0] } },
          },
        },
        { $project: { _id: 0, sport: '$_id', seconds: 1, longSeconds: 1 } },
      ])
      return {
        secondsBySport: new Map(sums.map(({ sport, seconds }) => [sport, seconds])),
        longSeconds: sums.reduce((all, { longSeconds }) => all + longSeconds, 0),
      }
    },
  }
}

export type RecentActivities = ReturnType<typeof openRecentActivities>
