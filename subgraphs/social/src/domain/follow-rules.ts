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
  /** When the present state began: what lists are sorted by. */
  readonly sinceMs: number
}

export interface BlockRow {
  /** `<blocker>:<blocked>`. */
  readonly _id: string
  readonly blockerId: string
  readonly blockedId: string
  readonly blocked: boolean
  readonly revision: number
  readonly sinceMs: number
}

export interface FollowChange {
  readonly state: FollowState
  readonly cause: FollowCause
}

/** What asking to follow leads to; null where nothing changes. A request to an account that has become public since is granted. */
export const onFollow = (state: FollowState, followeeIsPrivate: boolean): FollowChange | null => {
  if (state === 'FOLLOWING') return null
  if (!followeeIsPrivate) return { state: 'FOLLOWING', cause: 'FOLLOWED' }
  return state === 'REQUESTED' ? null : { state: 'REQUESTED', cause: 'REQUESTED' }
}

/** Ends a follow or withdraws a request. */
export const onUnfollow = (state: FollowState): FollowChange | null =>
  state === 'NONE' ? null : { state: 'NONE', cause: 'UNFOLLOWED' }

/** Answers a request; null where there is none (already answered, or withdrawn). */
export const onResponse = (state: FollowState, accept: boolean): FollowChange | null => {
  if (state !== 'REQUESTED') return null
  return accept ? { state: 'FOLLOWING', cause: 'ACCEPTED' } : { state: 'NONE', cause: 'DECLINED' }
}

/** A block ends follows and requests. */
export const onBlock = (state: FollowState): FollowChange | null =>
  state === 'NONE' ? null : { state: 'NONE', cause: 'BLOCKED' }

/** By how much the counts of followers change: only approved follows count. */
export const countDelta = (before: FollowState, after: FollowState): -1 | 0 | 1 => {
  if (before === after) return 0
  if (after === 'FOLLOWING') return 1
  return before === 'FOLLOWING' ? -1 : 0
}

const SLOTS = 16

/** What is written by whoever asks this followee to be let in: by slot, so that many can ask at the same moment. */
export const requestTurn = (followeeId: string, slot: number): string => `requests:${followeeId}:${slot}`

/** All of them: written by whoever ends the asking. */
export const requestTurns = (followeeId: string): readonly string[] =>
  Array.from({ length: SLOTS }, (_, slot) => requestTurn(followeeId, slot))

/** The slot of a followee's count that a follower is counted in: always the same. Ids end in random base32 digits. */
export const followerSlot = (followerId: string): number => (followerId.codePointAt(followerId.length - 1) ?? 0) % SLOTS
