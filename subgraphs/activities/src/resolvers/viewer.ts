import type { ViewerResolvers } from '../generated/resolvers.ts'
import { listUploads } from '../pipelines/list-uploads.ts'

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  uploads: ({ id }, args, context) => listUploads(id, args, context),
}
