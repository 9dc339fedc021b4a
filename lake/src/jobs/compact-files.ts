import type { PeriodicJob } from '@gruppetto/graph'
import { compact } from '../pipelines/compact.ts'
import type { Services } from '../services.ts'

/** Compacts the days that are closed. Each hour it looks whether one is, so it works in the night, as soon as the day before is closed. */
export const compactFiles = (services: Services): PeriodicJob => ({
  name: 'lake-compact-files',
  everyMs: 3600_000,
  async run() {
    const done = await compact(services)
    if (done !== null && done.replaced + done.removed > 0) services.runtime.log.info({ ...done }, 'the lake is compacted')
  },
})
