import { badgeImagePath } from '../domain/badges/image.ts'
import { unknownBadge } from '../domain/badges/shown-badge.ts'
import type { AwardedBadgeResolvers, BadgeResolvers } from '../generated/resolvers.ts'

export const Badge: BadgeResolvers = {
  // Whoever refers to a badge has checked that the viewer may know of it.
  __resolveReference: ({ key }, { loaders }) => loaders.badge.load(key),
  imageUrl: ({ key }, _, { runtime }) => `${runtime.config.publicUrl}${badgeImagePath(key)}`,
}

export const AwardedBadge: AwardedBadgeResolvers = {
  badge: async ({ badgeKey }, _, { loaders }) => (await loaders.badge.load(badgeKey)) ?? unknownBadge(badgeKey),
  activity: ({ activityId }) => (activityId === null ? null : { __typename: 'Activity', ref: activityId }),
  challenge: ({ challengeId }) => (challengeId === null ? null : { __typename: 'Challenge', ref: challengeId }),
}
