import { keyOf, notFound } from '@gruppetto/graph'
import { badgeKeyOf, rulesOf, settlesAtOf, statusAt } from '../domain/challenge.ts'
import { scoreOfUnits } from '../domain/scoring.ts'
import type { ChallengeResolvers, ChallengeTeamResolvers } from '../generated/resolvers.ts'
import { showTeams } from '../pipelines/challenge-teams.ts'
import { organisesChallenge } from '../pipelines/change-challenges.ts'
import { listChallengeDisputes } from '../pipelines/judge-activities.ts'
import { findChallenge, findViewerEntry, rankViewerEntry } from '../pipelines/show-challenges.ts'
import { showLeaderboard } from '../pipelines/show-leaderboard.ts'

export const Challenge: ChallengeResolvers = {
  __resolveReference: (reference, context) => findChallenge(context, keyOf(reference)),
  id: (challenge) => challenge._id,
  ref: (challenge) => challenge._id,
  status: (challenge, _args, { runtime }) => statusAt(challenge, runtime.now()),
  segment: ({ segmentId }) => (segmentId ? { id: segmentId } : null),
  rules: (challenge) => rulesOf(challenge),
  settlesAt: (challenge) => settlesAtOf(challenge),
  isFinal: ({ finalAt }) => finalAt !== undefined,
  badge: (challenge) => {
    const key = badgeKeyOf(challenge)
    return key === null ? null : { key }
  },
  club: ({ clubId }, _args, { loaders }) => (clubId === null ? null : loaders.clubs.load(clubId)),
  teams: async (challenge, _args, context) => {
    const teams = await showTeams(context, challenge)
    return teams?.map((team) => ({ ...team, metric: challenge.metric })) ?? null
  },
  viewerTeam: async (challenge, _args, context) => {
    const entry = await findViewerEntry(context, challenge)
    const teamId = challenge.teamIds?.find((clubId) => clubId === entry?.teamId)
    return teamId === undefined ? null : context.loaders.clubs.load(teamId)
  },
  viewerEntry: (challenge, _args, context) => rankViewerEntry(context, challenge),
  viewerSharesWithBrand: async (challenge, _args, context) =>
    (await findViewerEntry(context, challenge))?.sharesWithBrand ?? false,
  viewerOrganises: (challenge, _args, context) => organisesChallenge(context, challenge),
  disputes: (challenge, args, context) => listChallengeDisputes(context, challenge, args),
  leaderboard: (challenge, args, context) => showLeaderboard(context, challenge, args),
}

export const ChallengeTeam: ChallengeTeamResolvers = {
  club: async ({ clubId }, _args, { loaders }) => {
    const club = await loaders.clubs.load(clubId)
    if (club === null) throw notFound('This club')
    return club
  },
  score: ({ metric, units }) => scoreOfUnits(metric, units),
}
