import type { Context } from '../context.ts'
import { type AchievementRow, maySeeAchievement } from '../domain/achievements.ts'
import type { FeedItemRow } from '../domain/feed.ts'
import { type ActivityRow, activityOf } from '../domain/subjects.ts'

/** Returns the achievements of a feed item that the viewer may see now, the latest first. */
export const showAchievements = async (
  { loaders }: Pick<Context, 'loaders'>,
  { subjectId, athleteId }: FeedItemRow,
): Promise<readonly AchievementRow[]> => {
  const [rows, relation] = await Promise.all([loaders.achievements.load(subjectId), loaders.relation.load(athleteId)])
  const activities = await Promise.all(
    rows.map(({ activityId }) => (activityId === null ? null : loaders.anySubject(activityId))),
  )
  return rows.filter((row, index) => maySeeAchievement(row, activities[index] ?? null, relation))
}

/** Returns the activity of the latest achievement that the viewer may see, or null where it came with none. */
export const activityOfAchievements = async (
  context: Pick<Context, 'loaders'>,
  item: FeedItemRow,
): Promise<ActivityRow | null> => {
  const shown = await showAchievements(context, item)
  const activityId = shown.find((row) => row.activityId !== null)?.activityId
  return activityId == null ? null : activityOf(await context.loaders.subject(activityId))
}
