import { crowdRoute, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { photoRoutePath } from '@gruppetto/relations'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { crowdOfLiveSession } from './pipelines/crowd-of-live-session.ts'
import { pastActivities } from './pipelines/past.ts'
import { type ReplayOptions, type ReplaySummary, replay } from './pipelines/replay.ts'
import { resolvers } from './resolvers/mod.ts'
import { EXPORT_ROUTE, exportRoute } from './routes/export.ts'
import { activityPhotoRoute } from './routes/photo.ts'
import { closeServices, openServices } from './services.ts'
import type { PoolOptions } from './threads/recording-pool.ts'
import { makeWorkers } from './workers/mod.ts'

/** The activities subgraph. `pool` changes the limits for reading files. */
export const activitiesWith = (pool: Partial<PoolOptions>): SubgraphModule => ({
  name: 'activities',
  typeDefs: subgraphTypeDefs('activities'),
  resolvers,
  partnerMayRead: [],
  publicPaths: [EXPORT_ROUTE, photoRoutePath('activities')],
  async open(runtime) {
    const services = await openServices(runtime, pool)
    return {
      database: services.database,
      workers: makeWorkers(services),
      jobs: makeJobs(services),
      publicRoutes: (app) => {
        exportRoute(services)(app)
        activityPhotoRoute(services)(app)
      },
      internalRoutes: crowdRoute((watched) => crowdOfLiveSession(services, watched)),
      suspendedUntilMs: services.relations.accounts.suspendedUntilMs,
      context: (caller, traceparent) => makeContext(services, caller, traceparent),
      close: () => closeServices(services),
    }
  },
})

/** Uploads, recordings, their samples, and everything that is measured from them. */
export const activities: SubgraphModule = activitiesWith({})
export type { ReplayOptions, ReplaySummary }
export { activities as module }

/** For `npm run replay`: measures activities again, without workers or an API. */
export const runReplay = async (runtime: Runtime, options: ReplayOptions): Promise<ReplaySummary> => {
  const services = await openServices(runtime, {})
  try {
    return await replay(services, options)
  } finally {
    await closeServices(services)
  }
}

/** For `npm run lake -- backfill`: every activity as the event of its beginning. */
export async function* past(runtime: Runtime): ReturnType<typeof pastActivities> {
  const services = await openServices(runtime, {})
  try {
    yield* pastActivities(services)
  } finally {
    await closeServices(services)
  }
}
