import { defineNotice } from './define-notice.ts'
import { isEdgeNow } from './follow-facts.ts'

/** Over once it is answered or withdrawn. */
export const followRequested = defineNotice({
  kind: 'FOLLOW_REQUESTED',
  on: ['follow.changed'],
  facts: isEdgeNow,
  notices: ({ data: { cause, followerId, followeeId, at } }, isNow) =>
    isNow && cause === 'REQUESTED' ? [{ recipientId: followeeId, actorId: followerId, atMs: at }] : [],
  takesBack: ({ data: { cause, followerId, followeeId } }) =>
    cause === 'REQUESTED' ? [] : [{ recipientId: followeeId, actorId: followerId }],
  sentence: (_words, { who }) => `${who} would like to follow you`,
})
