import { maySeeActivity, maySeeCard } from '@gruppetto/graph'
import type { ActivityResolvers, DisputeResolvers } from '../generated/resolvers.ts'

export const Dispute: DisputeResolvers = {
  id: (dispute) => dispute._id,
  activity: async ({ activityId, athleteId }, _args, { loaders }) => {
    const [fact, relation] = await Promise.all([loaders.activityFacts.load(activityId), loaders.relations.load(athleteId)])
    return fact !== null && maySeeActivity(fact.visibility, relation) ? { id: activityId } : null
  },
  athlete: async ({ athleteId }, _args, { loaders }) =>
    maySeeCard(await loaders.relations.load(athleteId)) ? { id: athleteId } : null,
  heldOutFor: ({ heldOutFor }) => [...heldOutFor],
  flagCount: ({ flaggedByIds }) => flaggedByIds.length,
  notes: ({ notes }) => [...notes],
  judgedBy: async ({ judgedById }, _args, { loaders }) =>
    judgedById !== null && maySeeCard(await loaders.relations.load(judgedById)) ? { id: judgedById } : null,
}

export const Activity: ActivityResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  heldOutFor: async ({ id }, _args, { loaders, viewerId }) => {
    const fact = await loaders.activityFacts.load(id)
    return fact !== null && fact.athleteId === viewerId ? [...(fact.heldOut ?? [])] : null
  },
}
