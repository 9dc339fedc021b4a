import type { Resolvers } from '../generated/resolvers.ts'
import { athleteResolvers } from './athlete.ts'
import { nodeResolvers } from './node.ts'
import { sessionResolvers } from './session.ts'
import { viewerResolvers } from './viewer.ts'

export const resolvers: Resolvers = {
  ...athleteResolvers,
  ...nodeResolvers,
  ...sessionResolvers,
  ...viewerResolvers,
  Query: { ...athleteResolvers.Query, ...nodeResolvers.Query, ...viewerResolvers.Query },
  Mutation: { ...sessionResolvers.Mutation, ...viewerResolvers.Mutation },
}
