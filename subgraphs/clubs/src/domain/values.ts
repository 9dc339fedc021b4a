/** The enums of schema/clubs.graphql; the resolvers' generated types check that they are the same. */

/** What moderators have decided about an event or a challenge. Absent in rows of which they have decided nothing. */
export interface TakenDown {
  readonly isTakenDown: boolean
  /** Whether its removal has cancelled it, so that its return takes that back. */
  readonly hasCancelled: boolean
  readonly decidedAt: Date
}

export { SPORTS, type Sport } from '@gruppetto/graph'

export type ClubAccess = 'OPEN' | 'ON_REQUEST' | 'SECRET'
export type ClubRole = 'OWNER' | 'ADMIN' | 'MODERATOR' | 'MEMBER'
export type MembershipStatus = 'ACTIVE' | 'REQUESTED' | 'INVITED' | 'BANNED'
export type ScoreMetric =
  | 'DISTANCE'
  | 'MOVING_TIME'
  | 'ELEVATION_GAIN'
  | 'ACTIVITY_COUNT'
  | 'ACTIVE_DAYS'
  | 'SEGMENT_TIME'
  | 'TRAINING_LOAD'
/** The metrics of which the sums of a period are kept; see period-sums.ts. */
export type SummedMetric = 'DISTANCE' | 'MOVING_TIME' | 'ELEVATION_GAIN' | 'ACTIVITY_COUNT'
/** Of an athlete's own goals. */
export type GoalMetric = SummedMetric | 'ACTIVE_DAYS'
export type TotalsPeriod = 'WEEK' | 'MONTH' | 'YEAR' | 'ALL_TIME'
export type ChallengeKind = 'TOTAL' | 'BEST_TIME' | 'STREAK_DAYS'
export type SeriesScope = 'ONE' | 'FOLLOWING' | 'ALL'
export type EventStatus = 'SCHEDULED' | 'CANCELLED' | 'PAST'
export type Rsvp = 'GOING' | 'MAYBE' | 'NOT_GOING' | 'WAITLISTED'
export type ChallengeStatus = 'UPCOMING' | 'ACTIVE' | 'ENDED' | 'CANCELLED'
export type LeaderboardScope = 'EVERYONE' | 'FOLLOWING' | 'CLUB'
export type HeldOutReason = 'IMPOSSIBLE_SPEED' | 'WRONG_SPORT' | 'MOTOR_VEHICLE' | 'E_BIKE' | 'SAME_TRACK'
export type Verdict = 'COUNTS' | 'HELD_OUT'
