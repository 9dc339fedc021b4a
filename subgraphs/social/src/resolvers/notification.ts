import type { NotificationResolvers } from '../generated/resolvers.ts'
import { notificationText, ownNotification } from '../pipelines/notifications.ts'

/** A notification is its recipient's alone; each reference is checked as it is now. */
export const notification: NotificationResolvers = {
  __resolveReference: (reference, context) => ownNotification(context, 'id' in reference ? reference.id : reference.ref),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  at: ({ atMs }) => atMs,
  readAt: ({ readAtMs }) => readAtMs,
  actors: ({ actorIds }, _args, { loaders }) => Promise.all(actorIds.map((id) => loaders.athlete(id))),
  text: (row, _args, context) => notificationText(context, row),
  activity: async ({ activityId }, _args, { loaders }) => {
    const subject = activityId === null ? null : await loaders.subject(activityId)
    return subject?.kind === 'ACTIVITY' ? subject.activity : null
  },
  post: async ({ postId }, _args, { loaders }) => {
    const subject = postId === null ? null : await loaders.subject(postId)
    return subject?.kind === 'POST' ? subject.post : null
  },
  comment: ({ commentId }, _args, { loaders }) => (commentId === null ? null : loaders.comment(commentId)),
  challenge: ({ challengeId }) => (challengeId === null ? null : { id: challengeId }),
  gear: ({ gearId }) => (gearId ? { id: gearId } : null),
  segment: ({ segmentId }) => (segmentId == null ? null : { id: segmentId }),
  upload: ({ uploadId }) => (uploadId === null ? null : { id: uploadId }),
}
