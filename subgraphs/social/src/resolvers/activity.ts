import { activityOf, reactableKind } from '../domain/subjects.ts'
import type { ActivityResolvers, ReactableResolvers } from '../generated/resolvers.ts'
import { readComments, readKudos } from '../pipelines/reaction-lists.ts'

export const Reactable: ReactableResolvers = {
  __resolveType: reactableKind,
}

/** The parts of an activity that social owns. Whoever returns one has checked that the viewer may see it. */
export const Activity: ActivityResolvers = {
  __resolveReference: async ({ id }, { loaders }) => activityOf(await loaders.subject(id)),
  id: ({ _id }) => _id,
  kudosCount: ({ _id }, _args, { loaders }) => loaders.kudosCount.load(_id),
  viewerHasGivenKudos: ({ _id }, _args, { loaders }) => loaders.viewerKudos.load(_id),
  kudos: ({ _id }, args, context) => readKudos(context, _id, args),
  commentCount: async ({ _id }, _args, { loaders }) => (await loaders.commentCounts.load(_id)).all,
  comments: ({ _id }, args, context) => readComments(context, _id, args),
  commentsClosed: ({ _id }, _args, { loaders }) => loaders.commentsClosed.load(_id),
}
