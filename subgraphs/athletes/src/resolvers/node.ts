import type { NodeResolvers } from '../generated/resolvers.ts'

export const Node: NodeResolvers = {
  __resolveType: (node) => ('account' in node ? 'Athlete' : node.__typename),
}
