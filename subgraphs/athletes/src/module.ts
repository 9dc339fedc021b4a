import { KEY_SET_PATH, type OpenModule, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { makeStaffDesk, type StaffDesk } from './pipelines/staff.ts'
import { resolvers } from './resolvers/mod.ts'
import { keySetRoute } from './routes/key-set.ts'
import { sessionRoute } from './routes/session.ts'
import { openServices, openStorage } from './services.ts'
import { makeWorkers } from './workers/mod.ts'

export { DEMO_PASSWORD } from './domain/passwords.ts'
export type { GrantResult, StaffDesk, StaffMember } from './pipelines/staff.ts'

const open = async (runtime: Runtime): Promise<OpenModule> => {
  const services = await openServices(runtime)
  return {
    database: services.database,
    workers: makeWorkers(services),
    jobs: makeJobs(services),
    publicRoutes: keySetRoute(services),
    internalRoutes: sessionRoute(services),
    context: (caller, traceparent) => makeContext(services, caller, traceparent),
    // The database and Redis belong to the runtime, which closes them.
    close: async () => undefined,
  }
}

export const athletes: SubgraphModule = {
  name: 'athletes',
  typeDefs: subgraphTypeDefs('athletes'),
  resolvers,
  partnerMayRead: [],
  publicPaths: [KEY_SET_PATH],
  open,
}

export { athletes as module }

/** Opens the desk that grants and revokes roles, for the command line. It opens no signing keys. */
export const openStaffDesk = async (runtime: Runtime): Promise<StaffDesk> => makeStaffDesk(await openStorage(runtime))
