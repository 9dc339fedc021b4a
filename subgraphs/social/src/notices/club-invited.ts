import { isCurrentMembership, isNewStatus } from './current-membership.ts'
import { defineNotice } from './define-notice.ts'

/** Holds until the invitation is accepted, declined or withdrawn. */
export const clubInvited = defineNotice({
  kind: 'CLUB_INVITED',
  on: ['club.membership-changed'],
  defaults: { push: true, mail: true },
  load: isCurrentMembership,
  notify: ({ data }, isCurrent) => {
    const { athleteId, byId, clubId, at } = data
    if (!isCurrent || data.status !== 'INVITED' || !isNewStatus(data)) return []
    return [{ recipientId: athleteId, actorId: byId, group: clubId, atMs: at, subjects: { club: clubId } }]
  },
  withdraw: ({ data: { status, athleteId, clubId } }) =>
    status === 'INVITED' ? [] : [{ recipientId: athleteId, group: clubId, actorId: null }],
  sentence: ({ club }, { who }) => `${who} invites you to ${club ?? 'a club'}`,
})
