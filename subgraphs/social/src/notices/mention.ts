import type { Subjects } from '../domain/notifications.ts'
import { defineNotice } from './define-notice.ts'
import { on } from './subjects.ts'
import { subjectOfText } from './text-facts.ts'

const placeOf = (activityName: string | undefined, { post, comment }: Subjects): string => {
  if (comment === undefined) return 'a post'
  if (post !== undefined) return 'a comment on a post'
  return activityName === undefined ? 'a comment' : `a comment on ${activityName}`
}

/** Told to whom a comment or a post mentions. */
export const mention = defineNotice({
  kind: 'MENTION',
  on: ['comment.added', 'post.created'],
  facts: subjectOfText,
  notices: ({ data }, subject) => {
    if (subject === null) return []
    const { about, subjects } = on(subject)
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
  sentence: ({ activity }, { who }, subjects) => `${who} mentioned you in ${placeOf(activity, subjects)}`,
})
