import { viewerRef } from '../domain/references.ts'
import type { QueryResolvers } from '../generated/resolvers.ts'
import { findCase } from '../pipelines/club-cases.ts'
import { findOwnNotification } from '../pipelines/notifications.ts'
import { findFeedItem } from '../pipelines/read-feed.ts'

export const Query: QueryResolvers = {
  viewer: (_root, _args, context) => viewerRef(context),
  feedItem: (_root, { id }, context) => findFeedItem(context, id),
  notification: (_root, { id }, context) => findOwnNotification(context, id),
  moderationCase: (_root, { id }, context) => findCase(context, id),
  comment: (_root, { id }, { loaders }) => loaders.comment(id),
}
