import { FOLLOWER_SLOTS, followerSlot } from './follow-rules.ts'
import type { Notice } from './notifications.ts'

/**
 * The keys of lock rows. A transaction that acts on what it has read, and one that changes what was read, write to the same row,
 * so that of two at the same moment one runs again and sees what the other did.
 */

/** Locks a group of notifications: for a notice that joins it and for one that is withdrawn from it. */
export const groupLock = ({ recipientId, groupKey }: Pick<Notice, 'recipientId' | 'groupKey'>): string =>
  `group:${recipientId}:${groupKey}`

/** Locks a notice that waits for a busy group: for its arrival and for its withdrawal. */
export const sourceLock = ({ recipientId, groupKey, sourceId }: Pick<Notice, 'recipientId' | 'groupKey' | 'sourceId'>): string =>
  `notice:${recipientId}:${groupKey}:${sourceId}`

/** Locks an activity or post: for a notice about it and for the cleaning up after its deletion. */
export const subjectLock = (subjectId: string): string => `about:${subjectId}`

/** Locks a club for one recipient: for a notice about it, or about what is in it. There are several slots, so that many can be told at the same moment. */
export const clubLock = (clubId: string, recipientId: string): string => `club:${clubId}:${followerSlot(recipientId)}`

/** Returns all locks of a club, for the cleaning up after its deletion. */
export const clubLocks = (clubId: string): readonly string[] =>
  Array.from({ length: FOLLOWER_SLOTS }, (_, slot) => `club:${clubId}:${slot}`)

/** Locks a group of achievements: for one that comes and for one that is taken back. */
export const achievementLock = (groupKey: string): string => `achievements:${groupKey}`

/** Locks what a friend was told of who has not been out, and who was told of an athlete. */
export const nudgeLock = (athleteId: string): string => `nudge:${athleteId}`

/** Locks a pair of athletes: for a notice that involves both and for the cleaning up after a block between them. */
export const pairLock = (one: string, other: string): string => `pair:${[one, other].toSorted().join(':')}`

/**
 * Locks the follow requests to an athlete, for one who asks. There are several slots, so that many can ask at the same moment.
 */
export const requestLock = (followeeId: string, followerId: string): string =>
  `requests:${followeeId}:${followerSlot(followerId)}`

/** Returns all locks of the follow requests to an athlete, for the account when it stops approving followers. */
export const requestLocks = (followeeId: string): readonly string[] =>
  Array.from({ length: FOLLOWER_SLOTS }, (_, slot) => `requests:${followeeId}:${slot}`)
