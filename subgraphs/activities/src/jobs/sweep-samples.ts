import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import type { SampleRevisionRow } from '../stores/sample-revisions.ts'

const AT_ONCE = 100

/** Deletes samples that no activity owns: of commits that never came, and of deleted activities. Time series do not expire by themselves. */
export const sweepSamples = ({ runtime, stores }: Services): PeriodicJob => {
  const look = async (row: SampleRevisionRow): Promise<void> => {
    if (await stores.activities.ownsSamples(row.activityId, row.revision)) return stores.sampleRevisions.drop(row)
    if (!(await stores.sampleRevisions.claim(row))) return
    await stores.samples.remove(row.activityId, row.revision)
    await stores.sampleRevisions.drop(row)
  }

  return {
    name: 'activities-sweep-samples',
    everyMs: 60_000,
    async run() {
      for (const row of await stores.sampleRevisions.due(new Date(runtime.now()), AT_ONCE)) await look(row)
    },
  }
}
