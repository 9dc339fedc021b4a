import { keyOf, maySeeActivity, maySeeCard } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { badgeKeyOf, type ChallengeRow, rulesOf, settlesAtOf, statusAt } from '../domain/challenge.ts'
import type { EntryRow } from '../domain/entry.ts'
import { contributionId, scoreOfUnits } from '../domain/scoring.ts'
import type { ChallengeResolvers, LeaderboardConnectionResolvers, LeaderboardEntryResolvers } from '../generated/resolvers.ts'
import { isNamedForViewer } from '../pipelines/named-entries.ts'
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
  viewerEntry: (challenge, _args, context) => rankViewerEntry(context, challenge),
  viewerSharesWithBrand: async (challenge, _args, context) =>
    (await findViewerEntry(context, challenge))?.sharesWithBrand ?? false,
  leaderboard: (challenge, args, context) => showLeaderboard(context, challenge, args),
}

export const LeaderboardConnection: LeaderboardConnectionResolvers = {
  updatedAt: async ({ challengeId }, _args, { loaders, stores }) => {
    const [changedAt, challenge] = await Promise.all([
      stores.entries.newestChangeAt(challengeId),
      loaders.challenges.load(challengeId),
    ])
    return changedAt ?? challenge?.createdAt ?? new Date(0)
  },
}

const loadChallenge = async ({ loaders }: Context, { challengeId }: EntryRow): Promise<ChallengeRow> => {
  const challenge = await loaders.challenges.load(challengeId)
  if (challenge === null) throw new Error(`the entry's challenge ${challengeId} is missing`)
  return challenge
}

export const LeaderboardEntry: LeaderboardEntryResolvers = {
  athlete: async ({ entry }, _args, context) => {
    const isShown = maySeeCard(await context.loaders.relations.load(entry.athleteId))
    return isShown && (await isNamedForViewer(context, await loadChallenge(context, entry), entry))
      ? { id: entry.athleteId }
      : null
  },
  score: async ({ entry }, _args, context) => scoreOfUnits((await loadChallenge(context, entry)).metric, entry.units),
  // The instant is the end of an activity, which would show whose entry it is.
  completedAt: async ({ entry }, _args, context) =>
    (await isNamedForViewer(context, await loadChallenge(context, entry), entry)) ? entry.completedAt : null,
  lastActivity: async ({ entry }, _args, context) => {
    const { challengeId, athleteId, lastActivityId } = entry
    const { loaders } = context
    if (lastActivityId === null || !(await isNamedForViewer(context, await loadChallenge(context, entry), entry))) return null
    const [contribution, relation] = await Promise.all([
      loaders.contributions.load(contributionId(challengeId, lastActivityId)),
      loaders.relations.load(athleteId),
    ])
    return contribution !== null && maySeeActivity(contribution.visibility, relation) ? { id: lastActivityId } : null
  },
}
