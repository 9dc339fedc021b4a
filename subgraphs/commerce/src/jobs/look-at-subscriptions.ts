import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { lookAtCustomer } from '../pipelines/look-at-customer.ts'
import type { Services } from '../services.ts'

/** The provider limits how often it may be asked. This is far below, and still looks at 170,000 subscriptions a day. */
const AT_ONCE = 20

/**
 * Reconciles with the payment provider: every subscription that has not ended is compared once a day, and when a period, a trial or
 * the days of grace end. What differs is repaired the same way as after a webhook, and stands in the trail as a repair.
 */
export const lookAtSubscriptions = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'commerce-look-at-subscriptions',
    everyMs: 10_000,
    maxBatches: 1,
    due: async (now, limit) =>
      services.payments === null ? [] : services.stores.subscriptions.due(services.payments.name, now, Math.min(limit, AT_ONCE)),
    work: async ({ _id }) => void (await lookAtCustomer(services, _id, { cause: 'look', isRoutine: true })),
    failure: 'a subscription could not be compared with the payment provider',
  })
