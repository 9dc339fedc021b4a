import { typeOfId } from '@gruppetto/graph'
import type { Resolvers } from '../generated/resolvers.ts'
import { Activity, Reactable } from './activity.ts'
import { Athlete, AthleteConnection } from './athlete.ts'
import { Club } from './club.ts'
import { Comment, CommentConnection } from './comment.ts'
import { AchievementFeedItem, ActivityFeedItem, FeedItem, PostFeedItem } from './feed-item.ts'
import { KudosConnection, KudosEdge } from './kudos.ts'
import { ClubReporter, ModerationCase, ModerationCaseConnection } from './moderation.ts'
import { Mutation } from './mutation.ts'
import { Notification } from './notification.ts'
import { Photo } from './photo.ts'
import { Post } from './post.ts'
import { PushDevice } from './push-device.ts'
import { Query } from './query.ts'
import { NotificationConnection, Suggestion, Viewer } from './viewer.ts'
import { YearInReview } from './year-in-review.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Athlete,
  AthleteConnection,
  Suggestion,
  Viewer,
  FeedItem,
  AchievementFeedItem,
  ActivityFeedItem,
  PostFeedItem,
  Reactable,
  Activity,
  Photo,
  Post,
  Club,
  ClubReporter,
  Comment,
  CommentConnection,
  KudosConnection,
  KudosEdge,
  ModerationCase,
  ModerationCaseConnection,
  Notification,
  PushDevice,
  NotificationConnection,
  YearInReview,
  Node: {
    __resolveType: (node) => {
      const type = '_id' in node ? typeOfId(node._id) : null
      return type === 'Post' || type === 'Comment' || type === 'Notification' ? type : null
    },
  },
}
