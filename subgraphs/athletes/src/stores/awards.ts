import { AUDIENCES, type Audience } from '@gruppetto/graph'
import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { type AwardRow, awardId } from '../domain/badges/awards.ts'

export interface AwardPlace {
  readonly awardedAt: Date
  readonly _id: string
}

const NEWEST_FIRST = { awardedAt: -1, _id: -1 } as const

/** The badges of athletes, as each audience sees them. */
export const openAwards = (database: Database) => {
  const awards = collection<AwardRow>(database, {
    name: 'awarded_badges',
    fields: {
      _id: 'string',
      athleteId: 'string',
      badgeKey: 'string',
      audience: 'string',
      awardedAt: 'date',
      activityId: 'string | null',
      challengeId: 'string | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    indexes: [
      // Athlete.badges: those that an audience sees, the newest first.
      { keys: { athleteId: 1, audience: 1, awardedAt: -1, _id: -1 } },
      // An activity that an audience sees no more: the badges that name it.
      { keys: { activityId: 1 }, only: { activityId: { $gt: '' } } },
      // A challenge that was cancelled or hidden: all its badges.
      { keys: { challengeId: 1, _id: 1 }, only: { challengeId: { $gt: '' } } },
    ],
  })
  return {
    async put(rows: readonly AwardRow[], tx: Tx): Promise<void> {
      await awards.put(rows, tx)
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> {
      if (ids.length > 0) await awards.deleteMany({ _id: { $in: ids } }, tx)
    },
    /** Takes an activity out of the badges that these audiences see. They have another date then, since it was the activity's. */
    async forgetActivity(activityId: string, audiences: readonly Audience[], now: Date, tx: Tx): Promise<void> {
      await awards.updateMany({ activityId, audience: { $in: audiences } }, { $set: { activityId: null, awardedAt: now } }, tx)
    },
    /** Returns the audiences that see an athlete's badge. */
    async audiencesOf(athleteId: string, badgeKey: string, tx: Tx): Promise<readonly Audience[]> {
      const ids = AUDIENCES.map((audience) => awardId({ athleteId, badgeKey, audience }))
      const rows = await awards.many({ _id: { $in: ids } }, { tx })
      return rows.map(({ audience }) => audience)
    },
    async page(athleteId: string, audience: Audience, after: AwardPlace | null, limit: number): Promise<readonly AwardRow[]> {
      return awards.many({ athleteId, audience, ...behind(NEWEST_FIRST, after) }, { sort: NEWEST_FIRST, limit })
    },
    /** Returns how many badges of some athletes this audience sees, by athlete. Those without any are left out. */
    async counts(athleteIds: readonly string[], audience: Audience): Promise<ReadonlyMap<string, number>> {
      const counted = await awards.aggregate<{ _id: string; count: number }>([
        { $match: { athleteId: { $in: athleteIds }, audience } },
        { $group: { _id: '$athleteId', count: { $sum: 1 } } },
      ])
      return new Map(counted.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Awards = ReturnType<typeof openAwards>
