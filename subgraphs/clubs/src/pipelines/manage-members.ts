import { conflict, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { decideRemoval, muteInput, reasonInput, requireGivenRole } from '../domain/membership-rules.ts'
import type { ClubRole } from '../domain/values.ts'
import { endMembership, putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireActor, requireRoleAbove } from './require-club.ts'

interface Member {
  readonly clubId: string
  readonly athleteId: string
}

/** Gives a member another role, below one's own. An admin or moderator may step down too. */
export const setClubRole = async (
  context: Context,
  { clubId, athleteId, role }: Member & { readonly role: ClubRole },
): Promise<ClubRow> => {
  const byId = requireAthlete(context.caller).athleteId
  requireGivenRole(role, 'role')
  return context.database.transact(async (tx) => {
    const isSelf = athleteId === byId
    const actor = await requireActor(context, { clubId, athleteId: byId, act: isSelf ? 'STEP_DOWN' : 'SET_ROLE' }, tx)
    const known = await context.stores.memberships.get(clubId, athleteId, tx)
    if (!isActive(known)) throw notFound('This member')
    if (known.role === role) return actor.club
    if (isSelf && known.role === 'OWNER') throw conflict('You are the owner: hand the club over by transferClub.', 'IS_OWNER')
    if (!isSelf) requireRoleAbove('SET_ROLE', actor.role, known.role)
    requireRoleAbove(isSelf ? 'STEP_DOWN' : 'SET_ROLE', actor.role, role)
    await putMembership(context, { clubId, athleteId, known, status: 'ACTIVE', role, byId }, tx)
    recordAct(context, { clubId, actorId: byId, action: 'ROLE_SET', subjectId: athleteId, note: `${known.role} to ${role}` }, tx)
    return actor.club
  }, context.origin)
}

const ACTIONS = {
  REMOVE: 'MEMBER_REMOVED',
  WITHDRAW_INVITATION: 'INVITATION_WITHDRAWN',
  BAN: 'MEMBER_BANNED',
  LIFT_BAN: 'BAN_LIFTED',
} as const

interface RemovalArguments extends Member {
  readonly ban: boolean
  readonly reason?: string | null
}

/** Removes or bans a member, withdraws an invitation, or lifts a ban; see decideRemoval. */
export const removeClubMember = async (context: Context, args: RemovalArguments): Promise<ClubRow> => {
  const { clubId, athleteId, ban } = args
  const byId = requireAthlete(context.caller).athleteId
  const note = validInput(reasonInput, args.reason, 'reason')
  if (athleteId === byId) throw conflict('Leave the club by leaveClub.', 'IS_SELF')
  const act = ban ? 'BAN_MEMBER' : 'REMOVE_MEMBER'
  return context.database.transact(async (tx) => {
    await context.stores.athleteLocks.take(athleteId, tx)
    const actor = await requireActor(context, { clubId, athleteId: byId, act }, tx)
    const known = await context.stores.memberships.get(clubId, athleteId, tx)
    const decision = decideRemoval(known, ban)
    if (decision === 'NOTHING') return actor.club
    if (decision === 'NOT_FOUND') throw notFound('This member')
    if (decision === 'BAN' && known === null && (await context.stores.relations.accounts.get(athleteId, tx)) === null) {
      throw notFound('This athlete')
    }
    requireRoleAbove(act, actor.role, isActive(known) ? known.role : 'MEMBER')
    recordAct(context, { clubId, actorId: byId, action: ACTIONS[decision], subjectId: athleteId, note }, tx)
    const status = decision === 'BAN' ? 'BANNED' : 'NONE'
    if (isActive(known)) return endMembership(context, actor.club, { athleteId, known, status, byId }, tx)
    await putMembership(context, { clubId, athleteId, known, status, byId }, tx)
    return actor.club
  }, context.origin)
}

/** Mutes a member until an instant, or ends the mute. Who is muted reads everything in the club and writes nothing. */
export const muteClubMember = async (context: Context, args: Member & { readonly until?: Date | null }): Promise<ClubRow> => {
  const { clubId, athleteId } = args
  const byId = requireAthlete(context.caller).athleteId
  const mutedUntil = validInput(muteInput(context.runtime.now()), args.until, 'until')
  return context.database.transact(async (tx) => {
    const actor = await requireActor(context, { clubId, athleteId: byId, act: 'MUTE_MEMBER' }, tx)
    const known = await context.stores.memberships.get(clubId, athleteId, tx)
    if (!isActive(known)) throw notFound('This member')
    requireRoleAbove('MUTE_MEMBER', actor.role, known.role)
    if ((known.mutedUntil ?? null)?.getTime() === mutedUntil?.getTime()) return actor.club
    await putMembership(context, { clubId, athleteId, known, status: 'ACTIVE', role: known.role, mutedUntil, byId }, tx)
    const action = mutedUntil === null ? 'MUTE_LIFTED' : 'MEMBER_MUTED'
    const note = mutedUntil === null ? null : `until ${mutedUntil.toISOString()}`
    recordAct(context, { clubId, actorId: byId, action, subjectId: athleteId, note }, tx)
    return actor.club
  }, context.origin)
}
