import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { placeMember } from '../pipelines/update-standings.ts'
import type { Services } from '../services.ts'

/**
 * Puts who joins a club on its boards and into its goals, and takes off who leaves or is banned. It goes by the membership as it is
 * now, so the order of the events does not matter.
 */
export const placeMembers = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-place-members',
    on: ['club.membership-changed'],
    save: async (_loaded, tx, { data: { clubId, athleteId, status } }) => {
      // Who asks or is invited was no member before either.
      if (status === 'REQUESTED' || status === 'INVITED') return
      await services.stores.athleteLocks.take(athleteId, tx)
      await placeMember(services, { clubId, athleteId }, tx)
    },
  })
