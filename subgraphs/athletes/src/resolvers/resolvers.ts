import type { Resolvers } from '../generated/resolvers.ts'
import { athleteResolvers } from './athlete.ts'
import { nodeResolvers } from './node.ts'
import { privacyResolvers } from './privacy.ts'
import { sessionResolvers } from './session.ts'
import { trainingResolvers } from './training.ts'
import { viewerResolvers } from './viewer.ts'

export const resolvers: Resolvers = {
  ...athleteResolvers,
  ...nodeResolvers,
  ...privacyResolvers,
  ...sessionResolvers,
  ...viewerResolvers,
  ...trainingResolvers,
  Query: { ...athleteResolvers.Query, ...nodeResolvers.Query, ...viewerResolvers.Query },
  Viewer: { ...viewerResolvers.Viewer, ...trainingResolvers.Viewer },
  Mutation: {
    ...sessionResolvers.Mutation,
    ...viewerResolvers.Mutation,
    ...privacyResolvers.Mutation,
    ...trainingResolvers.Mutation,
  },
}
