import type { PeriodicJob } from '@gruppetto/graph'
import { prepareDigest } from '../pipelines/prepare-digest.ts'
import type { Services } from '../services.ts'

const BATCH_SIZE = 100
/** The highest number of batches in one run. */
const MAX_BATCHES = 20

/**
 * Prepares the digests that are due. Several processes may run it at once: the mark of the week decides which one emits, and the
 * others find nothing to do.
 */
export const prepareDigests = (services: Services): PeriodicJob => ({
  name: 'clubs-prepare-digests',
  everyMs: 60_000,
  async run() {
    const { runtime, stores } = services
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const due = await stores.digests.due(new Date(runtime.now()), BATCH_SIZE)
      const results = await Promise.allSettled(due.map(({ _id }) => prepareDigest(services, _id)))
      const failed = results.filter((result) => result.status === 'rejected')
      for (const { reason } of failed) runtime.log.error({ err: reason }, 'a digest could not be prepared')
      if (due.length < BATCH_SIZE || failed.length > 0) return
    }
  },
})
