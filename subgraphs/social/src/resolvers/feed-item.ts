import type { Context } from '../context.ts'
import type { AchievementRow } from '../domain/achievements.ts'
import type { FeedItemRow } from '../domain/feed.ts'
import { activityOf, postOf } from '../domain/subjects.ts'
import type {
  AchievementFeedItemResolvers,
  ActivityFeedItemResolvers,
  FeedItemResolvers,
  PostFeedItemResolvers,
} from '../generated/resolvers.ts'
import { activityOfAchievements, showAchievements } from '../pipelines/show-achievements.ts'

const badgesOf = (rows: readonly AchievementRow[]) =>
  rows.flatMap(({ badgeKey }) => (badgeKey === null ? [] : [{ key: badgeKey }]))

const recordsOf = (rows: readonly AchievementRow[]) =>
  rows.flatMap(({ effortId }) => (effortId === null ? [] : [{ ref: effortId }]))

const TYPES = { ACTIVITY: 'ActivityFeedItem', POST: 'PostFeedItem', ACHIEVEMENT: 'AchievementFeedItem' } as const

export const FeedItem: FeedItemResolvers = {
  __resolveType: ({ kind }) => TYPES[kind],
}

/** The fields of the interface. */
const ofAnyKind = {
  id: ({ _id }: FeedItemRow) => _id,
  at: ({ recordedAt }: FeedItemRow) => recordedAt,
  athlete: ({ athleteId }: FeedItemRow, _args: object, { loaders }: Context) => loaders.athlete(athleteId),
}

export const ActivityFeedItem: ActivityFeedItemResolvers = {
  ...ofAnyKind,
  activity: async ({ subjectId }, _args, { loaders }) => activityOf(await loaders.subject(subjectId)),
}

export const PostFeedItem: PostFeedItemResolvers = {
  ...ofAnyKind,
  post: async ({ subjectId }, _args, { loaders }) => postOf(await loaders.subject(subjectId)),
}

export const AchievementFeedItem: AchievementFeedItemResolvers = {
  ...ofAnyKind,
  activity: (item, _args, context) => activityOfAchievements(context, item),
  badge: async (item, _args, context) => badgesOf(await showAchievements(context, item))[0] ?? null,
  badges: async (item, _args, context) => badgesOf(await showAchievements(context, item)),
  challenge: async (item, _args, context) => {
    const shown = await showAchievements(context, item)
    const challengeId = shown.find((row) => row.challengeId !== null)?.challengeId
    return challengeId == null ? null : { id: challengeId }
  },
  segmentEffort: async (item, _args, context) => recordsOf(await showAchievements(context, item))[0] ?? null,
  segmentEfforts: async (item, _args, context) => recordsOf(await showAchievements(context, item)),
}
