import { type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { projectAccounts, projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { countSegments } from './jobs/count-segments.ts'
import { lookAgainAtSegments } from './jobs/look-again-at-segments.ts'
import { sweepSamples } from './jobs/sweep-samples.ts'
import { sweepUploads } from './jobs/sweep-uploads.ts'
import { tendLiveSessions } from './jobs/tend-live-sessions.ts'
import { type ReplayOptions, type ReplaySummary, replay } from './pipelines/replay.ts'
import { accountsAndEfforts } from './pipelines/segments/accounts-and-efforts.ts'
import { resolvers } from './resolvers/mod.ts'
import { EXPORT_ROUTE, exportRoute } from './routes/export.ts'
import { closeServices, openServices } from './services.ts'
import type { PoolOptions } from './threads/recording-pool.ts'
import { countActivities } from './workers/count-activities.ts'
import { matchSegments } from './workers/match-segments.ts'
import { matchThePast } from './workers/match-the-past.ts'
import { measureAgain } from './workers/measure-again.ts'
import { measureLiveSessions } from './workers/measure-live-sessions.ts'
import { measureQueuedUpload, measureUpload } from './workers/measure-upload.ts'
import { projectClubEvents } from './workers/project-club-events.ts'
import { projectClubMembers } from './workers/project-club-members.ts'
import { projectPrivacy } from './workers/project-privacy.ts'
import { projectTrainingProfiles } from './workers/project-training-profiles.ts'
import { recalculateTraining } from './workers/recalculate-training.ts'
import { recountShown } from './workers/recount-shown.ts'
import { recountTraining } from './workers/recount-training.ts'
import { reviewEfforts } from './workers/review-efforts.ts'

/** The activities subgraph, with other bounds for reading files where given. */
export const activitiesWith = (pool: Partial<PoolOptions>): SubgraphModule => ({
  name: 'activities',
  typeDefs: subgraphTypeDefs('activities'),
  resolvers,
  partnerMayRead: [],
  publicPaths: [EXPORT_ROUTE],
  async open(runtime) {
    const services = await openServices(runtime, pool)
    const { database, relations } = services
    return {
      database,
      workers: [
        measureUpload(services),
        measureQueuedUpload(services),
        measureLiveSessions(services),
        measureAgain(services),
        countActivities(services),
        recountTraining(services),
        projectAccounts('activities', accountsAndEfforts(services)),
        ...projectRelations('activities', relations),
        projectEntitlements('activities', services.entitlements),
        projectTrainingProfiles(services),
        recalculateTraining(services),
        projectPrivacy(services),
        recountShown(services),
        matchSegments(services),
        matchThePast(services),
        reviewEfforts(services),
        projectClubEvents(services),
        projectClubMembers(services),
      ],
      jobs: [
        sweepUploads(services),
        sweepSamples(services),
        tendLiveSessions(services),
        countSegments(services),
        lookAgainAtSegments(services),
      ],
      publicRoutes: exportRoute(services),
      context: (caller, traceparent) => makeContext(services, caller, traceparent),
      close: () => closeServices(services),
    }
  },
})

/** Uploads, recordings, samples and what is measured of them. */
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
