import { typeOfId } from '@gruppetto/graph'
import type { NodeResolvers } from '../generated/resolvers.ts'

export const Node: NodeResolvers = {
  __resolveType: ({ _id }) => {
    const type = typeOfId(_id)
    return type === 'Upload' || type === 'LiveSession' || type === 'Gear' ? type : 'Activity'
  },
}
