import { viewerRef } from '../domain/references.ts'
import { reactableOf } from '../domain/subjects.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { cheer } from '../pipelines/cheer.ts'
import { assignModerationCase } from '../pipelines/club-cases.ts'
import { addComment, closeComments, deleteComment, editComment } from '../pipelines/comments.ts'
import { block, follow, removeFollower, respondToFollowRequest, unblock, unfollow } from '../pipelines/follow.ts'
import { giveKudos, takeBackKudos } from '../pipelines/kudos.ts'
import { appeal, resolveModerationCase } from '../pipelines/moderate.ts'
import { mute } from '../pipelines/mute.ts'
import { setNotificationPreference, setQuietHours } from '../pipelines/notification-settings.ts'
import { markRead } from '../pipelines/notifications.ts'
import { createPost, deletePost, editPost } from '../pipelines/posts.ts'
import { report } from '../pipelines/report.ts'
import { dismissSuggestion } from '../pipelines/suggest-athletes.ts'
import { registerWebPush, unregisterWebPush } from '../pipelines/web-push.ts'

export const Mutation: MutationResolvers = {
  follow: async (_root, { athleteId }, context) => {
    await follow(context, athleteId)
    return context.loaders.athlete(athleteId)
  },
  unfollow: async (_root, { athleteId }, context) => {
    await unfollow(context, athleteId)
    return context.loaders.athlete(athleteId)
  },
  respondToFollowRequest: async (_root, { athleteId, accept }, context) => {
    await respondToFollowRequest(context, athleteId, accept)
    return viewerRef(context)
  },
  block: async (_root, { athleteId }, context) => {
    await block(context, athleteId)
    return viewerRef(context)
  },
  unblock: async (_root, { athleteId }, context) => {
    await unblock(context, athleteId)
    return viewerRef(context)
  },
  removeFollower: async (_root, { athleteId }, context) => {
    await removeFollower(context, athleteId)
    return viewerRef(context)
  },
  mute: async (_root, args, context) => {
    await mute(context, args)
    return context.loaders.athlete(args.athleteId)
  },
  dismissSuggestion: async (_root, { athleteId }, context) => {
    await dismissSuggestion(context, athleteId)
    return true
  },
  giveKudos: async (_root, { subjectId }, context) => reactableOf(await giveKudos(context, subjectId)),
  takeBackKudos: async (_root, { subjectId }, context) => {
    const subject = await takeBackKudos(context, subjectId)
    return subject === null ? null : reactableOf(subject)
  },
  addComment: (_root, { input }, context) => addComment(context, input),
  closeComments: async (_root, { subjectId, closed }, context) => reactableOf(await closeComments(context, subjectId, closed)),
  editComment: (_root, { id, text }, context) => editComment(context, id, text),
  deleteComment: async (_root, { id }, context) => {
    const subject = await deleteComment(context, id)
    return subject === null ? null : reactableOf(subject)
  },
  cheer: async (_root, { input }, context) => {
    await cheer(context, input)
    return true
  },
  report: async (_root, { input }, context) => {
    await report(context, input)
    return true
  },
  appeal: async (_root, { caseId, text }, context) => {
    await appeal(context, caseId, text)
    return true
  },
  resolveModerationCase: async (_root, args, context) => {
    const clubId = await resolveModerationCase(context, args)
    return clubId === null ? null : { id: clubId }
  },
  assignModerationCase: (_root, { id, assigneeId }, context) => assignModerationCase(context, id, assigneeId ?? null),
  createPost: (_root, { input }, context) => createPost(context, input),
  editPost: (_root, { id, text }, context) => editPost(context, id, text),
  deletePost: async (_root, { id }, context) => {
    await deletePost(context, id)
    return true
  },
  markNotificationsRead: async (_root, args, context) => {
    await markRead(context, args)
    return viewerRef(context)
  },
  setNotificationPreference: async (_root, args, context) => {
    await setNotificationPreference(context, args)
    return viewerRef(context)
  },
  registerWebPush: async (_root, { input }, context) => {
    await registerWebPush(context, input)
    return true
  },
  unregisterWebPush: async (_root, { endpoint }, context) => {
    await unregisterWebPush(context, endpoint)
    return true
  },
  setQuietHours: async (_root, args, context) => {
    await setQuietHours(context, args)
    return viewerRef(context)
  },
}
