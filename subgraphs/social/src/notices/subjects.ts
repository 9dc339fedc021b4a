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

interface CommentOrPost {
  readonly data: EventData<'comment.added' | 'post.created'>
}

/**
 * Loads the subject of a new comment, or the new post itself. Returns null when the comment or the subject does not exist any
 * more.
 */
export const loadSubjectOfText = async (services: Services, { data }: CommentOrPost, tx: Tx): Promise<Subject | null> => {
  if ('postId' in data) return loadSubject(services, data.postId, tx)
  return (await services.stores.comments.lock(data.commentId, tx)) ? loadSubject(services, data.subjectId, tx) : null
}

/** The parts of a notice that name its activity or post and require that the recipient may see it. */
export const aboutSubject = (subject: Subject): { readonly about: Subject; readonly subjects: Subjects } => ({
  about: subject,
  subjects: subject.kind === 'POST' ? { post: subject.id } : { activity: subject.id },
})

/** Names the recipient's own activity or post in a sentence. */
export const nameOwnSubject = (activityName: string | undefined, { post }: Subjects): string =>
  post === undefined ? (activityName ?? 'an activity') : 'your post'
