import { isCurrentMembership } from './current-membership.ts'
import { defineNotice } from './define-notice.ts'

/** The owner of a club has closed the account, and this member is the heir. */
export const clubInherited = defineNotice({
  kind: 'CLUB_INHERITED',
  on: ['club.membership-changed'],
  defaults: { push: true, mail: true },
  load: isCurrentMembership,
  notify: ({ data: { athleteId, byId, clubId, role, formerRole, at } }, isCurrent) =>
    isCurrent && role === 'OWNER' && formerRole !== undefined && byId === null
      ? [{ recipientId: athleteId, group: clubId, atMs: at, subjects: { club: clubId } }]
      : [],
  withdraw: ({ data: { status, role, athleteId, clubId } }) =>
    status === 'ACTIVE' && role === 'OWNER' ? [] : [{ recipientId: athleteId, group: clubId, actorId: null }],
  sentence: ({ club }) => `You are now the owner of ${club ?? 'a club'}, since its owner has left`,
})
