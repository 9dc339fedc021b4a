import { isCurrentMembership, isNewStatus } from './current-membership.ts'
import { defineNotice } from './define-notice.ts'

/** A request to join a club was accepted. Holds as long as the athlete is a member. */
export const clubJoined = defineNotice({
  kind: 'CLUB_JOINED',
  on: ['club.membership-changed'],
  defaults: { push: true, mail: false },
  load: isCurrentMembership,
  notify: ({ data }, isCurrent) => {
    const { status, athleteId, byId, clubId, at } = data
    const isAccepted = status === 'ACTIVE' && isNewStatus(data) && byId !== null && byId !== athleteId
    return isCurrent && isAccepted ? [{ recipientId: athleteId, group: clubId, atMs: at, subjects: { club: clubId } }] : []
  },
  withdraw: ({ data: { status, athleteId, clubId } }) =>
    status === 'ACTIVE' ? [] : [{ recipientId: athleteId, group: clubId, actorId: null }],
  sentence: ({ club }) => `You are now a member of ${club ?? 'a club'}`,
})
