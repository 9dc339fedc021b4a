import { maySeeCard } from '@gruppetto/graph'
import type { AthleteResolvers } from '../generated/resolvers.ts'
import { listActivities } from '../pipelines/list-activities.ts'

export const Athlete: AthleteResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (maySeeCard(await loaders.relation.load(id)) ? { id } : null),
  activities: ({ id }, args, context) => listActivities(id, args, context),
  totals: ({ id }, { period }, { loaders }) => loaders.totals.load({ athleteId: id, period }),
}
