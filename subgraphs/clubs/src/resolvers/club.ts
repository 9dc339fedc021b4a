import { keyOf } from '@gruppetto/graph'
import type { ClubMembershipResolvers, ClubResolvers } from '../generated/resolvers.ts'
import { clubChallenges } from '../pipelines/show-challenges.ts'
import { eventsOfClub } from '../pipelines/show-club-events.ts'
import { clubMembers, joinRequests } from '../pipelines/show-clubs.ts'

export const Club: ClubResolvers = {
  // A club's card is for everyone: OPEN and ON_REQUEST clubs can both be found.
  __resolveReference: (reference, { loaders }) => loaders.clubs.load(keyOf(reference)),
  id: (club) => club._id,
  ref: (club) => club._id,
  viewerMembership: (club, _args, { loaders }) => loaders.viewerMemberships.load(club._id),
  members: (club, args, context) => clubMembers(club, args, context),
  events: (club, args, context) => eventsOfClub(club, args, context),
  challenges: (club, args, context) => clubChallenges(club, args, context),
  joinRequests: (club, args, context) => joinRequests(club, args, context),
}

export const ClubMembership: ClubMembershipResolvers = {
  since: (membership) => membership.sinceMs,
  status: ({ status }) => (status === 'ACTIVE' ? 'ACTIVE' : 'REQUESTED'),
}
