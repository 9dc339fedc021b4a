import { keyOf } from '@gruppetto/graph'
import type { ClubMembershipResolvers, ClubResolvers } from '../generated/resolvers.ts'
import { showClubCalendarUrl } from '../pipelines/calendar-links.ts'
import { listClubChallenges } from '../pipelines/show-challenges.ts'
import { listClubEvents } from '../pipelines/show-club-events.ts'
import { listJoinRequests, listMembers } from '../pipelines/show-clubs.ts'

export const Club: ClubResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.clubs.load(keyOf(reference)),
  id: (club) => club._id,
  ref: (club) => club._id,
  viewerMembership: (club, _args, { loaders }) => loaders.viewerMemberships.load(club._id),
  members: (club, args, context) => listMembers(context, club, args),
  events: (club, args, context) => listClubEvents(context, club, args),
  challenges: (club, args, context) => listClubChallenges(context, club, args),
  calendarUrl: (club, _args, context) => showClubCalendarUrl(context, club._id),
  joinRequests: (club, args, context) => listJoinRequests(context, club, args),
}

export const ClubMembership: ClubMembershipResolvers = {
  since: (membership) => membership.joinedAt,
  // Rows with the status NONE are no memberships, and are not loaded.
  status: ({ status }) => (status === 'NONE' ? 'REQUESTED' : status),
}
