import type { PushDeviceResolvers } from '../generated/resolvers.ts'

export const PushDevice: PushDeviceResolvers = {
  id: ({ _id }) => _id,
  endpointHost: ({ endpoint }) => new URL(endpoint).host,
}
