import type { Resolvers } from '../generated/resolvers.ts'
import { Athlete, ClubMemberEdge, PersonalGoal, Viewer } from './athlete.ts'
import { Challenge, ChallengeTeam } from './challenge.ts'
import { AuditEntry, Club, ClubInvite, ClubInvitePreview, ClubMembership } from './club.ts'
import { ClubEvent, EventOccurrence } from './club-event.ts'
import { ClubGoal } from './club-goal.ts'
import { Activity, Dispute } from './dispute.ts'
import { LeaderboardConnection, LeaderboardEntry } from './leaderboard.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Club,
  ClubMembership,
  ClubInvite,
  ClubInvitePreview,
  AuditEntry,
  ClubMemberEdge,
  ClubEvent,
  ClubGoal,
  Dispute,
  Activity,
  EventOccurrence,
  Challenge,
  ChallengeTeam,
  LeaderboardConnection,
  LeaderboardEntry,
  Athlete,
  PersonalGoal,
  Viewer,
}
