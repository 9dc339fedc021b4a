import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Rows in one transaction. */
const AT_ONCE = 500

/**
 * Adds what has been noted of segments' counts to them. Several processes may do it at once: a row is taken and added in one commit, and who
 * meets another's looks again.
 */
export const countSegments = ({ database, stores }: Pick<Services, 'database' | 'stores'>): PeriodicJob => ({
  name: 'activities-count-segments',
  everyMs: 1000,
  async run() {
    while (await stores.segmentCounts.hasAny()) {
      await database.transact(async (tx) => {
        await stores.segments.addCounts(await stores.segmentCounts.take(AT_ONCE, tx), tx)
      }, SYSTEM)
    }
  },
})
