import { type AnyWorker, defineWorker, portions } from '@gruppetto/runtime'
import type { ChallengeRow } from '../domain/badges/challenge-badge.ts'
import { reviewChallenge } from '../pipelines/badges/review-challenge.ts'
import type { Services } from '../services.ts'

const ATHLETES_AT_ONCE = 100

/**
 * Keeps what badges say of challenges: a cancelled one takes its badges along, and one that was opened, closed or sponsored shows them to
 * others than before. Works through those who have completed it, each in a transaction of its own. Safe to repeat.
 */
export const reviewChallenges = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'athletes-review-challenges',
    on: ['challenge.changed', 'sponsorship.agreed'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      const { challengeId } = data
      const origin = { actor, traceparent }
      const next = (known: ChallengeRow): ChallengeRow => {
        if (!('revision' in data)) return { ...known, isSponsored: true }
        const { revision, title, badgeName, cancelled, isPublic } = data
        return { ...known, revision, title, badgeName: badgeName ?? title, isPublic, isCancelled: cancelled }
      }
      await database.transact(async (tx) => {
        const known = await stores.badgeChallenges.challenge(challengeId, tx)
        if ('revision' in data && known.revision >= data.revision) return
        await stores.badgeChallenges.putChallenge(next(known), tx)
      }, origin)
      const read = (last: string | null) => stores.badgeChallenges.completedBy(challengeId, last ?? '', ATHLETES_AT_ONCE)
      for await (const athleteIds of portions(ATHLETES_AT_ONCE, read)) {
        for (const athleteId of athleteIds)
          await database.transact((tx) => reviewChallenge(services, challengeId, athleteId, tx), origin)
        working()
      }
    },
  })
}
