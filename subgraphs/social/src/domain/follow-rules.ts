import type { EventData } from '@gruppetto/events'

export type FollowState = EventData<'follow.changed'>['state']
export type FollowCause = EventData<'follow.changed'>['cause']

/** One directed edge. It stays when the follow ends, since its revision must never fall. */
export interface FollowRow {
  /** `<follower>:<followee>`. */
  readonly _id: string
  readonly followerId: string
  readonly followeeId: string
  readonly state: FollowState
  readonly revision: number
  /** When the present state began. Lists are sorted by it. */
  readonly changedAt: Date
}

export interface BlockRow {
  /** `<blocker>:<blocked>`. */
  readonly _id: string
  readonly blockerId: string
  readonly blockedId: string
  readonly blocked: boolean
  readonly revision: number
  readonly changedAt: Date
}

/** Returns the data of the event that carries the state of a follow. */
export const followState = (row: FollowRow, cause: FollowCause): EventData<'follow.changed'> => {
  const { followerId, followeeId, revision, state, changedAt } = row
  return { followerId, followeeId, revision, state, cause, at: changedAt.getTime() }
}

/** Returns the data of the event that carries the state of a block. */
export const blockState = ({ blockerId, blockedId, revision, blocked, changedAt }: BlockRow): EventData<'block.changed'> => ({
  blockerId,
  blockedId,
  revision,
  blocked,
  at: changedAt.getTime(),
})

export interface FollowChange {
  readonly state: FollowState
  readonly cause: FollowCause
}

/** Returns what changes when an athlete follows, or null. A request to an account that has become public since is granted. */
export const onFollow = (state: FollowState, followeeIsPrivate: boolean): FollowChange | null => {
  if (state === 'FOLLOWING') return null
  if (!followeeIsPrivate) return { state: 'FOLLOWING', cause: 'FOLLOWED' }
  return state === 'REQUESTED' ? null : { state: 'REQUESTED', cause: 'REQUESTED' }
}

/** Returns what changes when a follower unfollows or withdraws a request, or null. */
export const onUnfollow = (state: FollowState): FollowChange | null =>
  state === 'NONE' ? null : { state: 'NONE', cause: 'UNFOLLOWED' }

/** Returns what changes when the followee answers a request, or null when there is none: it was answered or withdrawn. */
export const onResponse = (state: FollowState, accept: boolean): FollowChange | null => {
  if (state !== 'REQUESTED') return null
  return accept ? { state: 'FOLLOWING', cause: 'ACCEPTED' } : { state: 'NONE', cause: 'DECLINED' }
}

/** Returns what changes when the followee removes a follower, or null. A request that waits is answered, not removed. */
export const onRemoval = (state: FollowState): FollowChange | null =>
  state === 'FOLLOWING' ? { state: 'NONE', cause: 'DECLINED' } : null

/** Returns what changes when one of the two blocks the other, or null. A block ends follows and requests. */
export const onBlock = (state: FollowState): FollowChange | null =>
  state === 'NONE' ? null : { state: 'NONE', cause: 'BLOCKED' }

/** Returns by how much the counts of followers and followees change. Requests do not count. */
export const countDelta = (before: FollowState, after: FollowState): -1 | 0 | 1 => {
  if (before === after) return 0
  if (after === 'FOLLOWING') return 1
  return before === 'FOLLOWING' ? -1 : 0
}

/** Followers are spread over slots, so that many can follow one athlete at the same moment. */
export const FOLLOWER_SLOTS = 16

/** Returns the slot of a follower, always the same one. Ids end in random base32 digits. */
export const followerSlot = (followerId: string): number => (followerId.codePointAt(followerId.length - 1) ?? 0) % FOLLOWER_SLOTS
