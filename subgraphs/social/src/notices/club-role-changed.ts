import { isCurrentMembership } from './current-membership.ts'
import { defineNotice } from './define-notice.ts'

const NAMES = { ADMIN: 'an admin', MODERATOR: 'a moderator', MEMBER: 'a member without a role' } as const

const isRole = (role: string | undefined): role is keyof typeof NAMES => role !== undefined && role in NAMES

/** Somebody has given a member another role. Who becomes the owner, or was it, is told by kinds of their own. */
export const clubRoleChanged = defineNotice({
  kind: 'CLUB_ROLE_CHANGED',
  on: ['club.membership-changed'],
  defaults: { push: true, mail: false },
  load: isCurrentMembership,
  notify: ({ data: { athleteId, byId, clubId, role, formerRole, at } }, isCurrent) => {
    const isByOther = byId !== null && byId !== athleteId
    if (!isCurrent || !isByOther || formerRole === undefined || formerRole === 'OWNER' || role === 'OWNER') return []
    return [{ recipientId: athleteId, group: clubId, atMs: at, subjects: { club: clubId }, words: { role } }]
  },
  withdraw: ({ data: { status, athleteId, clubId } }) =>
    status === 'ACTIVE' ? [] : [{ recipientId: athleteId, group: clubId, actorId: null }],
  facts: ({ role }) => ({ role: isRole(role) ? role : undefined }),
  // Older notices have the name of the role.
  sentence: ({ club, role }) => `You are now ${isRole(role) ? NAMES[role] : (role ?? 'a member')} of ${club ?? 'a club'}`,
})
