import type { KudosConnectionResolvers, KudosEdgeResolvers } from '../generated/resolvers.ts'

export const KudosConnection: KudosConnectionResolvers = {
  totalCount: ({ subjectId }, _args, { loaders }) => loaders.kudosCount.load(subjectId),
}

export const KudosEdge: KudosEdgeResolvers = {
  node: ({ node }, _args, { loaders }) => loaders.athlete(node.athleteId),
  givenAt: ({ node }) => node.givenAt,
}
