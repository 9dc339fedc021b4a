import type { AchievementRow } from '../domain/achievements.ts'
import type {
  AchievementFeedItemResolvers,
  ActivityFeedItemResolvers,
  FeedItemResolvers,
  PostFeedItemResolvers,
} from '../generated/resolvers.ts'
import { showAchievements } from '../pipelines/show-achievements.ts'

const badgesOf = (rows: readonly AchievementRow[]) =>
  rows.flatMap(({ badgeKey }) => (badgeKey === null ? [] : [{ key: badgeKey }]))

const recordsOf = (rows: readonly AchievementRow[]) =>
  rows.flatMap(({ effortId }) => (effortId === null ? [] : [{ ref: effortId }]))

const TYPES = { ACTIVITY: 'ActivityFeedItem', POST: 'PostFeedItem', ACHIEVEMENT: 'AchievementFeedItem' } as const

export const FeedItem: FeedItemResolvers = {
  __resolveType: ({ kind }) => TYPES[kind],
}

export const ActivityFeedItem: ActivityFeedItemResolvers = {
  id: ({ _id }) => _id,
  at: ({ recordedAt }) => recordedAt,
  athlete: ({ athleteId }, _args, { loaders }) => loaders.athlete(athleteId),
  activity: async ({ subjectId }, _args, { loaders }) => {
    const subject = await loaders.subject(subjectId)
    return subject?.kind === 'ACTIVITY' ? subject.activity : null
  },
}

export const PostFeedItem: PostFeedItemResolvers = {
  id: ({ _id }) => _id,
  at: ({ recordedAt }) => recordedAt,
  athlete: ({ athleteId }, _args, { loaders }) => loaders.athlete(athleteId),
  post: async ({ subjectId }, _args, { loaders }) => {
    const subject = await loaders.subject(subjectId)
    return subject?.kind === 'POST' ? subject.post : null
  },
}

export const AchievementFeedItem: AchievementFeedItemResolvers = {
  id: ({ _id }) => _id,
  at: ({ recordedAt }) => recordedAt,
  athlete: ({ athleteId }, _args, { loaders }) => loaders.athlete(athleteId),
  activity: async ({ subjectId }, _args, { loaders }) => {
    const subject = await loaders.subject(subjectId)
    return subject?.kind === 'ACTIVITY' ? subject.activity : null
  },
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
