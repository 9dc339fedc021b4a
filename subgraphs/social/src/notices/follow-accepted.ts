import { loadIsCurrent } from './current-follow.ts'
import { defineNotice } from './define-notice.ts'

/** Holds as long as the follow does. */
export const followAccepted = defineNotice({
  kind: 'FOLLOW_ACCEPTED',
  on: ['follow.changed'],
  defaults: { push: false, mail: false, personas: { SOCIAL_ENTHUSIAST: { push: true } } },
  load: loadIsCurrent,
  notify: ({ data: { cause, followerId, followeeId, at } }, isCurrent) =>
    isCurrent && cause === 'ACCEPTED' ? [{ recipientId: followerId, actorId: followeeId, atMs: at }] : [],
  withdraw: ({ data: { state, followerId, followeeId } }) =>
    state === 'NONE' ? [{ recipientId: followerId, actorId: followeeId }] : [],
  sentence: (_words, { who, many }) => `${who} accepted your ${many ? 'requests' : 'request'} to follow them`,
})
