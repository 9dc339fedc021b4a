import { keyOf } from '@gruppetto/graph'
import type { ClubResolvers } from '../generated/resolvers.ts'
import { readClubQueue, readFrequentReporters } from '../pipelines/club-cases.ts'
import { readClubPosts } from '../pipelines/club-posts.ts'

export const Club: ClubResolvers = {
  __resolveReference: (reference) => ({ id: keyOf(reference) }),
  id: ({ id }) => id,
  posts: ({ id }, args, context) => readClubPosts(context, id, args),
  moderationQueue: ({ id }, args, context) => readClubQueue(context, id, args),
  frequentReporters: async ({ id }, _args, context) => (await readFrequentReporters(context, id))?.slice() ?? null,
}
