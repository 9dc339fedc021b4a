import { conflict, forbidden, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, clubSeenBy, decideLeaving } from '../domain/club.ts'
import { decideJoining } from '../domain/membership-rules.ts'
import { dissolve } from './dissolve-club.ts'
import { beginMembership, endMembership, putMembership } from './put-membership.ts'
import { requireKnownClub } from './require-club.ts'

/** Joins an OPEN club, accepts an invitation, or asks to join. Joining or asking again changes nothing. */
export const joinClub = async (context: Context, clubId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  return context.database.transact(async (tx) => {
    const { club, membership: known } = await requireKnownClub(context, clubId, athleteId, tx)
    const decision = decideJoining(club.access, known)
    if (decision === 'BANNED') throw forbidden('You are banned from this club.')
    if (decision === 'JOIN') return beginMembership(context, club, { athleteId, known }, tx)
    if (decision === 'ASK') await putMembership(context, { clubId, athleteId, known, status: 'REQUESTED' }, tx)
    return club
  }, context.origin)
}

/** Leaves a club, withdraws the request to join, or declines an invitation; see decideLeaving. */
export const leaveClub = async (context: Context, clubId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  return context.database.transact(async (tx) => {
    // The lock is taken first, so that joining a challenge of this club waits until the athlete has left.
    await context.stores.athleteLocks.take(athleteId, tx)
    const { club, membership: known } = await requireKnownClub(context, clubId, athleteId, tx)
    const decision = decideLeaving(known, club.memberCount)
    if (decision === 'NOTHING') return club
    if (decision === 'OWNER') {
      throw conflict('You are the owner: hand the club over by transferClub, or delete it by deleteClub.', 'IS_OWNER')
    }
    if (known?.status !== 'ACTIVE') {
      await putMembership(context, { clubId, athleteId, known, status: 'NONE' }, tx)
      return clubSeenBy(club, known) ?? club
    }
    const left = await endMembership(context, club, { athleteId, known, status: 'NONE' }, tx)
    return decision === 'DISSOLVE' ? dissolve(context, clubId, tx) : left
  }, context.origin)
}
