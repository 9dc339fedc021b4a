import { conflict, notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { changeOffer } from './change-offer.ts'
import { putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireActor, requireSeenClub } from './require-club.ts'

/** Offers a club to one of its members, as its owner. A later offer replaces it, and naming oneself takes it back. */
export const transferClub = async (
  context: Context,
  { clubId, athleteId }: { readonly clubId: string; readonly athleteId: string },
): Promise<ClubRow> => {
  const ownerId = requireAthlete(context.caller).athleteId
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId, athleteId: ownerId, act: 'TRANSFER_CLUB' }, tx)
    const transferToId = athleteId === ownerId ? null : athleteId
    if ((club.transferToId ?? null) === transferToId) return club
    if (transferToId !== null && !isActive(await context.stores.memberships.get(clubId, transferToId, tx))) {
      throw notFound('This member')
    }
    const action = transferToId === null ? 'TRANSFER_TAKEN_BACK' : 'TRANSFER_OFFERED'
    recordAct(context, { clubId, actorId: ownerId, action, subjectId: transferToId ?? club.transferToId ?? null }, tx)
    return changeOffer(context, club, { transferToId, ownerId }, tx)
  }, context.origin)
}

/** Accepts or declines the offer of a club. Its former owner becomes an admin. */
export const respondToClubTransfer = async (
  context: Context,
  { clubId, accept }: { readonly clubId: string; readonly accept: boolean },
): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { memberships } = context.stores
  return context.database.transact(async (tx) => {
    const { club, membership: known } = await requireSeenClub(context, clubId, athleteId, tx)
    if (club.transferToId !== athleteId || !isActive(known)) throw notFound('This offer')
    const action = accept ? 'TRANSFER_ACCEPTED' : 'TRANSFER_DECLINED'
    recordAct(context, { clubId, actorId: athleteId, action, subjectId: athleteId }, tx)
    const owner = await memberships.longestServing(clubId, 'OWNER', tx)
    if (accept) {
      if (owner === null) throw conflict('The owner has left the club.', 'OWNER_GONE')
      const change = { clubId, status: 'ACTIVE' } as const
      await putMembership(context, { ...change, athleteId: owner.athleteId, known: owner, role: 'ADMIN', byId: athleteId }, tx)
      await putMembership(context, { ...change, athleteId, known, role: 'OWNER', byId: owner.athleteId }, tx)
    }
    const answer = accept ? 'ACCEPTED' : 'DECLINED'
    return changeOffer(context, club, { transferToId: null, ownerId: owner?.athleteId ?? null, answer }, tx)
  }, context.origin)
}
