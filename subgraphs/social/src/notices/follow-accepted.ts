import { defineNotice } from './define-notice.ts'
import { isEdgeNow } from './follow-facts.ts'

export const followAccepted = defineNotice({
  kind: 'FOLLOW_ACCEPTED',
  on: ['follow.changed'],
  facts: isEdgeNow,
  notices: ({ data: { cause, followerId, followeeId, at } }, isNow) =>
    isNow && cause === 'ACCEPTED' ? [{ recipientId: followerId, actorId: followeeId, atMs: at }] : [],
  sentence: (_words, { who, many }) => `${who} accepted your ${many ? 'requests' : 'request'} to follow them`,
})
