import type { ActivityFeedItemResolvers, FeedItemResolvers, PostFeedItemResolvers } from '../generated/resolvers.ts'

export const FeedItem: FeedItemResolvers = {
  __resolveType: ({ kind }) => (kind === 'POST' ? 'PostFeedItem' : 'ActivityFeedItem'),
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
