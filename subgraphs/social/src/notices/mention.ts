import type { Subjects } from '../domain/notifications.ts'
import { defineNotice } from './define-notice.ts'
import { aboutSubject, loadSubjectOfText } from './subjects.ts'

const namePlace = (activityName: string | undefined, { post, comment }: Subjects): string => {
  if (comment === undefined) return 'a post'
  if (post !== undefined) return 'a comment on a post'
  return activityName === undefined ? 'a comment' : `a comment on ${activityName}`
}

/** For each athlete whom a comment or a post mentions. */
export const mention = defineNotice({
  kind: 'MENTION',
  on: ['comment.added', 'post.created'],
  defaults: { push: true, mail: true },
  load: loadSubjectOfText,
  notify: ({ data }, subject) => {
    if (subject === null) return []
    const { about, subjects } = aboutSubject(subject)
    const sourceId = 'commentId' in data ? data.commentId : data.postId
    return [...new Set(data.mentionedIds)].map((recipientId) => ({
      about,
      subjects: 'commentId' in data ? { ...subjects, comment: data.commentId } : subjects,
      recipientId,
      actorId: data.authorId,
      group: subject.id,
      sourceId,
      atMs: data.at,
    }))
  },
  sentence: ({ activity }, { who }, subjects) => `${who} mentioned you in ${namePlace(activity, subjects)}`,
})
