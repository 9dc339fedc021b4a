import { conflict, forbidden, mayAppearTo, notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ClubRow } from '../domain/club.ts'
import { mayAct, refusalOf, roleOf } from '../domain/roles.ts'
import { beginMembership, putMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireSeenClub } from './require-club.ts'

/** More invitations than anybody answers. */
const MOST_INVITATIONS_READ = 100

interface Invitation {
  readonly clubId: string
  readonly athleteId: string
}

/**
 * Invites an athlete: as any member of an OPEN club, as owner or admin of another one. Inviting again changes nothing, and inviting
 * somebody who has asked to join accepts the request.
 */
export const inviteToClub = async (context: Context, { clubId, athleteId }: Invitation): Promise<ClubRow> => {
  const byId = requireAthlete(context.caller).athleteId
  const isThere = mayAppearTo(await context.loaders.relations.load(athleteId))
  return context.database.transact(async (tx) => {
    const { club, membership } = await requireSeenClub(context, clubId, byId, tx)
    const [act, role] = [club.access === 'OPEN' ? 'INVITE_TO_OPEN_CLUB' : 'INVITE', roleOf(membership)] as const
    if (!mayAct(act, role)) throw forbidden(refusalOf(act, role))
    if (!isThere) throw notFound('This athlete')
    const known = await context.stores.memberships.get(clubId, athleteId, tx)
    const status = known?.status ?? 'NONE'
    if (status === 'ACTIVE' || status === 'INVITED') return club
    if (status === 'BANNED')
      throw conflict('This athlete is banned from the club: lift the ban first, by removeClubMember.', 'IS_BANNED')
    recordAct(context, { clubId, actorId: byId, action: 'MEMBER_INVITED', subjectId: athleteId }, tx)
    if (status === 'REQUESTED') return beginMembership(context, club, { athleteId, known, byId }, tx)
    await putMembership(context, { clubId, athleteId, known, status: 'INVITED', byId }, tx)
    return club
  }, context.origin)
}

/** Lists Viewer.clubInvitations, the newest first. */
export const listInvitations = async ({ caller, loaders, stores }: Context): Promise<readonly ClubRow[]> => {
  const { athleteId } = requireAthlete(caller)
  const rows = await stores.memberships.ofAthleteBy(athleteId, 'INVITED', null, MOST_INVITATIONS_READ)
  const clubs = await Promise.all(rows.map(({ clubId }) => loaders.clubs.load(clubId)))
  return clubs.filter((club) => club !== null)
}
