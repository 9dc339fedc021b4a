import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** The number of rows in one transaction. */
const BATCH_SIZE = 500

/**
 * Adds the noted changes of counts to the segments. Several processes may run it at once: a row is taken and added in one commit, and a
 * process that meets a conflict tries again.
 */
export const countSegments = ({ database, stores }: Services): PeriodicJob => ({
  name: 'activities-count-segments',
  everyMs: 1000,
  async run() {
    while (await stores.segmentCounts.hasAny()) {
      await database.transact(async (tx) => {
        await stores.segments.addCounts(await stores.segmentCounts.take(BATCH_SIZE, tx), tx)
      }, SYSTEM)
    }
  },
})
