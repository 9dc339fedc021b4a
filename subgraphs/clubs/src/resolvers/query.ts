import type { QueryResolvers } from '../generated/resolvers.ts'
import { previewInvite } from '../pipelines/invite-links.ts'
import { findChallenge, listChallenges } from '../pipelines/show-challenges.ts'
import { findClubEvent } from '../pipelines/show-club-events.ts'
import { findClub, searchClubs } from '../pipelines/show-clubs.ts'

export const Query: QueryResolvers = {
  viewer: (_root, _args, { viewerId }) => (viewerId === null ? null : { id: viewerId }),
  club: (_root, args, context) => findClub(context, args),
  searchClubs: (_root, args, context) => searchClubs(context, args),
  clubInvite: (_root, { token }, context) => previewInvite(context, token),
  clubEvent: (_root, { id }, context) => findClubEvent(context, id),
  challenge: (_root, { id }, context) => findChallenge(context, id),
  challenges: (_root, args, context) => listChallenges(context, args),
}
