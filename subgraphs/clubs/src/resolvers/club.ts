import { type EntityType, isIdOf, keyOf, maySeeCard } from '@gruppetto/graph'
import { photoUrl } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import type { Reference } from '../domain/references.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import type {
  AuditEntryResolvers,
  ClubInvitePreviewResolvers,
  ClubInviteResolvers,
  ClubMembershipResolvers,
  ClubResolvers,
} from '../generated/resolvers.ts'
import { showClubCalendarUrl } from '../pipelines/calendar-links.ts'
import { inviteUrl, listInvites } from '../pipelines/invite-links.ts'
import { listClubDisputes } from '../pipelines/judge-activities.ts'
import { listAuditEntries } from '../pipelines/show-audit-log.ts'
import { findChallenge, listClubChallenges } from '../pipelines/show-challenges.ts'
import { findClubEvent, listClubEvents } from '../pipelines/show-club-events.ts'
import { listJoinRequests, listMembers } from '../pipelines/show-members.ts'
import { listClubGoals, showClubLeaderboard } from '../pipelines/show-standings.ts'

/** Returns the athlete, or null when there is none or the viewer may not see the card. */
const shownAthlete = async ({ loaders }: Context, athleteId: string | null | undefined): Promise<Reference | null> =>
  athleteId && maySeeCard(await loaders.relations.load(athleteId)) ? { id: athleteId } : null

const avatarUrlOf = async (
  { _id, avatarPhoto, avatarUrl }: ClubRow,
  { loaders, runtime, viewerId }: Context,
): Promise<string | null> => {
  const [photo] = avatarPhoto ? await loaders.photos(_id, [avatarPhoto.id]) : []
  return photo === undefined ? avatarUrl : photoUrl(runtime, 'clubs', photo, 'THUMBNAIL', viewerId)
}

export const Club: ClubResolvers = {
  __resolveReference: (reference, { loaders }) => loaders.clubs.load(keyOf(reference)),
  id: (club) => club._id,
  ref: (club) => club._id,
  avatarUrl: (club, _args, context) => avatarUrlOf(club, context),
  location: ({ location }) => (location ? { latitude: location.coordinates[1], longitude: location.coordinates[0] } : null),
  viewerMembership: (club, _args, { loaders }) => loaders.viewerMemberships.load(club._id),
  members: (club, args, context) => listMembers(context, club, args),
  events: (club, args, context) => listClubEvents(context, club, args),
  challenges: (club, args, context) => listClubChallenges(context, club, args),
  calendarUrl: (club, _args, context) => showClubCalendarUrl(context, club._id),
  goals: async (club, _args, context) => [...(await listClubGoals(context, club))],
  disputes: (club, args, context) => listClubDisputes(context, club, args),
  leaderboard: (club, args, context) => showClubLeaderboard(context, club, args),
  joinRequests: (club, args, context) => listJoinRequests(context, club, args),
  invites: async (club, _args, context) => (await listInvites(context, club))?.slice() ?? null,
  auditLog: (club, args, context) => listAuditEntries(context, club, args),
  slowModeSeconds: async ({ _id, slowModeSeconds }, _args, { loaders }) =>
    isActive(await loaders.viewerMemberships.load(_id)) ? (slowModeSeconds ?? 0) : null,
  heldWords: async ({ _id, heldWords }, _args, { loaders }) =>
    mayAct('MODERATE', roleOf(await loaders.viewerMemberships.load(_id))) ? [...(heldWords ?? [])] : null,
  transferOfferedTo: async ({ _id, transferToId }, _args, context) => {
    const isOwner = (await context.loaders.viewerMemberships.load(_id))?.role === 'OWNER'
    return isOwner || transferToId === context.viewerId ? shownAthlete(context, transferToId) : null
  },
}

export const ClubMembership: ClubMembershipResolvers = {
  since: (membership) => membership.joinedAt,
  // Rows with the status NONE are no memberships, and are not loaded.
  status: ({ status }) => (status === 'NONE' ? 'REQUESTED' : status),
  invitedBy: ({ status, byId }, _args, context) => (status === 'INVITED' ? shownAthlete(context, byId) : null),
}

export const ClubInvite: ClubInviteResolvers = {
  id: ({ _id }) => _id,
  url: ({ _id }, _args, context) => inviteUrl(context, _id),
}

export const ClubInvitePreview: ClubInvitePreviewResolvers = {
  clubName: ({ club }) => club.name,
  clubAvatarUrl: ({ club }, _args, context) => avatarUrlOf(club, context),
  invitedBy: ({ invite }, _args, context) => shownAthlete(context, invite.createdById),
  role: ({ invite }) => invite.role,
}

const idOf = (type: EntityType, id: string | null): string | null => (id !== null && isIdOf(type, id) ? id : null)

export const AuditEntry: AuditEntryResolvers = {
  actor: ({ actorId }, _args, context) => shownAthlete(context, actorId),
  athlete: ({ subjectId }, _args, context) => shownAthlete(context, idOf('Athlete', subjectId)),
  event: async ({ subjectId }, _args, context) => {
    const id = idOf('ClubEvent', subjectId)
    return id === null ? null : findClubEvent(context, id)
  },
  challenge: async ({ subjectId }, _args, context) => {
    const id = idOf('Challenge', subjectId)
    return id === null ? null : findChallenge(context, id)
  },
}
