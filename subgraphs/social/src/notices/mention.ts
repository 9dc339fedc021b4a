import type { Subjects } from '../domain/notifications.ts'
import { defineNotice } from './define-notice.ts'
import { aboutSubject, loadText } from './subjects.ts'

const namePlace = (activityName: string | undefined, { post, comment }: Subjects): string => {
  if (comment === undefined) return 'a post'
  if (post !== undefined) return 'a comment on a post'
  return activityName === undefined ? 'a comment' : `a comment on ${activityName}`
}

/** For each athlete whom a comment or a post mentions, from its beginning or since an edit. */
export const mention = defineNotice({
  kind: 'MENTION',
  on: ['comment.added', 'comment.edited', 'post.created', 'post.edited'],
  defaults: { push: true, mail: true },
  load: loadText,
  notify: ({ data }, text) => {
    if (text === null) return []
    const { subject, mentionIds } = text
    const newIds = 'addedIds' in data ? data.addedIds : data.mentionedIds
    const sourceId = 'commentId' in data ? data.commentId : data.postId
    // Events have no order: who is not mentioned any more gets no notice.
    return [...new Set(newIds)]
      .filter((id) => mentionIds.includes(id))
      .map((recipientId) => ({
        ...aboutSubject(subject, sourceId),
        recipientId,
        actorId: data.authorId,
        group: subject.id,
        sourceId,
        atMs: data.at,
      }))
  },
  sentence: ({ activity }, { who }, subjects) => `${who} mentioned you in ${namePlace(activity, subjects)}`,
})
