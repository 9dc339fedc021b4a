import { type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { photoRoutePath } from '@gruppetto/relations'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { pastTalk } from './pipelines/past.ts'
import { resolvers } from './resolvers/mod.ts'
import { postPhotoRoute } from './routes/photo.ts'
import { UNSUBSCRIBE_ROUTE, unsubscribeRoute } from './routes/unsubscribe.ts'
import { closeServices, openServices } from './services.ts'
import type { Settings } from './settings.ts'
import { makeWorkers } from './workers/mod.ts'

/**
 * The social subgraph with other settings, for tests and benchmarks: for example, three followers make an athlete very followed.
 */
export const socialWith = (overrides: Partial<Settings> = {}): SubgraphModule => ({
  name: 'social',
  typeDefs: subgraphTypeDefs('social'),
  resolvers,
  partnerMayRead: [],
  publicPaths: [UNSUBSCRIBE_ROUTE, photoRoutePath('posts')],
  async open(runtime) {
    const services = await openServices(runtime, overrides)
    return {
      database: services.database,
      workers: makeWorkers(services),
      jobs: makeJobs(services),
      suspendedUntilMs: services.stores.accounts.suspendedUntilMs,
      publicRoutes: (app) => {
        unsubscribeRoute(services)(app)
        postPhotoRoute(services)(app)
      },
      context: (caller, traceparent) => makeContext(services, caller, traceparent),
      close: () => closeServices(services),
    }
  },
})

/** The subgraph of follows and blocks, feed, kudos, comments, posts and notifications. */
export const social: SubgraphModule = socialWith()

export { social as module }

/** For `npm run lake -- backfill`: kudos and comments as the events that told of them. */
export async function* past(runtime: Runtime): ReturnType<typeof pastTalk> {
  const services = await openServices(runtime, {})
  try {
    yield* pastTalk(services)
  } finally {
    await closeServices(services)
  }
}
