import { keepNewer } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { recentActivityOf, TRAINING_MS } from '../domain/recent-activity.ts'
import type { Services } from '../services.ts'

/** Stores the activities of the last weeks. Older ones, such as those of an archive, are passed over without a look. */
export const projectRecentActivities = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'commerce-project-recent-activities',
    on: ['activity.measured', 'activity.changed'],
    isRepeatable: true,
    concerns: ({ data: { startedAtMs } }) => startedAtMs > runtime.now() - TRAINING_MS,
    save: async (_loaded, tx, { data }) => {
      await keepNewer(stores.recentActivities, recentActivityOf(data), tx)
    },
  })
