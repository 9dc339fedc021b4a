import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { reviewBadges } from '../pipelines/badges/review-badges.ts'
import type { Services } from '../services.ts'

/** After a replay of an athlete's activities, compares the badges with the rules again, which a release may have changed. */
export const reviewBadgesAgain = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-review-badges',
    on: ['training.recalculated'],
    save: (_loaded, tx, { data: { athleteId } }) => reviewBadges(services, athleteId, (streak) => streak, tx),
  })
