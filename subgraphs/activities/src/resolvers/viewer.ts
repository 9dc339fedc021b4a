import { viewerRootId } from '@gruppetto/graph'
import { showRecalculation } from '../domain/recalculation.ts'
import { showReplay } from '../domain/replay.ts'
import type { ViewerResolvers } from '../generated/resolvers.ts'
import { findOwnSession, listOutNow } from '../pipelines/list-out-now.ts'
import { listUploads } from '../pipelines/list-uploads.ts'
import { listStarredSegments } from '../pipelines/segments/list-segments.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (viewerId !== null && id === viewerRootId(viewerId) ? { id: viewerId } : null),
  id: ({ id }) => viewerRootId(id),
  recalculation: async ({ id }, _args, { stores, runtime }) =>
    showReplay(await stores.replays.get(id), runtime.now()) ??
    showRecalculation(await stores.recalculations.get(id), runtime.now()),
  gear: ({ id }, _args, { stores }) => stores.gear.ofAthlete(id),
  starredSegments: ({ id }, args, context) => listStarredSegments(context, id, args),
  liveSession: ({ id }, _args, context) => findOwnSession(context, id),
  outNow: (_viewer, _args, context) => listOutNow(context),
  uploads: ({ id }, args, context) => listUploads(context, id, args),
}
