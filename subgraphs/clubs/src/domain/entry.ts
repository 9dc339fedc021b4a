import type { EventData } from '@gruppetto/events'
import { mayAppearTo, type Relation } from '@gruppetto/graph'
import type { ChallengeRow } from './challenge.ts'
import { scoreOfUnits, type Tally } from './scoring.ts'

/** One athlete's part in one challenge. Rows of athletes who have left stay, for their revision and `completionTold`. */
export interface EntryRow {
  /** `<challengeId>:<athleteId>` */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly participating: boolean
  readonly sharesWithBrand: boolean
  readonly joinedAt: Date
  /** Copies of the challenge's, which never change. They find the entries for which an activity may count. */
  readonly startsAt: Date
  readonly endsAt: Date
  /** The club whose member one must be to take part: the challenge's, or the one to score for. */
  readonly clubId: string | null
  /** In a challenge between clubs: the club that it scores for. Absent in any other. */
  readonly teamId?: string
  /** The score in whole units; see scoring.ts. */
  readonly units: number
  readonly reachedAt: Date
  readonly completedAt: Date | null
  /** Whether `challenge.completed` was emitted. It is emitted once, even when the score falls below the target and rises again. */
  readonly completionTold: boolean
  readonly lastActivityId: string | null
  /** How many activities count, and how far they went in decimetres. Absent in older rows. */
  readonly activities?: number
  readonly decimeters?: number
  /** The rank in the final standing, which stays when others leave. Null or absent before there is one. */
  readonly finalRank?: number | null
  readonly revision: number
  readonly updatedAt: Date
}

/**
 * Whether a viewer may learn whose entry this is. Everybody reads a leaderboard, the sponsor too. So in a sponsored challenge an
 * athlete who does not share with the brand is named only to those whom they follow and, when they approve their followers, to
 * those followers.
 */
export const isNamed = (
  challenge: { readonly sponsored: boolean },
  entry: Pick<EntryRow, 'sharesWithBrand'>,
  relation: Relation,
  followsViewer: boolean,
): boolean => {
  if (relation.isSelf || !challenge.sponsored || entry.sharesWithBrand) return true
  return mayAppearTo(relation) && (followsViewer || (relation.owner.isPrivate && relation.viewerFollowsOwner))
}

export const entryId = (challengeId: string, athleteId: string): string => `${challengeId}:${athleteId}`

/** Returns the entry with a new tally. `changed` is false when the new tally equals the old one. */
export const applyTally = (
  entry: EntryRow,
  tally: Tally,
  nowMs: number,
): { entry: EntryRow; changed: boolean; completedNow: boolean } => {
  const changed =
    entry.units !== tally.units ||
    entry.reachedAt.getTime() !== tally.reachedAt.getTime() ||
    entry.completedAt?.getTime() !== tally.completedAt?.getTime() ||
    entry.lastActivityId !== tally.lastActivityId ||
    entry.activities !== tally.activities ||
    entry.decimeters !== tally.decimeters
  const completedNow = tally.completedAt !== null && !entry.completionTold
  if (!changed && !completedNow) return { entry, changed: false, completedNow: false }
  return {
    changed: true,
    completedNow,
    entry: {
      ...entry,
      ...tally,
      completionTold: entry.completionTold || completedNow,
      revision: entry.revision + 1,
      updatedAt: new Date(nowMs),
    },
  }
}

export const participationState = (entry: EntryRow, nowMs: number): EventData<'challenge.participation-changed'> => ({
  challengeId: entry.challengeId,
  athleteId: entry.athleteId,
  revision: entry.revision,
  participating: entry.participating,
  sharesWithBrand: entry.sharesWithBrand,
  joinedAtMs: entry.joinedAt.getTime(),
  at: nowMs,
})

export const scoreState = (
  challenge: Pick<ChallengeRow, 'metric'>,
  entry: EntryRow,
  nowMs: number,
): EventData<'challenge.scored'> => ({
  challengeId: entry.challengeId,
  athleteId: entry.athleteId,
  revision: entry.revision,
  score: scoreOfUnits(challenge.metric, entry.units),
  ...(challenge.metric === 'SEGMENT_TIME' && { points: entry.units }),
  reachedAtMs: entry.reachedAt.getTime(),
  completedAtMs: entry.completedAt?.getTime() ?? null,
  ...(entry.activities !== undefined && { activities: entry.activities, distanceMeters: (entry.decimeters ?? 0) / 10 }),
  at: nowMs,
})
