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
    prepare: ({ data: { activityId } }) => readShownRoute(services, activityId),
    // Most of what is not public never was.
    concerns: (_event, { route, isDrawn }) => route !== null || isDrawn,
    decide: (_event, _nothing, { route }) => route,
    save: (route, tx, { data }) => drawHeat(services, data, route, tx),
    concurrency: 2,
  })
