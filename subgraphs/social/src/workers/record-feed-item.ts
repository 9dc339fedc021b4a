import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { decideActivity, loadActivity, saveActivity } from '../pipelines/record-activity.ts'
import type { Services } from '../services.ts'

/**
 * Projects the activities, with one feed item for each in the same transaction. So when an item is fanned out, everything that is
 * needed to show it is here. Hidden activities have an item too, so that they appear as soon as they become visible.
 */
export const recordFeedItem = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-record-feed-item',
    on: ['activity.measured', 'activity.changed'],
    isRepeatable: true,
    load: ({ data }, tx) => loadActivity(services, data.activityId, tx),
    decide: ({ data }, { known, item }) => decideActivity(data, known, item),
    save: (decision, tx) => saveActivity(services, decision, tx),
  })
