import { loadIsCurrent } from './current-follow.ts'
import { defineNotice } from './define-notice.ts'

export const followAccepted = defineNotice({
  kind: 'FOLLOW_ACCEPTED',
  on: ['follow.changed'],
  defaults: { push: false, mail: false, personas: { SOCIAL_ENTHUSIAST: { push: true } } },
  load: loadIsCurrent,
  notify: ({ data: { cause, followerId, followeeId, at } }, isCurrent) =>
    isCurrent && cause === 'ACCEPTED' ? [{ recipientId: followerId, actorId: followeeId, atMs: at }] : [],
  sentence: (_words, { who, many }) => `${who} accepted your ${many ? 'requests' : 'request'} to follow them`,
})
