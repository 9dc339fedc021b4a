import type { QueryResolvers } from '../generated/resolvers.ts'
import { listChallenges, visibleChallenge } from '../pipelines/show-challenges.ts'
import { visibleClubEvent } from '../pipelines/show-club-events.ts'
import { findClub, searchClubs } from '../pipelines/show-clubs.ts'

export const Query: QueryResolvers = {
  viewer: (_root, _args, { viewerId }) => (viewerId === null ? null : { id: viewerId }),
  club: (_root, args, context) => findClub(args, context),
  searchClubs: (_root, args, context) => searchClubs(args, context),
  clubEvent: (_root, { id }, context) => visibleClubEvent(id, context),
  challenge: (_root, { id }, context) => visibleChallenge(id, context),
  challenges: (_root, args, context) => listChallenges(args, context),
}
