import { defineNotice } from './define-notice.ts'
import { on, ownSubject } from './subjects.ts'
import { subjectOfText } from './text-facts.ts'

/** Told to the owner of what was commented on; an owner who is mentioned gets the mention alone. */
export const comment = defineNotice({
  kind: 'COMMENT',
  on: ['comment.added'],
  facts: subjectOfText,
  notices: ({ data }, subject) => {
    if (subject === null || data.mentionedIds.includes(data.subjectOwnerId)) return []
    const { about, subjects } = on(subject)
    return [
      {
        about,
        subjects: { ...subjects, comment: data.commentId },
        recipientId: data.subjectOwnerId,
        actorId: data.authorId,
        group: data.subjectId,
        sourceId: data.commentId,
        atMs: data.at,
      },
    ]
  },
  sentence: ({ activity }, { who }, subjects) => `${who} commented on ${ownSubject(activity, subjects)}`,
})
