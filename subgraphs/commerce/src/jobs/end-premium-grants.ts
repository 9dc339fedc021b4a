import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { endGrants } from '../pipelines/change-access.ts'
import type { Services } from '../services.ts'

/** Takes away premium that was given for a time which is over. */
export const endPremiumGrants = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'commerce-end-premium-grants',
    everyMs: 60_000,
    maxBatches: 10,
    due: services.stores.entitlements.withEndedGrants,
    work: async ({ _id }) => void (await endGrants(services, _id)),
    failure: 'a grant of premium could not be ended',
  })
