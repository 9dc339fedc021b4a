import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { AchievementRow } from '../domain/achievements.ts'

/** More badges and records than one activity brings. */
const GROUP_MAX = 200

/** What athletes have achieved, for feed items. */
export const openAchievements = (database: Database) => {
  const rows = collection<AchievementRow>(database, {
    name: 'achievements',
    fields: {
      _id: 'string',
      athleteId: 'string',
      groupKey: 'string',
      badgeKey: 'string | null',
      challengeId: 'string | null',
      effortId: 'string | null',
      activityId: 'string | null',
      audience: 'string',
      isPresent: 'boolean',
      revision: 'number',
      achievedAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what athletes and activities export' } },
    // The achievements of feed items, the latest first.
    indexes: [{ keys: { groupKey: 1, isPresent: 1, achievedAt: -1 } }],
  })
  return {
    async many(ids: readonly string[], tx: Tx): Promise<ReadonlyMap<string, AchievementRow>> {
      return rows.byId(ids, { tx })
    },
    async hasAny(ids: readonly string[]): Promise<boolean> {
      return rows.exists({ _id: { $in: ids } })
    },
    async put(changed: readonly AchievementRow[], tx: Tx): Promise<void> {
      await rows.put(changed, tx)
    },
    /** Returns whether anything in a group is still there. */
    async isAnyPresent(groupKey: string, tx: Tx): Promise<boolean> {
      return rows.exists({ groupKey, isPresent: true }, tx)
    },
    /** Returns the achievements of some groups, the latest first. */
    async ofGroups(groupKeys: readonly string[]): Promise<readonly AchievementRow[]> {
      const limit = groupKeys.length * GROUP_MAX
      return rows.many({ groupKey: { $in: groupKeys }, isPresent: true }, { sort: { achievedAt: -1, _id: 1 }, limit })
    },
  }
}

export type Achievements = ReturnType<typeof openAchievements>
