import { keyOf } from '@gruppetto/graph'
import { postOf } from '../domain/subjects.ts'
import type { PostResolvers } from '../generated/resolvers.ts'
import { readComments, readKudos } from '../pipelines/reaction-lists.ts'

/** Whoever returns a post has checked that the viewer may see it. */
export const Post: PostResolvers = {
  __resolveReference: async (reference, { loaders }) => postOf(await loaders.subject(keyOf(reference))),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  author: ({ authorId }, _args, { loaders }) => loaders.athlete(authorId),
  club: async ({ clubId }, _args, { loaders }) =>
    clubId === undefined || (await loaders.club(clubId)) === null ? null : { id: clubId },
  // Whoever gets a hidden post is its author or moderates the club.
  moderationCase: ({ _id, clubId, isHeld, isTakenDown }, _args, { loaders }) =>
    clubId !== undefined && (isHeld === true || isTakenDown === true) ? loaders.latestCase.load(_id) : null,
  photos: async ({ _id, photoIds = [] }, _args, { loaders }) => {
    const reported = photoIds.length === 0 ? null : await loaders.reported()
    return loaders.photos(
      _id,
      photoIds.filter((id) => !reported?.has(id)),
    )
  },
  mentions: async ({ authorId, mentionIds }, _args, { loaders }) =>
    Promise.all((await loaders.nameable(authorId, mentionIds)).map((id) => loaders.athlete(id))),
  kudosCount: ({ _id }, _args, { loaders }) => loaders.kudosCount.load(_id),
  viewerHasGivenKudos: ({ _id }, _args, { loaders }) => loaders.viewerKudos.load(_id),
  kudos: ({ _id }, args, context) => readKudos(context, _id, args),
  commentCount: async ({ _id }, _args, { loaders }) => (await loaders.commentCounts.load(_id)).all,
  comments: ({ _id }, args, context) => readComments(context, _id, args),
  commentsClosed: ({ _id }, _args, { loaders }) => loaders.commentsClosed.load(_id),
}
