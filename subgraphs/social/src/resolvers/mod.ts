import { typeOfId } from '@gruppetto/graph'
import type { Resolvers } from '../generated/resolvers.ts'
import { activity, reactable } from './activity.ts'
import { athlete, athleteConnection } from './athlete.ts'
import { comment, commentConnection } from './comment.ts'
import { activityFeedItem, feedItem, postFeedItem } from './feed-item.ts'
import { kudosConnection, kudosEdge } from './kudos.ts'
import { mutation } from './mutation.ts'
import { notification } from './notification.ts'
import { post } from './post.ts'
import { query } from './query.ts'
import { notificationConnection, viewer } from './viewer.ts'

export const resolvers: Resolvers = {
  Query: query,
  Mutation: mutation,
  Athlete: athlete,
  AthleteConnection: athleteConnection,
  Viewer: viewer,
  FeedItem: feedItem,
  ActivityFeedItem: activityFeedItem,
  PostFeedItem: postFeedItem,
  Reactable: reactable,
  Activity: activity,
  Post: post,
  Comment: comment,
  CommentConnection: commentConnection,
  KudosConnection: kudosConnection,
  KudosEdge: kudosEdge,
  Notification: notification,
  NotificationConnection: notificationConnection,
  Node: {
    __resolveType: ({ _id }) => {
      const type = typeOfId(_id)
      return type === 'Post' || type === 'Comment' || type === 'Notification' ? type : null
    },
  },
}
