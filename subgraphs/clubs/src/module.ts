import { crowdRoute, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { photoRoutePath } from '@gruppetto/relations'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { crowdOfChallenge } from './pipelines/crowd-of-challenge.ts'
import { resolvers } from './resolvers/mod.ts'
import { CALENDAR_ROUTE, calendarRoute } from './routes/calendar.ts'
import { JOIN_ROUTE, joinPage } from './routes/join-page.ts'
import { clubPhotoRoute } from './routes/photo.ts'
import { closeServices, openServices } from './services.ts'
import { makeWorkers } from './workers/mod.ts'

/** An API key reads these fields of a challenge for a sponsor's report. It reads who takes part through `partner` alone. */
const partnerMayRead = [
  'id',
  'title',
  'description',
  'metric',
  'sports',
  'target',
  'startsAt',
  'endsAt',
  'status',
  'participantCount',
].map((field) => `Challenge.${field}`)

/** Clubs, membership, challenges and their leaderboards. */
export const clubs: SubgraphModule = {
  name: 'clubs',
  typeDefs: subgraphTypeDefs('clubs'),
  resolvers,
  partnerMayRead,
  publicPaths: [CALENDAR_ROUTE, JOIN_ROUTE, photoRoutePath('clubs')],
  async open(runtime) {
    const services = await openServices(runtime)
    return {
      database: services.database,
      workers: makeWorkers(services),
      jobs: makeJobs(services),
      suspendedUntilMs: services.stores.relations.accounts.suspendedUntilMs,
      publicRoutes: (app) => {
        calendarRoute(services)(app)
        joinPage(services)(app)
        clubPhotoRoute(services)(app)
      },
      internalRoutes: crowdRoute((watched) => crowdOfChallenge(services, watched)),
      context: (caller, traceparent) => makeContext(services, caller, traceparent),
      close: () => closeServices(services),
    }
  },
}

export { clubs as module }
