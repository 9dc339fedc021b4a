import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ActivityDetails } from '../domain/activity-details.ts'

interface StoredDetails extends ActivityDetails {
  readonly expiresAt: Date
}

/** As long as the facts of an activity; see activity-facts.ts. */
const KEPT_MS = 400 * 24 * 3600 * 1000

/** The efforts and the track of recent activities, for the challenges that depend on them. */
export const openActivityDetails = (database: Database) => {
  const details = collection<StoredDetails>(database, {
    name: 'activity_details',
    fields: {
      _id: 'string',
      athleteId: 'string',
      trackRevision: 'number',
      hasTrack: 'boolean',
      efforts: 'array',
      expiresAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what activities exports' } },
    shardKey: { athleteId: 1 },
    indexes: [
      // Deletes details that are too old for any challenge.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    async get(activityId: string, tx?: Tx): Promise<ActivityDetails | null> {
      return details.one({ _id: activityId }, { tx })
    },
    async many(activityIds: readonly string[], tx: Tx): Promise<ReadonlyMap<string, ActivityDetails>> {
      return details.byId(activityIds, { tx })
    },
    putAtCommit(row: ActivityDetails, nowMs: number, tx: Tx): void {
      details.putAtCommit([{ ...row, expiresAt: new Date(nowMs + KEPT_MS) }], tx)
    },
  }
}

export type ActivityDetailsStore = ReturnType<typeof openActivityDetails>
