import { cursorSeal, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { type PlanDesk, planDesk } from './pipelines/plan-desk.ts'
import { openClickRecorder } from './pipelines/record-click.ts'
import { resolvers } from './resolvers/mod.ts'
import { AFFILIATE_ROUTE, affiliateLinkRoute } from './routes/affiliate-link.ts'
import { apiKeyRoute } from './routes/api-key.ts'
import { openStores } from './stores/mod.ts'
import { makeWorkers } from './workers/mod.ts'

export type { PlanDesk } from './pipelines/plan-desk.ts'

/** What a stop waits for the clicks on their way. */
const CLICKS_CLOSE_MS = 5_000

const openStorage = async (runtime: Runtime) => {
  const database = await runtime.database('commerce')
  const stores = openStores(database, runtime)
  await database.prepare()
  return { database, stores }
}

// A connection takes each model once, and a process may open both the subgraph and the plan desk.
const opened = new WeakMap<Runtime, ReturnType<typeof openStorage>>()

const storageOf = (runtime: Runtime): ReturnType<typeof openStorage> => {
  const storage = opened.get(runtime) ?? openStorage(runtime)
  opened.set(runtime, storage)
  return storage
}

/** An API key reads its partner's part and what hangs on it, all of it of its own brand: no other root field, no mutation. */
const partnerMayRead = [
  'Query.partner',
  'Partner.*',
  'ApiKey.*',
  'Brand.*',
  'BrandedLeaderboard.*',
  'BrandedEntry.*',
  'Challenge.*',
  'ChallengeConnection.*',
  'ChallengeEdge.*',
  'Sponsorship.*',
  'Product.*',
  'ProductConnection.*',
  'ProductEdge.*',
  'PageInfo.*',
]

/** Plans, brands and their leaderboards, the gear marketplace. */
export const commerce: SubgraphModule = {
  name: 'commerce',
  typeDefs: subgraphTypeDefs('commerce'),
  resolvers,
  partnerMayRead,
  publicPaths: [AFFILIATE_ROUTE],
  async open(runtime) {
    const { database, stores } = await storageOf(runtime)
    const recorder = openClickRecorder(database, stores, runtime)
    const cursors = cursorSeal(runtime.config.identitySecret)
    return {
      database,
      workers: makeWorkers(stores),
      jobs: [],
      publicRoutes: affiliateLinkRoute(stores, runtime, recorder),
      internalRoutes: apiKeyRoute(stores),
      context: (caller, traceparent) => makeContext({ runtime, database, stores, cursors }, caller, traceparent),
      // The database itself is the runtime's to close.
      close: () => recorder.close(CLICKS_CLOSE_MS),
    }
  },
}

export { commerce as module }

/** For `npm run staff`: gives and takes premium. */
export const openPlanDesk = async (runtime: Runtime): Promise<PlanDesk> => {
  const { database, stores } = await storageOf(runtime)
  return planDesk(database, stores, runtime)
}
