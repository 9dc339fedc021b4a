import { badUserInput, isIdOf, pageRequest } from '@gruppetto/graph'
import { normalisedHandle } from '../domain/handles.ts'
import { nodeRefOf } from '../domain/node-ref.ts'
import type { QueryResolvers } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders.ts'
import { SEARCH_CURSOR, searchAthletes } from '../pipelines/search-athletes.ts'
import { viewerOf } from '../pipelines/viewer.ts'

const NODES_MAX = 100

const nodeOf = async (id: string, loaders: Loaders) => (isIdOf('Athlete', id) ? loaders.athlete.load(id) : nodeRefOf(id))

export const Query: QueryResolvers = {
  viewer: (_, _args, context) => viewerOf(context),
  node: (_, { id }, { loaders }) => nodeOf(id, loaders),
  nodes(_, { ids }, { loaders }) {
    if (ids.length > NODES_MAX) throw badUserInput([{ path: 'ids', message: `may name at most ${NODES_MAX}` }])
    return Promise.all(ids.map((id) => nodeOf(id, loaders)))
  },
  async athlete(_, { id, handle }, { loaders }) {
    const isById = typeof id === 'string'
    if (isById === (typeof handle === 'string')) throw badUserInput([{ path: 'id', message: 'give either id or handle' }])
    const athleteId = isById ? id : await loaders.athleteIdByHandle.load(normalisedHandle(handle ?? ''))
    return athleteId === null ? null : loaders.athlete.load(athleteId)
  },
  async searchAthletes(_, { query, ...args }, { services, loaders }) {
    const connection = await searchAthletes({ stores: services.stores, loaders }, query, pageRequest(args, SEARCH_CURSOR))
    // Counting every match would cost more than the page.
    return { ...connection, totalCount: null }
  },
}
