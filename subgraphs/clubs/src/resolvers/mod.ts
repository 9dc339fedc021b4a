import type { Resolvers } from '../generated/resolvers.ts'
import { Athlete, ClubMemberEdge, PersonalGoal, Viewer } from './athlete.ts'
import { Challenge, LeaderboardConnection, LeaderboardEntry } from './challenge.ts'
import { AuditEntry, Club, ClubInvite, ClubInvitePreview, ClubMembership } from './club.ts'
import { ClubEvent } from './club-event.ts'
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
  Challenge,
  LeaderboardConnection,
  LeaderboardEntry,
  Athlete,
  PersonalGoal,
  Viewer,
}
