import { defineNotice, type NoticeParts } from './define-notice.ts'
import { aboutSubject, loadText, nameOwnSubject, nameSubject } from './subjects.ts'

/**
 * For the owner of the activity or post, and for the author of what a reply answers. Each gets one notice: whom the comment
 * mentions gets only the mention, and an owner who is answered gets the reply.
 */
export const comment = defineNotice({
  kind: 'COMMENT',
  on: ['comment.added'],
  defaults: { push: true, mail: true, personas: { SOLO_ATHLETE: { mail: false } } },
  load: loadText,
  notify: ({ data }, text): readonly NoticeParts<'reply'>[] => {
    if (text === null) return []
    const rest = {
      ...aboutSubject(text.subject, data.commentId),
      actorId: data.authorId,
      sourceId: data.commentId,
      atMs: data.at,
    }
    const { answeredId, replyToId = '' } = data
    const reply =
      answeredId === undefined ? [] : [{ ...rest, recipientId: answeredId, group: replyToId, words: { reply: 'yes' } }]
    const own = answeredId === data.subjectOwnerId ? [] : [{ ...rest, recipientId: data.subjectOwnerId, group: data.subjectId }]
    return [...reply, ...own].filter(({ recipientId }) => !data.mentionedIds.includes(recipientId))
  },
  facts: ({ reply }) => ({ isReply: reply !== undefined }),
  sentence: ({ activity, reply }, { who }, subjects) =>
    reply === undefined
      ? `${who} commented on ${nameOwnSubject(activity, subjects)}`
      : `${who} replied to your comment on ${nameSubject(activity, subjects)}`,
})
