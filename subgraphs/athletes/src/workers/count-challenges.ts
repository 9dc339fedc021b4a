import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { reviewChallenge } from '../pipelines/badges/review-challenge.ts'
import type { Services } from '../services.ts'

/** Counts the challenges that an athlete has completed, and awards the badge of each. */
export const countChallenges = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'athletes-count-challenges',
    on: ['challenge.scored', 'challenge.participation-changed'],
    lane: ({ data }) => data.athleteId,
    save: async (_loaded, tx, { data }) => {
      const { challengeId, athleteId, revision } = data
      const known = await stores.badgeChallenges.entry(challengeId, athleteId, tx)
      if ('score' in data) {
        if (known.scoreRevision >= revision) return
        const completedAt = data.completedAtMs === null ? null : new Date(data.completedAtMs)
        await stores.badgeChallenges.putEntry({ ...known, scoreRevision: revision, completedAt }, tx)
        if (completedAt === null && known.completedAt === null) return
      } else {
        if (known.participationRevision >= revision) return
        const { sharesWithBrand } = data
        await stores.badgeChallenges.putEntry({ ...known, participationRevision: revision, sharesWithBrand }, tx)
        if (known.completedAt === null) return
      }
      await reviewChallenge(services, challengeId, athleteId, tx)
    },
  })
}
