import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nextActivity, withAreas } from '../domain/badges/activity-contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/**
 * Counts the areas that an activity has explored. They wait with it when they arrive before the activity. Those of a new recording mostly
 * came with the activity itself.
 */
export const countAreas = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-areas',
    on: ['activity.explored'],
    lane: ({ data }) => data.athleteId,
    isRepeatable: true,
    prepare: ({ data: { activityId } }) => services.stores.badgeContributions.areasRevision(activityId),
    concerns: ({ data: { revision } }, known) => known < revision,
    load: ({ data: { activityId, athleteId, at } }, tx) =>
      loadContribution(services, { _id: activityId, athleteId, activityId, atMs: at }, tx),
    decide: ({ data }, loaded) => {
      const explored = loaded && withAreas(loaded.before, data)
      if (loaded === null || explored === null) return null
      const { before, timeZone } = loaded
      return { ...loaded, after: before.activity ? nextActivity(explored, before.activity, timeZone) : explored }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })
