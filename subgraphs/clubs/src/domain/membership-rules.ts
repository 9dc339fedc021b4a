import { badUserInput, broken, inThePast, optionalLines, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import type { MembershipRow } from './club.ts'
import type { ClubAccess, ClubRole } from './values.ts'

type Joining = 'JOIN' | 'ASK' | 'NOTHING' | 'BANNED'

/** Decides what joining does. An invitation is accepted; a club that is not OPEN is asked. */
export const decideJoining = (access: ClubAccess, membership: MembershipRow | null): Joining => {
  const status = membership?.status ?? 'NONE'
  if (status === 'ACTIVE') return 'NOTHING'
  if (status === 'BANNED') return 'BANNED'
  if (status === 'INVITED' || access === 'OPEN') return 'JOIN'
  return status === 'REQUESTED' ? 'NOTHING' : 'ASK'
}

type Removal = 'REMOVE' | 'WITHDRAW_INVITATION' | 'BAN' | 'LIFT_BAN' | 'NOTHING' | 'NOT_FOUND'

/**
 * Decides what the removal of an athlete does. Who is no member can be banned too, so that nobody escapes a ban by leaving. Without
 * a ban, it ends the ban of who is banned.
 */
export const decideRemoval = (membership: MembershipRow | null, ban: boolean): Removal => {
  const status = membership?.status ?? 'NONE'
  if (ban) return status === 'BANNED' ? 'NOTHING' : 'BAN'
  if (status === 'ACTIVE') return 'REMOVE'
  if (status === 'INVITED') return 'WITHDRAW_INVITATION'
  return status === 'BANNED' ? 'LIFT_BAN' : 'NOT_FOUND'
}

/** The roles from which an heir is taken, in this order. */
export const HEIR_ROLES = ['ADMIN', 'MODERATOR', 'MEMBER'] as const satisfies readonly ClubRole[]

const LONGEST_MUTE_MS = 366 * 24 * 3_600_000

/** Until when a member is muted; null ends the mute. */
export const muteInput = (nowMs: number) =>
  z
    .date()
    .refine((until) => until.getTime() > nowMs, refusal(inThePast()))
    .refine(
      (until) => until.getTime() <= nowMs + LONGEST_MUTE_MS,
      refusal(broken('TOO_LATE', 'must be at most one year from now')),
    )
    .nullish()
    .transform((until) => until ?? null)

/** Why somebody was removed, for the audit log. */
export const reasonInput = optionalLines(500)

/** Throws when the role OWNER is to be given: a club has one owner, who hands it over. */
export const requireGivenRole = (role: ClubRole, path: string): void => {
  if (role === 'OWNER')
    throw badUserInput([{ path, message: 'cannot be OWNER: a club has one owner, who hands it over by transferClub' }])
}
