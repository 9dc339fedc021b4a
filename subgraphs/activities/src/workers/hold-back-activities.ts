import { isIdOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { activityState, holdBack } from '../domain/activity.ts'
import type { Services } from '../services.ts'

/** Keeps an activity that the staff has removed from everybody but its athlete, and gives it free after a granted appeal. */
export const holdBackActivities = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-hold-back',
    on: ['moderation.decided'],
    load: async ({ data: { subjectId } }, tx) => (isIdOf('Activity', subjectId) ? stores.activities.get(subjectId, tx) : null),
    decide: ({ data: { decision } }, row) => {
      if (row === null || row.deleted || (decision !== 'REMOVED' && decision !== 'RESTORED')) return null
      return holdBack(row, decision === 'REMOVED')
    },
    save: async (next, tx) => {
      if (next === null) return
      await stores.activities.update(next, tx)
      tx.emit('activity.changed', activityState(next, runtime.now()))
    },
  })
