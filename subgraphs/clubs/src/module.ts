import { cursorSeal, type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { makeContext } from './context.ts'
import { openBoards } from './live/boards.ts'
import { resolvers } from './resolvers/mod.ts'
import { openStores } from './stores/mod.ts'
import { makeWorkers } from './workers/mod.ts'

/** What a sponsor's report says of a challenge; who takes part is read through `partner` alone. */
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
  async open(runtime) {
    const database = await runtime.database('clubs')
    const stores = openStores(database, runtime)
    await database.prepare()
    const boards = openBoards(stores, runtime)
    const cursors = cursorSeal(runtime.config.identitySecret)
    return {
      database,
      workers: makeWorkers(stores, boards),
      jobs: [],
      context: (caller, traceparent) => makeContext({ runtime, database, stores, boards, cursors }, caller, traceparent),
      close: () => boards.close(),
    }
  },
}

export { clubs as module }
