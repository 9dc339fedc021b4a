import { typeOfId } from '@gruppetto/graph'
import type { NodeResolvers } from '../generated/resolvers.ts'

export const Node: NodeResolvers = {
  __resolveType: ({ _id }) => {
    const type = typeOfId(_id)
    switch (type) {
      case 'Upload':
      case 'LiveSession':
      case 'Gear':
      case 'Segment':
      case 'SegmentEffort':
        return type
      default:
        return 'Activity'
    }
  },
}
