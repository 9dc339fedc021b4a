import { defineNotice } from './define-notice.ts'
import { aboutSubject, loadSubject } from './subjects.ts'

/** Posts in a club. Those that are unread are one notification for each club. */
export const clubPost = defineNotice({
  kind: 'CLUB_POST',
  on: ['club-post.announced'],
  defaults: { push: false, mail: false },
  load: (services, { data }, tx) => loadSubject(services, data.postId, tx),
  notify: ({ data: { postId, authorId, clubId, athleteIds, at } }, post) => {
    if (post === null) return []
    const { about, subjects } = aboutSubject(post, postId)
    return athleteIds.map((recipientId) => ({
      recipientId,
      actorId: authorId,
      group: clubId,
      sourceId: postId,
      atMs: at,
      about,
      subjects: { ...subjects, club: clubId },
    }))
  },
  sentence: ({ club }, { who }) => `${who} wrote in ${club ?? 'a club'}`,
})
