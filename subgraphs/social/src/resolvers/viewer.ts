import { viewerRootId } from '@gruppetto/graph'
import { quietHoursOf } from '../domain/quiet-hours.ts'
import type { NotificationConnectionResolvers, SuggestionResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { readBlockedAthletes, readFollowRequests, readMutedAthletes } from '../pipelines/athlete-lists.ts'
import { readModerationQueue } from '../pipelines/moderate.ts'
import { readPreferences } from '../pipelines/notification-settings.ts'
import { readNotifications } from '../pipelines/notifications.ts'
import { readFeed } from '../pipelines/read-feed.ts'
import { suggestAthletes } from '../pipelines/suggest-athletes.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (viewerId !== null && id === viewerRootId(viewerId) ? { id: viewerId } : null),
  id: ({ id }) => viewerRootId(id),
  feed: ({ id }, args, context) => readFeed(context, id, args),
  followRequests: ({ id }, args, context) => readFollowRequests(context, id, args),
  suggestedAthletes: async ({ id }, { first }, context) =>
    (await suggestAthletes(context, id, first ?? 10)).map(({ athleteId }) => ({ id: athleteId })),
  suggestions: async ({ id }, { first }, context) => [...(await suggestAthletes(context, id, first ?? 10))],
  blockedAthletes: ({ id }, args, context) => readBlockedAthletes(context, id, args),
  moderationQueue: (_viewer, args, context) => readModerationQueue(context, args),
  suspensionCase: async ({ id }, _args, { stores, runtime }) =>
    (await stores.moderation.suspensionsOf(id, new Date(runtime.now())))[0] ?? null,
  mutedAthletes: ({ id }, args, context) => readMutedAthletes(context, id, args),
  notifications: ({ id }, args, context) => readNotifications(context, id, args),
  unreadNotificationCount: ({ id }, _args, { stores }) => stores.notifications.unreadCount(id),
  notificationPreferences: ({ id }, _args, context) => readPreferences(context, id),
  webPushPublicKey: (_viewer, _args, { pushSender }) => pushSender.publicKey,
  pushDevices: ({ id }, _args, { stores }) => stores.pushDevices.of(id),
  quietHours: async ({ id }, _args, { stores }) => quietHoursOf(await stores.notificationSettings.get(id)),
}

export const NotificationConnection: NotificationConnectionResolvers = {
  unreadCount: ({ viewerId }, _args, { stores }) => stores.notifications.unreadCount(viewerId),
}

export const Suggestion: SuggestionResolvers = {
  athlete: ({ athleteId }, _args, { loaders }) => loaders.athlete(athleteId),
  reason: ({ reasons }) => reasons[0],
}
