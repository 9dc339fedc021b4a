import { defineNotice } from './define-notice.ts'
import { aboutSubject, loadSubjectOfText, nameOwnSubject } from './subjects.ts'

/** For the owner of the activity or post. An owner whom the comment mentions gets only the mention. */
export const comment = defineNotice({
  kind: 'COMMENT',
  on: ['comment.added'],
  defaults: { push: true, mail: true, personas: { SOLO_ATHLETE: { mail: false } } },
  load: loadSubjectOfText,
  notify: ({ data }, subject) => {
    if (subject === null || data.mentionedIds.includes(data.subjectOwnerId)) return []
    const { about, subjects } = aboutSubject(subject)
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
  sentence: ({ activity }, { who }, subjects) => `${who} commented on ${nameOwnSubject(activity, subjects)}`,
})
