import { scoreOfUnits } from '../domain/scoring.ts'
import type { ClubGoalResolvers } from '../generated/resolvers.ts'
import { listContributors } from '../pipelines/show-standings.ts'

export const ClubGoal: ClubGoalResolvers = {
  id: (goal) => goal._id,
  club: async ({ clubId }, _args, { loaders }) => {
    const club = await loaders.clubs.load(clubId)
    if (club === null) throw new Error(`the goal's club ${clubId} is missing`)
    return club
  },
  progress: async (goal, _args, { loaders }) => scoreOfUnits(goal.metric, await loaders.goalTotals.load(goal)),
  contributors: async (goal, { first }, context) => [...(await listContributors(context, goal, first ?? 10))],
}
