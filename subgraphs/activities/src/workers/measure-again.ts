import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { isMeasuredAsItsSport } from '../domain/replay.ts'
import { openOriginals } from '../pipelines/measure-original.ts'
import { remeasureActivity } from '../pipelines/remeasure-activity.ts'
import type { Services } from '../services.ts'

/**
 * A corrected sport knows other speeds than the one an activity was measured as: measures it again. An event only says where to look, and the
 * commit looks once more, so that of several corrections the last one counts, in whatever order they are heard of.
 */
export const measureAgain = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-measure-again',
    on: ['activity.changed'],
    prepare: async ({ data: { activityId } }) => {
      const activity = await services.stores.activities.recorded(activityId)
      if (activity === null || isMeasuredAsItsSport(activity)) return
      const outcome = await remeasureActivity(services, activityId, openOriginals(services))
      if (outcome.kind === 'LEFT')
        services.runtime.log.warn({ activityId, reason: outcome.reason }, 'an activity stays as it was measured')
    },
    concurrency: 1,
  })
