import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { prepareDigest } from '../pipelines/prepare-digest.ts'
import type { Services } from '../services.ts'

/**
 * Prepares the digests that are due. Several processes may run it at once: the mark of the week decides which one emits, and the
 * others find nothing to do.
 */
export const prepareDigests = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-prepare-digests',
    everyMs: 60_000,
    maxBatches: 20,
    due: services.stores.digests.due,
    work: ({ _id }) => prepareDigest(services, _id),
    failure: 'a digest could not be prepared',
  })
