import type { MembershipRow } from './club.ts'
import type { ClubRole } from './values.ts'

/** From the least to the most. */
const RANKS: readonly ClubRole[] = ['MEMBER', 'MODERATOR', 'ADMIN', 'OWNER']

/** What members of a club do by their role, and the least role that may do it. */
export const LEAST_ROLE = {
  INVITE_TO_OPEN_CLUB: 'MEMBER',
  INVITE: 'ADMIN',
  MANAGE_INVITE_LINKS: 'ADMIN',
  ANSWER_REQUESTS: 'ADMIN',
  SEARCH_MEMBERS: 'MODERATOR',
  SET_ROLE: 'ADMIN',
  STEP_DOWN: 'MODERATOR',
  REMOVE_MEMBER: 'MODERATOR',
  BAN_MEMBER: 'MODERATOR',
  MUTE_MEMBER: 'MODERATOR',
  MODERATE: 'MODERATOR',
  UPDATE_CLUB: 'ADMIN',
  READ_AUDIT_LOG: 'ADMIN',
  TRANSFER_CLUB: 'OWNER',
  DELETE_CLUB: 'OWNER',
  RUN_EVENTS: 'ADMIN',
  RECORD_ATTENDANCE: 'MODERATOR',
  RUN_CHALLENGES: 'ADMIN',
  RUN_GOALS: 'ADMIN',
  JUDGE_ACTIVITIES: 'MODERATOR',
} as const satisfies Readonly<Record<string, ClubRole>>

export type Act = keyof typeof LEAST_ROLE

/** The role of an active member; null for everybody else. */
export const roleOf = (membership: MembershipRow | null): ClubRole | null =>
  membership?.status === 'ACTIVE' ? membership.role : null

/**
 * Whether a member with this role may do this. `target` is the role of the member whom it is done to: it must be lower than that of
 * the actor. To give a role is an act on a member who has it.
 */
export const mayAct = (act: Act, actor: ClubRole | null, target: ClubRole | null = null): boolean => {
  if (actor === null) return false
  const rank = RANKS.indexOf(actor)
  return rank >= RANKS.indexOf(LEAST_ROLE[act]) && (target === null || rank > RANKS.indexOf(target))
}

const WHO: Readonly<Record<ClubRole, string>> = {
  OWNER: "the club's owner",
  ADMIN: "the club's owner and admins",
  MODERATOR: "the club's owner, admins and moderators",
  MEMBER: "the club's members",
}

/** Says why an actor may not act, for the message of the error. */
export const refusalOf = (act: Act, actor: ClubRole | null): string =>
  mayAct(act, actor) ? 'You may do this only where the role is below your own.' : `Only ${WHO[LEAST_ROLE[act]]} may do this.`
