import type { AthleteConnectionResolvers, AthleteResolvers, FollowState } from '../generated/resolvers.ts'
import { followCount, followersOf, followingOf, postsOf } from '../pipelines/athlete-lists.ts'
import type { SocialRelation } from '../stores/relations.ts'

const followStateOf = (relation: SocialRelation): FollowState => {
  if (relation.isSelf) return 'SELF'
  if (relation.viewerFollowsOwner) return 'FOLLOWING'
  return relation.viewerRequested ? 'REQUESTED' : 'NOT_FOLLOWING'
}

export const Athlete: AthleteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.athlete(id),
  id: ({ id }) => id,
  followers: ({ id }, args, context) => followersOf(context, id, args),
  following: ({ id }, args, context) => followingOf(context, id, args),
  followerCount: ({ id }, _args, context) => followCount(context, id, 'followers'),
  followingCount: ({ id }, _args, context) => followCount(context, id, 'following'),
  // Part of the card; null for who is not signed in.
  viewerFollow: async ({ id }, _args, { loaders, viewerId }) =>
    viewerId === null ? null : followStateOf(await loaders.relation.load(id)),
  posts: ({ id }, args, context) => postsOf(context, id, args),
}

export const AthleteConnection: AthleteConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
}
