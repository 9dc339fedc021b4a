import { KEY_SET_PATH, type OpenModule, type Routes, SESSION_PATH, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { restoreRevocations } from './pipelines/end-session.ts'
import { openPasswordHasher } from './pipelines/password-hasher.ts'
import { type StaffDesk, staffDesk } from './pipelines/staff.ts'
import { openTokenSigner, type TokenSigner } from './pipelines/token-signer.ts'
import { resolvers } from './resolvers/mod.ts'
import type { Services, Storage } from './services.ts'
import { openStores } from './stores/mod.ts'
import { makeWorkers } from './workers/mod.ts'

export { DEMO_PASSWORD } from './domain/passwords.ts'
export type { Granted, StaffDesk, StaffMember } from './pipelines/staff.ts'

const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('athletes')
  const stores = openStores(database, runtime)
  await database.prepare()
  return { runtime, database, stores }
}

// A connection takes each model once, and a process may open both the subgraph and the staff desk.
const opened = new WeakMap<Runtime, Promise<Storage>>()

const storageOf = (runtime: Runtime): Promise<Storage> => {
  const storage = opened.get(runtime) ?? openStorage(runtime)
  opened.set(runtime, storage)
  return storage
}

const openServices = async (runtime: Runtime): Promise<Services> => {
  const storage = await storageOf(runtime)
  const [signer, hasher] = await Promise.all([openTokenSigner(runtime, storage.stores.signingKeys), openPasswordHasher()])
  return { ...storage, signer, hasher }
}

const keySetRoute =
  (signer: TokenSigner): Routes =>
  (app) => {
    app.get(KEY_SET_PATH, async (_request, reply) => {
      const headers = { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' }
      return reply.headers(headers).send(JSON.stringify(await signer.keySet()))
    })
  }

/** For the gateway, where Redis does not say whether a session has ended. */
const sessionRoute =
  ({ runtime, stores }: Services): Routes =>
  (app) => {
    app.post(SESSION_PATH, async ({ body }, reply) => {
      const sessionId = typeof body === 'object' && body !== null && 'sessionId' in body ? body.sessionId : null
      if (typeof sessionId !== 'string') return reply.code(400).send({})
      return { isEnded: !(await stores.sessions.holds(sessionId, new Date(runtime.now()))) }
    })
  }

const open = async (runtime: Runtime): Promise<OpenModule> => {
  const services = await openServices(runtime)
  const { database, stores } = services
  try {
    await restoreRevocations(services)
  } catch (error) {
    runtime.log.warn({ err: error }, 'ended sessions are not in Redis yet; a job tries again')
  }
  return {
    database,
    workers: makeWorkers(stores),
    jobs: makeJobs(services),
    publicRoutes: keySetRoute(services.signer),
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

/** For `npm run staff`: grants and revokes roles. Needs no secret: it signs nothing. */
export const openStaffDesk = async (runtime: Runtime): Promise<StaffDesk> => staffDesk(await storageOf(runtime))
