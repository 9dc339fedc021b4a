import { KEY_SET_PATH, type OpenModule, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { pastAccounts } from './pipelines/past.ts'
import { makeStaffDesk, type StaffDesk } from './pipelines/staff.ts'
import { resolvers } from './resolvers/mod.ts'
import { AVATAR_ROUTE, avatarRoute } from './routes/avatar.ts'
import { BADGE_IMAGE_ROUTE, badgeImagesRoute } from './routes/badge-images.ts'
import { BROWSER_SESSION_ROUTE, browserSessionRoute } from './routes/browser-session.ts'
import { dataExportRoute, EXPORT_ROUTE } from './routes/data-export.ts'
import { keySetRoute } from './routes/key-set.ts'
import { sessionRoute } from './routes/session.ts'
import { closeServices, openServices, openStorage } from './services.ts'
import { makeWorkers } from './workers/mod.ts'

export { DEMO_PASSWORD } from './domain/passwords.ts'
export { mailDestination } from './pipelines/mailer.ts'
export type { GrantResult, OngoingErasure, StaffDesk, StaffMember } from './pipelines/staff.ts'

const open = async (runtime: Runtime): Promise<OpenModule> => {
  const services = await openServices(runtime)
  return {
    database: services.database,
    workers: makeWorkers(services),
    jobs: makeJobs(services),
    publicRoutes: (app) => {
      keySetRoute(services)(app)
      avatarRoute(services)(app)
      dataExportRoute(services)(app)
      badgeImagesRoute(app)
      browserSessionRoute(services)(app)
    },
    internalRoutes: sessionRoute(services),
    suspendedUntilMs: services.stores.accounts.suspendedUntilMs,
    context: (caller, traceparent) => makeContext(services, caller, traceparent),
    close: () => closeServices(services),
  }
}

export const athletes: SubgraphModule = {
  name: 'athletes',
  typeDefs: subgraphTypeDefs('athletes'),
  resolvers,
  partnerMayRead: [],
  publicPaths: [KEY_SET_PATH, AVATAR_ROUTE, EXPORT_ROUTE, BADGE_IMAGE_ROUTE, BROWSER_SESSION_ROUTE],
  open,
}

export { athletes as module }

/** Opens the desk that grants and revokes roles, for the command line. It opens no signing keys. */
export const openStaffDesk = async (runtime: Runtime): Promise<StaffDesk> => makeStaffDesk(await openStorage(runtime))

/** For `npm run lake -- backfill`: every account as the event of its sign-up. */
export async function* past(runtime: Runtime): ReturnType<typeof pastAccounts> {
  yield* pastAccounts(await openStorage(runtime))
}

/** What the models are told, for the test that compares it with the tables of their training. */
export { reminderFeatures } from './domain/streaks/reminder-hour.ts'
export { nudgeFeatures } from './domain/streaks/silence.ts'
