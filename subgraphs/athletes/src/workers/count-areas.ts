import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nextActivity } from '../domain/badges/activity-contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/** Counts the areas that an activity has explored. They wait with it when they arrive before the activity. */
export const countAreas = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-areas',
    on: ['activity.explored'],
    lane: ({ data }) => data.athleteId,
    load: ({ data: { activityId, athleteId, at } }, tx) =>
      loadContribution(services, { _id: activityId, athleteId, activityId, atMs: at }, tx),
    decide: ({ data: { areas, revision } }, loaded) => {
      if (loaded === null || (loaded.before.areasRevision ?? -1) >= revision) return null
      const { before, timeZone } = loaded
      const explored = { ...before, areas, areasRevision: revision }
      return { ...loaded, after: before.activity ? nextActivity(explored, before.activity, timeZone) : explored }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })
