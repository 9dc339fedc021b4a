import type { PeriodicJob } from '@gruppetto/graph'
import { detailsId } from '../domain/activity.ts'
import type { Services } from '../services.ts'
import type { SampleRevisionRow } from '../stores/sample-revisions.ts'

const BATCH_SIZE = 100

/**
 * Deletes samples that no activity owns, with their details: those of commits that never came, of former measurements, and of deleted
 * activities. Time series do not expire by themselves.
 */
export const sweepSamples = ({ runtime, stores }: Services): PeriodicJob => {
  const sweep = async (row: SampleRevisionRow): Promise<void> => {
    const { activityId, revision } = row
    if (await stores.activities.ownsSamples(activityId, revision)) return stores.sampleRevisions.remove(row)
    if (!(await stores.sampleRevisions.claim(row))) return
    await stores.details.removeRevision(detailsId({ _id: activityId, samplesRevision: revision }))
    await stores.samples.remove(activityId, revision)
    await stores.sampleRevisions.remove(row)
  }

  return {
    name: 'activities-sweep-samples',
    everyMs: 60_000,
    async run() {
      for (const row of await stores.sampleRevisions.due(new Date(runtime.now()), BATCH_SIZE)) await sweep(row)
    },
  }
}
