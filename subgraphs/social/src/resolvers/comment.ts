import { keyOf } from '@gruppetto/graph'
import { reactableOf } from '../domain/subjects.ts'
import type { CommentConnectionResolvers, CommentResolvers } from '../generated/resolvers.ts'

/** Whoever returns a comment has checked that the viewer may see it. */
export const Comment: CommentResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.comment(keyOf(reference)),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  author: ({ authorId }, _args, { loaders }) => loaders.athlete(authorId),
  mentions: ({ mentionIds }, _args, { loaders }) => Promise.all(mentionIds.map((id) => loaders.athlete(id))),
  subject: async ({ subjectId }, _args, { loaders }) => {
    const subject = await loaders.subject(subjectId)
    return subject === null ? null : reactableOf(subject)
  },
}

export const CommentConnection: CommentConnectionResolvers = {
  totalCount: ({ subjectId }, _args, { loaders }) => loaders.commentCount.load(subjectId),
}
