import type { QueryResolvers } from '../generated/resolvers.ts'
import { findLiveSession } from '../pipelines/find-live-session.ts'
import { readHeatMap } from '../pipelines/read-heat-map.ts'
import { listSegments } from '../pipelines/segments/list-segments.ts'

export const Query: QueryResolvers = {
  viewer: (_root, _args, { viewerId }) => (viewerId === null ? null : { id: viewerId }),
  activity: (_root, { id }, { loaders }) => loaders.activity.load(id),
  upload: (_root, { id }, { loaders }) => loaders.upload.load(id),
  gear: (_root, { id }, { loaders }) => loaders.gear(id),
  segment: (_root, { id }, { loaders }) => loaders.segment.load(id),
  segments: (_root, args, context) => listSegments(context, args),
  heatMap: (_root, { within }, context) => readHeatMap(context, within),
  liveSession: (_root, args, context) => findLiveSession(context, args),
}
