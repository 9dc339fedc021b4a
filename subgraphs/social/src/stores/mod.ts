import { type Accounts, openAccounts } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import { type Activities, openActivities } from './activities.ts'
import { type Blocks, openBlocks } from './blocks.ts'
import { type Challenges, openChallenges } from './challenges.ts'
import { type Comments, openComments } from './comments.ts'
import { type FeedItems, openFeedItems } from './feed-items.ts'
import { type Feeds, openFeeds } from './feeds.ts'
import { type Followings, openFollowings } from './followings.ts'
import { type Follows, openFollows } from './follows.ts'
import { type KudosStore, openKudos } from './kudos.ts'
import { type Notifications, openNotifications } from './notifications.ts'
import { openPosts, type Posts } from './posts.ts'
import { openSegments, type Segments } from './segments.ts'
import { openTurns, type Turns } from './turns.ts'
import { openVeryFollowed, type VeryFollowed } from './very-followed.ts'

export interface Stores {
  readonly accounts: Accounts
  readonly activities: Activities
  readonly blocks: Blocks
  readonly challenges: Challenges
  readonly segments: Segments
  readonly comments: Comments
  readonly feedItems: FeedItems
  readonly feeds: Feeds
  readonly followings: Followings
  readonly follows: Follows
  readonly kudos: KudosStore
  readonly notifications: Notifications
  readonly posts: Posts
  readonly turns: Turns
  readonly veryFollowed: VeryFollowed
}

export interface FeedSettings {
  /** Items a feed keeps in Redis; older pages come from MongoDB. */
  readonly kept: number
  /** From this many followers on, an athlete is very followed. */
  readonly veryFollowedFrom: number
  /** How long a process may go on with the very followed it knows. */
  readonly veryFollowedForMs: number
  /** How long the very followed are still fanned out, so that no reader with an older list misses an item. */
  readonly graceMs: number
}

export const openStores = (database: Database, runtime: Runtime, settings: FeedSettings): Stores => {
  const followings = openFollowings(database)
  return {
    accounts: openAccounts(database),
    activities: openActivities(database),
    blocks: openBlocks(database),
    challenges: openChallenges(database),
    segments: openSegments(database),
    comments: openComments(database),
    feedItems: openFeedItems(database),
    feeds: openFeeds(runtime.redis, runtime.log, settings.kept),
    followings,
    follows: openFollows(database),
    kudos: openKudos(database),
    notifications: openNotifications(database),
    posts: openPosts(database),
    turns: openTurns(database),
    veryFollowed: openVeryFollowed(followings, () => runtime.now(), settings.veryFollowedForMs),
  }
}
