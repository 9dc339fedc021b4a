import { badUserInput, isIdOf } from '@gruppetto/graph'
import { nodeRefOf } from '../domain/node-ref.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders.ts'

const NODES_MAX = 100

const nodeOf = async (id: string, loaders: Loaders) => (isIdOf('Athlete', id) ? loaders.athlete.load(id) : nodeRefOf(id))

export const nodeResolvers = {
  Query: {
    node: (_, { id }, { loaders }) => nodeOf(id, loaders),
    nodes(_, { ids }, { loaders }) {
      if (ids.length > NODES_MAX) throw badUserInput([{ path: 'ids', message: `may name at most ${NODES_MAX}` }])
      return Promise.all(ids.map((id) => nodeOf(id, loaders)))
    },
  },
  Node: {
    __resolveType: (node) => ('account' in node ? 'Athlete' : node.__typename),
  },
} satisfies Resolvers
