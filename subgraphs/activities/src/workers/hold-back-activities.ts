import { isIdOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { holdBackActivity, holdBackLiveSession } from '../pipelines/hold-back.ts'
import type { Services } from '../services.ts'

/**
 * Keeps an activity or a live session that the staff has removed from everybody but its athlete, and gives it free after a granted
 * appeal.
 */
export const holdBackActivities = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-hold-back',
    on: ['moderation.decided'],
    save: async (_loaded, tx, { data: { subjectId, decision } }) => {
      if (decision !== 'REMOVED' && decision !== 'RESTORED') return
      const isRemoved = decision === 'REMOVED'
      if (isIdOf('Activity', subjectId)) await holdBackActivity(services, subjectId, { isRemoved, subjectId }, tx)
      if (isIdOf('LiveSession', subjectId)) await holdBackLiveSession(services, subjectId, isRemoved, tx)
    },
  })
