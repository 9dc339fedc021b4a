import type { Tx } from '@gruppetto/runtime'
import type { Subjects } from '../domain/notifications.ts'
import { activitySubject, postSubject, type Subject } from '../domain/subjects.ts'
import type { Stores } from '../stores/mod.ts'

/** The activity or post as the transaction sees it. */
export const loadSubject = async (subjectId: string, tx: Tx, stores: Stores): Promise<Subject | null> => {
  if (subjectId.startsWith('post_')) {
    const post = await stores.posts.get(subjectId, tx)
    return post === null ? null : postSubject(post)
  }
  const activity = await stores.activities.get(subjectId, tx)
  return activity === null ? null : activitySubject(activity)
}

/** What a notice on an activity or post names of it, and demands. */
export const on = (subject: Subject): { readonly about: Subject; readonly subjects: Subjects } => ({
  about: subject,
  subjects: subject.kind === 'POST' ? { post: subject.id } : { activity: subject.id },
})

/** What the recipient's own activity or post is called in a sentence. */
export const ownSubject = (activityName: string | undefined, { post }: Subjects): string =>
  post === undefined ? (activityName ?? 'an activity') : 'your post'
