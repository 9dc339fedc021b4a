import { type Accounts, type Entitlements, openAccounts, openEntitlements, openPhotos, type Photos } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import type { Settings } from '../settings.ts'
import { type Achievements, openAchievements } from './achievements.ts'
import { type Activities, openActivities } from './activities.ts'
import { type ActivityPairs, openActivityPairs } from './activity-pairs.ts'
import { type BadgeNews, openBadgeNews } from './badge-news.ts'
import { type Blocks, openBlocks } from './blocks.ts'
import { type ChallengeTeams, openChallengeTeams } from './challenge-teams.ts'
import { type Challenges, openChallenges } from './challenges.ts'
import { type ClosedComments, openClosedComments } from './closed-comments.ts'
import { type ClubEventDates, openClubEventDates } from './club-event-dates.ts'
import { type ClubEvents, openClubEvents } from './club-events.ts'
import { type ClubOffers, openClubOffers } from './club-offers.ts'
import { type Clubs, openClubs } from './clubs.ts'
import { type Comments, openComments } from './comments.ts'
import { type Deliveries, openDeliveries } from './deliveries.ts'
import { type Dismissals, openDismissals } from './dismissals.ts'
import { type FeedGaps, openFeedGaps } from './feed-gaps.ts'
import { type FeedItems, openFeedItems } from './feed-items.ts'
import { type Feeds, openFeeds } from './feeds.ts'
import { type Followings, openFollowings } from './followings.ts'
import { type Follows, openFollows } from './follows.ts'
import { type KudosStore, openKudos } from './kudos.ts'
import { type LiveSessions, openLiveSessions } from './live-sessions.ts'
import { type Locks, openLocks } from './locks.ts'
import { type Moderation, openModeration } from './moderation.ts'
import { type Mutes, openMutes } from './mutes.ts'
import { type NotificationSettings, openNotificationSettings } from './notification-settings.ts'
import { type Notifications, openNotifications } from './notifications.ts'
import { type Nudges, openNudges } from './nudges.ts'
import { openParticipations, type Participations } from './participations.ts'
import { openPhotoCarriers, type PhotoCarriers } from './photo-carriers.ts'
import { openPosts, type Posts } from './posts.ts'
import { openPushDevices, type PushDevices } from './push-devices.ts'
import { openSegments, type Segments } from './segments.ts'
import { openSponsoredChallenges, type SponsoredChallenges } from './sponsored-challenges.ts'
import { openStreakNews, type StreakNews } from './streak-news.ts'
import { openSuggestionCache, type SuggestionCache } from './suggestion-cache.ts'
import { openVapidKeys, type VapidKeyStore } from './vapid-keys.ts'
import { openVeryFollowed, type VeryFollowed } from './very-followed.ts'
import { openWaitingNotices, type WaitingNotices } from './waiting-notices.ts'

export interface Stores {
  readonly accounts: Accounts
  readonly entitlements: Entitlements
  readonly achievements: Achievements
  readonly activities: Activities
  readonly activityPairs: ActivityPairs
  readonly badgeNews: BadgeNews
  readonly blocks: Blocks
  readonly challenges: Challenges
  readonly challengeTeams: ChallengeTeams
  readonly clubs: Clubs
  readonly clubOffers: ClubOffers
  readonly segments: Segments
  readonly clubEvents: ClubEvents
  readonly clubEventDates: ClubEventDates
  readonly comments: Comments
  readonly dismissals: Dismissals
  readonly feedGaps: FeedGaps
  readonly deliveries: Deliveries
  readonly feedItems: FeedItems
  readonly feeds: Feeds
  readonly followings: Followings
  readonly follows: Follows
  readonly kudos: KudosStore
  readonly liveSessions: LiveSessions
  readonly locks: Locks
  readonly moderation: Moderation
  readonly mutes: Mutes
  readonly notifications: Notifications
  readonly notificationSettings: NotificationSettings
  readonly nudges: Nudges
  readonly photos: Photos
  readonly closedComments: ClosedComments
  readonly photoCarriers: PhotoCarriers
  readonly participations: Participations
  readonly posts: Posts
  readonly sponsoredChallenges: SponsoredChallenges
  readonly streakNews: StreakNews
  readonly suggestionCache: SuggestionCache
  readonly pushDevices: PushDevices
  readonly vapidKeys: VapidKeyStore
  readonly veryFollowed: VeryFollowed
  readonly waitingNotices: WaitingNotices
}

export const openStores = (database: Database, runtime: Runtime, settings: Settings): Stores => {
  const followings = openFollowings(database)
  return {
    accounts: openAccounts(database),
    entitlements: openEntitlements(database),
    achievements: openAchievements(database),
    activities: openActivities(database),
    activityPairs: openActivityPairs(database),
    badgeNews: openBadgeNews(database),
    blocks: openBlocks(database),
    challenges: openChallenges(database),
    challengeTeams: openChallengeTeams(database),
    clubs: openClubs(database),
    clubOffers: openClubOffers(database),
    segments: openSegments(database),
    clubEvents: openClubEvents(database),
    clubEventDates: openClubEventDates(database),
    comments: openComments(database),
    dismissals: openDismissals(database),
    feedGaps: openFeedGaps(database),
    deliveries: openDeliveries(database),
    feedItems: openFeedItems(database),
    feeds: openFeeds(runtime.redis, runtime.log, settings.feedSize),
    followings,
    follows: openFollows(database),
    kudos: openKudos(database),
    liveSessions: openLiveSessions(database),
    locks: openLocks(database),
    moderation: openModeration(database),
    mutes: openMutes(database),
    notifications: openNotifications(database),
    notificationSettings: openNotificationSettings(database),
    nudges: openNudges(database),
    photos: openPhotos(database),
    closedComments: openClosedComments(database),
    photoCarriers: openPhotoCarriers(database),
    participations: openParticipations(database),
    posts: openPosts(database),
    sponsoredChallenges: openSponsoredChallenges(database),
    streakNews: openStreakNews(database),
    suggestionCache: openSuggestionCache(() => runtime.now(), settings.suggestionsKeptMs),
    pushDevices: openPushDevices(database),
    vapidKeys: openVapidKeys(database),
    veryFollowed: openVeryFollowed(followings, () => runtime.now(), settings.veryFollowedCacheMs),
    waitingNotices: openWaitingNotices(database),
  }
}
