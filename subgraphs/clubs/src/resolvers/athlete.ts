import { maySeeCard, viewerRootId } from '@gruppetto/graph'
import type { AthleteResolvers, ClubMemberEdgeResolvers, PersonalGoalResolvers, ViewerResolvers } from '../generated/resolvers.ts'
import { showOwnCalendarUrl } from '../pipelines/calendar-links.ts'
import { listInvitations } from '../pipelines/invite-athletes.ts'
import { listStaffDisputes } from '../pipelines/judge-activities.ts'
import { readGoals } from '../pipelines/personal-goals.ts'
import { listAthleteChallenges } from '../pipelines/show-challenges.ts'
import { listUpcomingEvents } from '../pipelines/show-club-events.ts'
import { listAthleteClubs, listViewerClubs } from '../pipelines/show-clubs.ts'
import { suggestChallenges } from '../pipelines/suggest-challenges.ts'

export const Athlete: AthleteResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (maySeeCard(await loaders.relations.load(id)) ? { id } : null),
  clubs: ({ id }, args, context) => listAthleteClubs(context, id, args),
  challenges: ({ id }, args, context) => listAthleteChallenges(context, id, args),
}

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (viewerId !== null && id === viewerRootId(viewerId) ? { id: viewerId } : null),
  id: ({ id }) => viewerRootId(id),
  clubs: (_viewer, args, context) => listViewerClubs(context, args),
  upcomingEvents: (_viewer, args, context) => listUpcomingEvents(context, args),
  calendarUrl: (_viewer, _args, context) => showOwnCalendarUrl(context),
  clubInvitations: async (_viewer, _args, context) => [...(await listInvitations(context))],
  suggestedChallenges: async ({ id }, { first }, context) => [...(await suggestChallenges(context, id, first))],
  disputeQueue: (_viewer, args, context) => listStaffDisputes(context, args),
  goals: async ({ id }, _args, context) => [...(await readGoals(context, id))],
}

export const ClubMemberEdge: ClubMemberEdgeResolvers = {
  node: async ({ node }, _args, { loaders }) =>
    node !== null && node !== undefined && maySeeCard(await loaders.relations.load(node.id)) ? node : null,
}

export const PersonalGoal: PersonalGoalResolvers = {
  id: ({ goalId }) => goalId,
}
