import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ContributionRow } from '../domain/badges/contribution.ts'

/** What has been counted for athletes, one row for each activity, kudos, comment and so on. */
export const openBadgeContributions = (database: Database) => {
  const rows = collection<ContributionRow>(database, {
    name: 'badge_contributions',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      activityId: 'string | null',
      happenedAt: 'date',
      sums: 'object',
      members: 'object',
      activity: 'object?',
      areas: 'array?',
      areasRevision: 'number?',
      efforts: 'object?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    indexes: [
      // Another time zone: the last activities of an athlete.
      { keys: { athleteId: 1, happenedAt: -1 }, only: { activityId: { $gt: '' } } },
    ],
  })
  return {
    async get(id: string, tx: Tx): Promise<ContributionRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, ContributionRow>> {
      return rows.byId(ids, { tx })
    },
    /** Returns the revision of the areas that are known of an activity; -1 while none are. */
    async areasRevision(activityId: string): Promise<number> {
      const row = await rows.one<Pick<ContributionRow, 'areasRevision'>>({ _id: activityId }, { fields: { areasRevision: 1 } })
      return row?.areasRevision ?? -1
    },
    putAtCommit(row: ContributionRow, tx: Tx): void {
      rows.putAtCommit([row], tx)
    },
    /** Returns what the activities of an athlete since an instant have added, at most `limit`. */
    async ofActivitiesSince(athleteId: string, since: Date, limit: number, tx: Tx): Promise<readonly ContributionRow[]> {
      return rows.many(
        { athleteId, happenedAt: { $gte: since }, activityId: { $gt: '' } },
        { sort: { happenedAt: -1 }, limit, tx },
      )
    },
  }
}

export type BadgeContributions = ReturnType<typeof openBadgeContributions>
