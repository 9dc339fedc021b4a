import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { loadEfforts, saveEfforts } from '../pipelines/keep-efforts.ts'
import type { Services } from '../services.ts'

/**
 * Keeps an athlete's records right when a run comes, changes or goes. An event only says where to look: the activity is read as it is in the same
 * transaction, so that their order does not matter.
 */
export const keepPersonalRecords = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-keep-personal-records',
    on: ['activity.measured', 'activity.changed'],
    load: ({ data: { activityId, athleteId } }, tx) => loadEfforts(stores, activityId, athleteId, tx),
    decide: (_event, kept) => kept,
    save: async (kept, tx) => {
      if (kept !== null) await saveEfforts(stores, kept, tx)
    },
  })
