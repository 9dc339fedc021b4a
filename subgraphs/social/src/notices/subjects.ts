import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Subjects } from '../domain/notifications.ts'
import { activitySubject, postSubject, type Subject } from '../domain/subjects.ts'
import type { Services } from '../services.ts'

export const loadSubject = async ({ stores }: Services, subjectId: string, tx: Tx): Promise<Subject | null> => {
  if (subjectId.startsWith('post_')) {
    const post = await stores.posts.get(subjectId, tx)
    return post === null ? null : postSubject(post)
  }
  const activity = await stores.activities.get(subjectId, tx)
  return activity === null ? null : activitySubject(activity)
}

/** Loads the activity or post that something given to it, or to a comment on it, is about. */
export const loadReacted = async (services: Services, id: string, tx: Tx): Promise<Subject | null> => {
  if (!id.startsWith('cmt_')) return loadSubject(services, id, tx)
  // A deletion of the comment at the same moment runs before this, or finds the notice.
  const comment = await services.stores.comments.lock(id, tx)
  return comment === null || comment.deletedBy ? null : loadSubject(services, comment.subjectId, tx)
}

interface CommentOrPost {
  readonly data: EventData<'comment.added' | 'comment.edited' | 'post.created' | 'post.edited'>
}

/** A comment or post as it is now: its subject, which of a post is the post itself, and whom it mentions. */
export interface LoadedText {
  readonly subject: Subject
  readonly mentionIds: readonly string[]
}

/** Loads a comment or post with its subject. Returns null when one of them does not exist any more. */
export const loadText = async (services: Services, { data }: CommentOrPost, tx: Tx): Promise<LoadedText | null> => {
  if ('postId' in data) {
    const post = await services.stores.posts.get(data.postId, tx)
    return post === null ? null : { subject: postSubject(post), mentionIds: post.mentionIds }
  }
  const comment = await services.stores.comments.lock(data.commentId, tx)
  // Nobody is told of a comment that waits for a moderator.
  if (comment === null || comment.deletedBy || comment.held) return null
  const subject = await loadSubject(services, comment.subjectId, tx)
  return subject === null ? null : { subject, mentionIds: comment.mentionIds }
}

/**
 * The parts of a notice that name its activity or post and require that the recipient may see it. `id` is its own, or that of a
 * comment on it, which they name too.
 */
export const aboutSubject = (subject: Subject, id: string): { readonly about: Subject; readonly subjects: Subjects } => ({
  about: subject,
  subjects: {
    ...(subject.kind === 'POST' ? { post: subject.id } : { activity: subject.id }),
    ...(id.startsWith('cmt_') ? { comment: id } : {}),
  },
})

/** Names an activity or post, of whomever, in a sentence. */
export const nameSubject = (activityName: string | undefined, { post }: Subjects): string =>
  post === undefined ? (activityName ?? 'an activity') : 'a post'

/** Names the recipient's own activity or post in a sentence. */
export const nameOwnSubject = (activityName: string | undefined, { post }: Subjects): string =>
  post === undefined ? (activityName ?? 'an activity') : 'your post'
