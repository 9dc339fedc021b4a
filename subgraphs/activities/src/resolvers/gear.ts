import { keyOf } from '@gruppetto/graph'
import type { GearResolvers } from '../generated/resolvers.ts'

export const Gear: GearResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.gear(keyOf(reference)),
  id: (row) => row._id,
  ref: (row) => row._id,
  owner: (row) => ({ id: row.athleteId }),
  distanceMeters: async (row, _args, { loaders }) => (await loaders.gearDistance.load(row)) ?? 0,
  retireAtMeters: (row, _args, { viewerId }) => (row.athleteId === viewerId ? row.retireAtMeters : null),
  product: ({ productId }) => (productId === null ? null : { __typename: 'Product', ref: productId }),
}
