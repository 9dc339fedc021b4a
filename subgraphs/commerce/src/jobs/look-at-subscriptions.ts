import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import type { SubscriptionRow } from '../domain/subscription-row.ts'
import { endForeign, lookAtCustomer } from '../pipelines/look-at-customer.ts'
import type { Services } from '../services.ts'

/** The provider limits how often it may be asked. This is far below, and still looks at 170,000 subscriptions a day. */
const AT_ONCE = 20

/** What cannot be looked at waits for an hour, so that it does not keep the others from their turn. */
const WAIT_MS = 3_600_000

const lookOrWait = async (services: Services, row: SubscriptionRow): Promise<void> => {
  try {
    if (row.provider === services.payments?.name) await lookAtCustomer(services, row._id, { cause: 'look', isRoutine: true })
    else await endForeign(services, row)
  } catch (error) {
    await services.stores.subscriptions.lookLater(row._id, new Date(services.runtime.now() + WAIT_MS))
    throw error
  }
}

/**
 * Reconciles with the payment provider: every subscription that has not ended is compared once a day, and when a period, a trial or
 * the days of grace end. What differs is repaired the same way as after a webhook, and stands in the trail as a repair.
 */
export const lookAtSubscriptions = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'commerce-look-at-subscriptions',
    everyMs: 10_000,
    maxBatches: 1,
    due: (now, limit) => services.stores.subscriptions.due(now, Math.min(limit, AT_ONCE)),
    work: (row) => lookOrWait(services, row),
    failure: 'a subscription could not be compared with the payment provider',
  })
