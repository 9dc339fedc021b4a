import { maySeeCard, viewerRootId } from '@gruppetto/graph'
import type { AthleteResolvers, ClubMemberEdgeResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { athleteChallenges } from '../pipelines/show-challenges.ts'
import { athleteClubs, viewerClubs } from '../pipelines/show-clubs.ts'

export const Athlete: AthleteResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (maySeeCard(await loaders.relations.load(id)) ? { id } : null),
  clubs: ({ id }, args, context) => athleteClubs(id, args, context),
  challenges: ({ id }, args, context) => athleteChallenges(id, args, context),
}

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (viewerId !== null && id === viewerRootId(viewerId) ? { id: viewerId } : null),
  id: ({ id }) => viewerRootId(id),
  clubs: (_viewer, args, context) => viewerClubs(args, context),
}

export const ClubMemberEdge: ClubMemberEdgeResolvers = {
  node: async ({ node }, _args, { loaders }) =>
    node !== null && node !== undefined && maySeeCard(await loaders.relations.load(node.id)) ? node : null,
}
