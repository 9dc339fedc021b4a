import { maySeeActivity, maySeeCard } from '@gruppetto/graph'
import { statusAt } from '../domain/challenge.ts'
import { contributionId, scoreOfUnits } from '../domain/scoring.ts'
import type { ChallengeResolvers, LeaderboardConnectionResolvers, LeaderboardEntryResolvers } from '../generated/resolvers.ts'
import { rankedViewerEntry, viewerEntryOf, visibleChallenge } from '../pipelines/show-challenges.ts'
import { showLeaderboard } from '../pipelines/show-leaderboard.ts'
import { keyOf } from './keys.ts'

export const Challenge: ChallengeResolvers = {
  __resolveReference: (reference, context) => visibleChallenge(keyOf(reference), context),
  id: (challenge) => challenge._id,
  ref: (challenge) => challenge._id,
  startsAt: (challenge) => challenge.startsAtMs,
  endsAt: (challenge) => challenge.endsAtMs,
  status: (challenge, _args, { runtime }) => statusAt(challenge, runtime.now()),
  club: ({ clubId }, _args, { loaders }) => (clubId === null ? null : loaders.clubs.load(clubId)),
  viewerEntry: (challenge, _args, context) => rankedViewerEntry(challenge, context),
  viewerSharesWithBrand: async (challenge, _args, context) => (await viewerEntryOf(challenge, context))?.sharesWithBrand ?? false,
  leaderboard: (challenge, args, context) => showLeaderboard(challenge, args, context),
}

export const LeaderboardConnection: LeaderboardConnectionResolvers = {
  updatedAt: async ({ challengeId }, _args, { loaders, stores }) => {
    const [changedMs, challenge] = await Promise.all([
      stores.entries.newestChangeMs(challengeId),
      loaders.challenges.load(challengeId),
    ])
    return changedMs ?? challenge?.createdAtMs ?? 0
  },
}

export const LeaderboardEntry: LeaderboardEntryResolvers = {
  athlete: async ({ entry: { athleteId } }, _args, { loaders }) =>
    maySeeCard(await loaders.relations.load(athleteId)) ? { id: athleteId } : null,
  score: async ({ entry }, _args, { loaders }) => {
    const challenge = await loaders.challenges.load(entry.challengeId)
    if (challenge === null) throw new Error(`an entry without its challenge ${entry.challengeId}`)
    return scoreOfUnits(challenge.metric, entry.units)
  },
  completedAt: ({ entry }) => entry.completedAtMs,
  lastActivity: async ({ entry: { challengeId, athleteId, lastActivityId } }, _args, { loaders }) => {
    if (lastActivityId === null) return null
    const [contribution, relation] = await Promise.all([
      loaders.contributions.load(contributionId(challengeId, lastActivityId)),
      loaders.relations.load(athleteId),
    ])
    return contribution !== null && maySeeActivity(contribution.visibility, relation) ? { id: lastActivityId } : null
  },
}
