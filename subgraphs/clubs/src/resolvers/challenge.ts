import { keyOf } from '@gruppetto/graph'
import { badgeKeyOf, rulesOf, settlesAtOf, statusAt } from '../domain/challenge.ts'
import type { ChallengeResolvers } from '../generated/resolvers.ts'
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
