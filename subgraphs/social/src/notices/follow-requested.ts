import { loadIsCurrent } from './current-follow.ts'
import { defineNotice } from './define-notice.ts'

/** Holds until the request is answered or withdrawn. */
export const followRequested = defineNotice({
  kind: 'FOLLOW_REQUESTED',
  on: ['follow.changed'],
  defaults: { push: true, mail: true },
  load: loadIsCurrent,
  notify: ({ data: { cause, followerId, followeeId, at } }, isCurrent) =>
    isCurrent && cause === 'REQUESTED' ? [{ recipientId: followeeId, actorId: followerId, atMs: at }] : [],
  withdraw: ({ data: { cause, followerId, followeeId } }) =>
    cause === 'REQUESTED' ? [] : [{ recipientId: followeeId, actorId: followerId }],
  sentence: (_words, { who }) => `${who} would like to follow you`,
})
