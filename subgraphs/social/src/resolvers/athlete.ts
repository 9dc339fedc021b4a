import type { AthleteConnectionResolvers, AthleteResolvers, FollowState } from '../generated/resolvers.ts'
import { countFollows, readFollowers, readFollowing, readPosts } from '../pipelines/athlete-lists.ts'
import type { SocialRelation } from '../stores/relations.ts'

const followStateOf = (relation: SocialRelation): FollowState => {
  if (relation.isSelf) return 'SELF'
  if (relation.viewerFollowsOwner) return 'FOLLOWING'
  return relation.viewerRequested ? 'REQUESTED' : 'NOT_FOLLOWING'
}

export const Athlete: AthleteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.athlete(id),
  id: ({ id }) => id,
  followers: ({ id }, args, context) => readFollowers(context, id, args),
  following: ({ id }, args, context) => readFollowing(context, id, args),
  followerCount: ({ id }, _args, context) => countFollows(context, id, 'followers'),
  followingCount: ({ id }, _args, context) => countFollows(context, id, 'following'),
  // Everyone who sees the card may see this; it is null for a viewer who is not signed in.
  viewerFollow: async ({ id }, _args, { loaders, viewerId }) =>
    viewerId === null ? null : followStateOf(await loaders.relation.load(id)),
  // Only the viewer's own mutes are read, so the muted never learn of it.
  viewerMutedUntil: async ({ id }, _args, { loaders }) => (await loaders.muted()).get(id) ?? null,
  posts: ({ id }, args, context) => readPosts(context, id, args),
}

export const AthleteConnection: AthleteConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
}
