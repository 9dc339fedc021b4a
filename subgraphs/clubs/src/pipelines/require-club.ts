import { forbidden, notFound } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type ClubRow, clubSeenBy, type MembershipRow, maySeeClub } from '../domain/club.ts'
import { type Act, mayAct, refusalOf, roleOf } from '../domain/roles.ts'
import type { ClubRole } from '../domain/values.ts'
import type { Services } from '../services.ts'

interface ClubOfAthlete {
  readonly club: ClubRow
  /** The athlete's membership as it is stored. */
  readonly membership: MembershipRow | null
}

/** Returns the club, or null, with the athlete's membership. A club that does not exist costs as many reads as one that does. */
const readClub = async ({ stores }: Services, clubId: string, athleteId: string, tx: Tx) => {
  const club = await stores.clubs.get(clubId, tx)
  const membership = await stores.memberships.get(clubId, athleteId, tx)
  return { club, membership }
}

/** Returns a club that the athlete may see. Throws NOT_FOUND otherwise, for a SECRET club as for one that does not exist. */
export const requireSeenClub = async (services: Services, clubId: string, athleteId: string, tx: Tx): Promise<ClubOfAthlete> => {
  const { club, membership } = await readClub(services, clubId, athleteId, tx)
  if (club === null || !maySeeClub(club, membership)) throw notFound('This club')
  return { club, membership }
}

/** Returns a club that the athlete sees or is invited to. Throws NOT_FOUND otherwise. */
export const requireKnownClub = async (services: Services, clubId: string, athleteId: string, tx: Tx): Promise<ClubOfAthlete> => {
  const { club, membership } = await readClub(services, clubId, athleteId, tx)
  if (club === null || clubSeenBy(club, membership) === null) throw notFound('This club')
  return { club, membership }
}

interface Actor extends ClubOfAthlete {
  readonly role: ClubRole
}

/**
 * Returns a club in which the athlete may do this. Throws NOT_FOUND where the athlete may not see the club, and FORBIDDEN where the
 * role is too low. An act on a member needs `requireRoleAbove` too.
 */
export const requireActor = async (
  services: Services,
  { clubId, athleteId, act }: { readonly clubId: string; readonly athleteId: string; readonly act: Act },
  tx: Tx,
): Promise<Actor> => {
  const { club, membership } = await requireSeenClub(services, clubId, athleteId, tx)
  const role = roleOf(membership)
  if (role === null || !mayAct(act, role)) throw forbidden(refusalOf(act, role))
  return { club, membership, role }
}

/** Throws FORBIDDEN when the role of the actor is not above the role of the member whom the act is about. */
export const requireRoleAbove = (act: Act, actor: ClubRole, target: ClubRole): void => {
  if (!mayAct(act, actor, target)) throw forbidden(refusalOf(act, actor))
}
