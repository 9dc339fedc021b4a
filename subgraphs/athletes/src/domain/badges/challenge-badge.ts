import type { Audience } from '@gruppetto/graph'

/** What is known of a challenge. */
export interface ChallengeRow {
  readonly _id: string
  /** -1 while only its sponsor is known. */
  readonly revision: number
  readonly title: string
  /** The name of its badge. */
  readonly badgeName: string
  /** Whether everyone may see it. */
  readonly isPublic: boolean
  readonly isCancelled: boolean
  readonly isSponsored: boolean
}

/** What is known of an athlete's part in a challenge, from two events that may come in any order. */
export interface ChallengeEntryRow {
  /** See entryId. */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly scoreRevision: number
  readonly completedAt: Date | null
  readonly participationRevision: number
  readonly sharesWithBrand: boolean
}

export const entryId = (challengeId: string, athleteId: string): string => `${challengeId}:${athleteId}`

export const newChallenge = (_id: string): ChallengeRow => ({
  _id,
  revision: -1,
  title: '',
  badgeName: '',
  isPublic: false,
  isCancelled: false,
  isSponsored: false,
})

export const newEntry = (challengeId: string, athleteId: string): ChallengeEntryRow => ({
  _id: entryId(challengeId, athleteId),
  challengeId,
  athleteId,
  scoreRevision: -1,
  completedAt: null,
  participationRevision: -1,
  sharesWithBrand: false,
})

/**
 * Returns who may see that an athlete has completed a challenge; null when it does not count. Others must not learn from a badge of a
 * challenge that only a club's members see, nor that an athlete takes part in a sponsored one without sharing it.
 */
export const shownToOf = (challenge: ChallengeRow, entry: ChallengeEntryRow): Audience | null => {
  if (entry.completedAt === null || challenge.isCancelled || challenge.revision < 0) return null
  const isForAll = challenge.isPublic && (!challenge.isSponsored || entry.sharesWithBrand)
  return isForAll ? 'EVERYONE' : 'ONLY_ME'
}

const PREFIX = 'challenge.'

/** The key of the badge of a challenge. */
export const challengeBadgeKey = (challengeId: string): string => `${PREFIX}${challengeId}`

/** Returns the challenge whose badge has this key, or null. */
export const challengeOfBadge = (badgeKey: string): string | null =>
  badgeKey.startsWith(PREFIX) ? badgeKey.slice(PREFIX.length) : null
