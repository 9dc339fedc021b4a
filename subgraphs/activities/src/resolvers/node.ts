import { typeOfId } from '@gruppetto/graph'
import type { NodeResolvers } from '../generated/resolvers.ts'

export const Node: NodeResolvers = {
  __resolveType: (row) => (typeOfId(row._id) === 'Upload' ? 'Upload' : 'Activity'),
}
