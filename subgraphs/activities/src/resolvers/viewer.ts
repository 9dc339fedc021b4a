import { recalculationShown } from '../domain/recalculation.ts'
import type { ViewerResolvers } from '../generated/resolvers.ts'
import { listUploads } from '../pipelines/list-uploads.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  recalculation: async ({ id }, _args, { services: { stores, runtime } }) =>
    recalculationShown(await stores.recalculations.get(id), runtime.now()),
  gear: ({ id }, _args, { services }) => services.stores.gear.ofAthlete(id),
  uploads: ({ id }, args, context) => listUploads(id, args, context),
}
