import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** A code that lowered a price is used up when the subscription begins that was bought with it. */
export const settleCodes = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'commerce-settle-codes',
    on: ['subscription.changed'],
    load: async ({ data: { athleteId, changes } }, tx) =>
      changes.includes('STARTED') || changes.includes('TRIAL_STARTED') ? stores.codes.reservedBy(athleteId, tx) : [],
    save: async (reserved, tx) => {
      for (const { _id } of reserved) await stores.codes.redeem(_id, new Date(runtime.now()), tx)
    },
  })
