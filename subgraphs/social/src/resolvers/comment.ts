import { keyOf } from '@gruppetto/graph'
import { reactableOf } from '../domain/subjects.ts'
import type { CommentConnectionResolvers, CommentResolvers } from '../generated/resolvers.ts'
import { readReplies } from '../pipelines/reaction-lists.ts'

/** Whoever returns a comment has checked that the viewer may see it. A deleted one that stays as a place has neither author nor text. */
export const Comment: CommentResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.comment(keyOf(reference)),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  author: ({ authorId }, _args, { loaders }) => (authorId === '' ? null : loaders.athlete(authorId)),
  mentions: async ({ authorId, mentionIds }, _args, { loaders }) =>
    Promise.all((await loaders.nameable(authorId, mentionIds)).map((id) => loaders.athlete(id))),
  subject: async ({ subjectId }, _args, { loaders }) => {
    const subject = await loaders.subject(subjectId)
    return subject === null ? null : reactableOf(subject)
  },
  // Whoever gets a comment that waits is its author or moderates the club.
  moderationCase: ({ _id, held }, _args, { loaders }) => (held ? loaders.latestCase.load(_id) : null),
  replyTo: ({ replyToId }, _args, { loaders }) => (replyToId ? loaders.comment(replyToId) : null),
  replies: (row, args, context) => readReplies(context, row, args),
  kudosCount: ({ _id, deletedBy }, _args, { loaders }) => (deletedBy ? 0 : loaders.kudosCount.load(_id)),
  viewerHasGivenKudos: ({ _id, deletedBy }, _args, { loaders }) => (deletedBy ? false : loaders.viewerKudos.load(_id)),
  deletedBy: ({ deletedBy }) => deletedBy ?? null,
}

export const CommentConnection: CommentConnectionResolvers = {
  totalCount: ({ totalCount }) => totalCount(),
}
