import { loadIsCurrent } from './current-follow.ts'
import { defineNotice } from './define-notice.ts'

export const followed = defineNotice({
  kind: 'FOLLOWED',
  on: ['follow.changed'],
  defaults: { push: false, mail: false, personas: { SOCIAL_ENTHUSIAST: { push: true } } },
  load: loadIsCurrent,
  notify: ({ data: { cause, followerId, followeeId, at } }, isCurrent) =>
    isCurrent && cause === 'FOLLOWED' ? [{ recipientId: followeeId, actorId: followerId, atMs: at }] : [],
  withdraw: ({ data: { state, followerId, followeeId } }) =>
    state === 'NONE' ? [{ recipientId: followeeId, actorId: followerId }] : [],
  sentence: (_words, { who, many }) => `${who} ${many ? 'are' : 'is'} following you`,
})
