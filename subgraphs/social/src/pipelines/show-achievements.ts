import type { Context } from '../context.ts'
import { type AchievementRow, maySeeAchievement } from '../domain/achievements.ts'
import type { FeedItemRow } from '../domain/feed.ts'

/** Returns the achievements of a feed item that the viewer may see now, the latest first. */
export const showAchievements = async (
  { loaders }: Pick<Context, 'loaders'>,
  { subjectId, athleteId }: FeedItemRow,
): Promise<readonly AchievementRow[]> => {
  const [rows, relation, activity] = await Promise.all([
    loaders.achievements.load(subjectId),
    loaders.relation.load(athleteId),
    loaders.anySubject(subjectId),
  ])
  return rows.filter((row) => maySeeAchievement(row, activity, relation))
}
