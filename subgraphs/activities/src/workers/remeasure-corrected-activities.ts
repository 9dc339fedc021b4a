import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { isMeasuredAsItsSport } from '../domain/replay.ts'
import { openOriginalMeasurer } from '../pipelines/measure-original.ts'
import { remeasureActivity } from '../pipelines/remeasure-activity.ts'
import type { Services } from '../services.ts'

/**
 * Measures an activity again when its sport was corrected to one that is measured in another way, for example with another highest speed.
 * An event only says which activity to read, and the commit checks it once more. So the last of several corrections wins, whatever the
 * order of their events.
 */
export const remeasureCorrectedActivities = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-measure-again',
    on: ['activity.changed'],
    prepare: async ({ data: { activityId } }) => {
      const activity = await services.stores.activities.recorded(activityId)
      if (activity === null || isMeasuredAsItsSport(activity)) return
      const outcome = await remeasureActivity(services, activityId, openOriginalMeasurer(services))
      if (outcome.kind === 'UNCHANGED')
        services.runtime.log.warn({ activityId, reason: outcome.reason }, 'an activity stays as it was measured')
    },
    concurrency: 1,
  })
