import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { leaveEvents } from '../pipelines/leave-events.ts'
import type { Services } from '../services.ts'

/** Takes back what an athlete has answered to the events to come of a club in which they are no member any more. */
export const endRsvps = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-end-rsvps',
    on: ['club.membership-changed'],
    prepare: async ({ data: { clubId, athleteId, status } }, { working }) => {
      if (status === 'ACTIVE') return
      // An old event, of somebody who has come back since, changes nothing.
      const membership = await services.stores.memberships.get(clubId, athleteId)
      if (membership?.status !== 'ACTIVE') await leaveEvents(services, { clubId, athleteId }, working)
    },
  })
