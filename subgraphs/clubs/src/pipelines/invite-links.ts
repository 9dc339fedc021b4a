import { conflict, inviteIdOf, inviteTokenOf, JOIN_PATH, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ClubRow } from '../domain/club.ts'
import { type InviteRow, inviteInput, isUsable, MOST_INVITES, type OpenInvite } from '../domain/invite.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import type { Services } from '../services.ts'
import { beginMembership } from './put-membership.ts'
import { recordAct } from './record-act.ts'
import { requireActor, requireRoleAbove } from './require-club.ts'

const NO_INVITE = 'This invitation'

/** Makes a link by which a club is joined, also an ON_REQUEST or SECRET one, as its owner or admin. */
export const createClubInvite = async (context: Context, input: unknown): Promise<InviteRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const now = new Date(context.runtime.now())
  const fields = validInput(inviteInput(now.getTime()), input)
  const { clubId, role } = fields
  return context.database.transact(async (tx) => {
    const actor = await requireActor(context, { clubId, athleteId, act: 'MANAGE_INVITE_LINKS' }, tx)
    requireRoleAbove('SET_ROLE', actor.role, role)
    if ((await context.stores.invites.countWorking(clubId, now, tx)) >= MOST_INVITES) {
      throw conflict(`The club has ${MOST_INVITES} links that work: revoke one first.`, 'TOO_MANY_INVITES', { max: MOST_INVITES })
    }
    const invite: InviteRow = { _id: newId('ClubInvite'), ...fields, createdById: athleteId, createdAt: now, revoked: false }
    await context.stores.invites.insert(invite, tx)
    recordAct(context, { clubId, actorId: athleteId, action: 'INVITE_LINK_CREATED', subjectId: invite._id, note: role }, tx)
    return invite
  }, context.origin)
}

/** Ends a link, as the club's owner or admin. Who has joined by it stays. */
export const revokeClubInvite = async (context: Context, inviteId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, invites, memberships } = context.stores
  return context.database.transact(async (tx) => {
    const invite = await invites.get(inviteId, tx)
    const club = invite === null ? null : await clubs.get(invite.clubId, tx)
    const membership = club === null ? null : await memberships.get(club._id, athleteId, tx)
    // Whoever may not manage the links of a club does not learn which there are.
    if (invite === null || club === null || !mayAct('MANAGE_INVITE_LINKS', roleOf(membership))) throw notFound(NO_INVITE)
    if (invite.revoked) return club
    await invites.revoke(inviteId, tx)
    recordAct(context, { clubId: club._id, actorId: athleteId, action: 'INVITE_LINK_REVOKED', subjectId: inviteId }, tx)
    return club
  }, context.origin)
}

/** Returns the link with this token and its club, or null when it does not work. */
export const readInvite = async ({ runtime, stores }: Services, token: string, tx?: Tx): Promise<OpenInvite | null> => {
  const inviteId = inviteIdOf(token, runtime.config.identitySecret)
  const invite = inviteId === null ? null : await stores.invites.get(inviteId, tx)
  if (invite === null) return null
  const club = await stores.clubs.get(invite.clubId, tx)
  const creator = await stores.memberships.get(invite.clubId, invite.createdById, tx)
  return club !== null && isUsable(invite, roleOf(creator), runtime.now()) ? { invite, club } : null
}

/** Shows what whoever has a link may know of its club. Null when the link does not work for the viewer. */
export const previewInvite = async (context: Context, token: string): Promise<OpenInvite | null> => {
  const open = await readInvite(context, token)
  if (open === null) return null
  const membership = await context.loaders.viewerMemberships.load(open.club._id)
  return membership?.status === 'BANNED' ? null : open
}

/** Joins the club of a link. A member stays what they are, and uses nothing up. */
export const joinByInvite = async (context: Context, token: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { invites, memberships } = context.stores
  return context.database.transact(async (tx) => {
    const open = await readInvite(context, token, tx)
    if (open === null) throw notFound(NO_INVITE)
    const { invite, club } = open
    const known = await memberships.get(club._id, athleteId, tx)
    if (known?.status === 'ACTIVE') return club
    // Who is banned gets the answer of a link that has ended.
    if (known?.status === 'BANNED') throw notFound(NO_INVITE)
    if (invite.usesLeft !== null && !(await invites.use(invite._id, tx))) throw notFound(NO_INVITE)
    return beginMembership(context, club, { athleteId, known, role: invite.role, byId: invite.createdById }, tx)
  }, context.origin)
}

export const inviteUrl = ({ runtime: { config } }: Services, inviteId: string): string =>
  `${config.publicUrl}${JOIN_PATH}${inviteTokenOf(inviteId, config.identitySecret)}`

/** Lists Club.invites. Returns null to everyone but the club's owner and admins. */
export const listInvites = async ({ loaders, runtime, stores }: Context, club: ClubRow): Promise<readonly InviteRow[] | null> => {
  const membership = await loaders.viewerMemberships.load(club._id)
  if (!mayAct('MANAGE_INVITE_LINKS', roleOf(membership))) return null
  return stores.invites.working(club._id, new Date(runtime.now()))
}
