import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { drawHeat, readShownRoute } from '../pipelines/draw-heat.ts'
import type { Services } from '../services.ts'

/** Draws the routes that everybody sees into the heat map, and takes out those that are hidden or deleted. */
export const drawRoutes = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-draw-routes',
    on: ['activity.measured', 'activity.changed'],
    lane: ({ data }) => `heat:${data.athleteId}`,
    isRepeatable: true,
    prepare: async ({ data: { activityId } }) => {
      const route = await readShownRoute(services, activityId)
      return { route, isKnown: route !== null || (await services.stores.heat.track(activityId)) !== null }
    },
    // Most of what is not public never was.
    concerns: (_event, { isKnown }) => isKnown,
    decide: (_event, _nothing, { route }) => route,
    save: (route, tx, { data }) => drawHeat(services, data, route, tx),
    concurrency: 2,
  })
