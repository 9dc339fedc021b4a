import { keyOf, maySeeActivity, maySeeCard } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ChallengeRow, statusAt } from '../domain/challenge.ts'
import type { EntryRow } from '../domain/entry.ts'
import { contributionId, scoreOfUnits } from '../domain/scoring.ts'
import type { ChallengeResolvers, LeaderboardConnectionResolvers, LeaderboardEntryResolvers } from '../generated/resolvers.ts'
import { isNamedFor } from '../pipelines/named-entries.ts'
import { rankedViewerEntry, viewerEntryOf, visibleChallenge } from '../pipelines/show-challenges.ts'
import { showLeaderboard } from '../pipelines/show-leaderboard.ts'

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

const challengeOf = async ({ challengeId }: EntryRow, { loaders }: Context): Promise<ChallengeRow> => {
  const challenge = await loaders.challenges.load(challengeId)
  if (challenge === null) throw new Error(`an entry without its challenge ${challengeId}`)
  return challenge
}

export const LeaderboardEntry: LeaderboardEntryResolvers = {
  athlete: async ({ entry }, _args, context) => {
    const isShown = maySeeCard(await context.loaders.relations.load(entry.athleteId))
    return isShown && (await isNamedFor(await challengeOf(entry, context), entry, context)) ? { id: entry.athleteId } : null
  },
  score: async ({ entry }, _args, context) => scoreOfUnits((await challengeOf(entry, context)).metric, entry.units),
  // The instant is that of an activity: it would lead to who stands there.
  completedAt: async ({ entry }, _args, context) =>
    (await isNamedFor(await challengeOf(entry, context), entry, context)) ? entry.completedAtMs : null,
  lastActivity: async ({ entry }, _args, context) => {
    const { challengeId, athleteId, lastActivityId } = entry
    const { loaders } = context
    if (lastActivityId === null || !(await isNamedFor(await challengeOf(entry, context), entry, context))) return null
    const [contribution, relation] = await Promise.all([
      loaders.contributions.load(contributionId(challengeId, lastActivityId)),
      loaders.relations.load(athleteId),
    ])
    return contribution !== null && maySeeActivity(contribution.visibility, relation) ? { id: lastActivityId } : null
  },
}
