import { viewerIdOf } from '@gruppetto/graph'
import type { QueryResolvers } from '../generated/resolvers.ts'
import { ownNotification } from '../pipelines/notifications.ts'

export const Query: QueryResolvers = {
  viewer: (_root, _args, { caller }) => {
    const id = viewerIdOf(caller)
    return id === null ? null : { id }
  },
  feedItem: async (_root, { id }, { loaders, viewerId }) => {
    const item = viewerId === null ? null : await loaders.feedItem.load(id)
    return item !== null && (await loaders.subject(item.subjectId)) !== null ? item : null
  },
  notification: (_root, { id }, context) => ownNotification(context, id),
  comment: (_root, { id }, { loaders }) => loaders.comment(id),
}
