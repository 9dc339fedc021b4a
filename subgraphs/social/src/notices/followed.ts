import { defineNotice } from './define-notice.ts'
import { isEdgeNow } from './follow-facts.ts'

export const followed = defineNotice({
  kind: 'FOLLOWED',
  on: ['follow.changed'],
  facts: isEdgeNow,
  notices: ({ data: { cause, followerId, followeeId, at } }, isNow) =>
    isNow && cause === 'FOLLOWED' ? [{ recipientId: followeeId, actorId: followerId, atMs: at }] : [],
  takesBack: ({ data: { state, followerId, followeeId } }) =>
    state === 'NONE' ? [{ recipientId: followeeId, actorId: followerId }] : [],
  sentence: (_words, { who, many }) => `${who} ${many ? 'are' : 'is'} following you`,
})
