import type { QueryResolvers } from '../generated/resolvers.ts'
import { findAthlete, findNode, findNodes } from '../pipelines/find-athlete.ts'
import { readOwnPhoto } from '../pipelines/photos/read-photo.ts'
import { searchAthletes } from '../pipelines/search-athletes.ts'
import { viewerOf } from '../pipelines/viewer.ts'

export const Query: QueryResolvers = {
  viewer: (_, _args, context) => viewerOf(context),
  node: (_, { id }, context) => findNode(context, id),
  nodes: (_, { ids }, context) => findNodes(context, ids),
  athlete: (_, args, context) => findAthlete(context, args),
  uploadedPhoto: (_, { id }, context) => readOwnPhoto(context, id),
  async searchAthletes(_, args, context) {
    // To count every match would cost more than the page.
    return { ...(await searchAthletes(context, args)), totalCount: null }
  },
}
