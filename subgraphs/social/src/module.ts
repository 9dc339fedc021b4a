import { type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { makeContext } from './context.ts'
import { resolvers } from './resolvers/mod.ts'
import { type Settings, settingsOf } from './settings.ts'
import { openStores } from './stores/mod.ts'
import { makeWorkers } from './workers/mod.ts'

/** The subgraph with other settings than the usual: a bench or a test that makes an athlete very followed with three followers. */
export const socialWith = (overrides: Partial<Settings> = {}): SubgraphModule => ({
  name: 'social',
  typeDefs: subgraphTypeDefs('social'),
  resolvers,
  partnerMayRead: [],
  async open(runtime) {
    const database = await runtime.database('social')
    const settings = settingsOf(runtime, overrides)
    const stores = openStores(database, runtime, settings)
    await database.prepare()
    return {
      database,
      workers: makeWorkers({ runtime, stores, settings }),
      jobs: [],
      context: (caller, traceparent) => makeContext({ runtime, database, stores, settings }, caller, traceparent),
      close: async () => {},
    }
  },
})

/** The subgraph of follows and blocks, feed, kudos, comments, posts and notifications. */
export const social: SubgraphModule = socialWith()

export { social as module }
