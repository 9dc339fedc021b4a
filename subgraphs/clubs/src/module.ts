import { cursorSeal, type SubgraphModule, subgraphTypeDefs, viewerIdOf } from '@gruppetto/graph'
import { projectAccounts, projectRelations } from '@gruppetto/relations'
import { openBoards } from './boards.ts'
import type { Context } from './context.ts'
import { openLoaders } from './loaders.ts'
import { resolvers } from './resolvers/mod.ts'
import { openStores } from './stores/mod.ts'
import { markSponsored } from './workers/mark-sponsored.ts'
import { scoreActivities } from './workers/score-activities.ts'

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
    const { accounts } = stores.relations
    const cursors = cursorSeal(runtime.config.identitySecret)
    return {
      database,
      workers: [
        scoreActivities(stores, boards),
        markSponsored(stores),
        projectAccounts('clubs', accounts),
        ...projectRelations('clubs', stores.relations),
      ],
      jobs: [],
      context(caller, traceparent): Context {
        const viewerId = viewerIdOf(caller)
        return {
          caller,
          runtime,
          traceparent,
          viewerId,
          database,
          stores,
          boards,
          cursors,
          loaders: openLoaders(stores, boards, viewerId),
        }
      },
      close: () => boards.close(),
    }
  },
}

export { clubs as module }
