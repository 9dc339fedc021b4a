import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { applyProviderEvent } from '../pipelines/apply-provider-event.ts'
import type { Services } from '../services.ts'

/** Works on the provider's events that a request has kept and could not finish. */
export const applyWaitingEvents = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'commerce-apply-waiting-events',
    everyMs: 5_000,
    maxBatches: 10,
    due: services.stores.providerEvents.due,
    work: async (event) => void (await applyProviderEvent(services, event)),
    failure: 'an event of the payment provider could not be applied yet',
  })
