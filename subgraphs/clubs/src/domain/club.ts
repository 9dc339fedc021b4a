import type { EventData } from '@gruppetto/events'
import { foldText } from '@gruppetto/graph'
import type { ClubAccess, ClubRole, MembershipStatus, Sport } from './values.ts'

export interface ClubRow {
  readonly _id: string
  readonly slug: string
  readonly name: string
  /** The words of the name, as search compares them. */
  readonly nameWords: readonly string[]
  readonly description: string | null
  readonly avatarUrl: string | null
  /** The photo that is the club's picture, and the admin whose photo it is. It is shown instead of the avatarUrl. */
  readonly avatarPhoto?: { readonly id: string; readonly athleteId: string } | null
  readonly sports: readonly Sport[]
  readonly access: ClubAccess
  /** Where the club is at home, in the words of GeoJSON: longitude and latitude. */
  readonly location?: { readonly type: 'Point'; readonly coordinates: readonly [number, number] } | null
  /** The member to whom the owner has offered the club. */
  readonly transferToId?: string | null
  /** How long a member without a role waits between two posts. Absent: not at all. */
  readonly slowModeSeconds?: number
  /** Words and phrases that make a post wait for a moderator. Absent: none. */
  readonly heldWords?: readonly string[]
  /** ACTIVE memberships, changed in the transaction that changes one of them. */
  readonly memberCount: number
  readonly createdById: string
  readonly createdAt: Date
  /** True once the last member has left. Then nothing finds the club, and its slug is free. */
  readonly dissolved: boolean
  /** Rises with each state that others are told. Absent in rows of earlier releases. */
  readonly revision?: number
}

/** Rows with the status NONE stay, since the revision of the next change continues theirs. */
export interface MembershipRow {
  /** `<clubId>:<athleteId>` */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly role: ClubRole
  readonly status: MembershipStatus | 'NONE'
  /** When the athlete became a member, asked to, was invited or banned. */
  readonly joinedAt: Date
  /** Until then the member writes nothing in the club. */
  readonly mutedUntil?: Date | null
  /** Who made the last change, where it was not the athlete: of an invitation who invited. */
  readonly byId?: string | null
  readonly revision: number
  /** The words of the athlete's names, as the search among the members compares them. Absent until the account is known. */
  readonly nameWords?: readonly string[]
}

export const membershipId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Returns a slug for a name: its ASCII letters and digits, joined by hyphens, or `club-` and the end of the id when it has none. */
export const slugOf = (name: string, clubId: string): string => {
  const slug = (
    foldText(name)
      .replaceAll('ß', 'ss')
      .match(/[a-z0-9]+/g) ?? []
  )
    .join('-')
    .slice(0, 80)
    .replace(/-+$/, '')
  return slug === '' ? `club-${clubId.slice(-8)}` : slug
}

/**
 * Returns the slug of a club: the one that was given, or one made from the name. That of a SECRET club follows from the id alone: a
 * slug that is taken would tell others that there is such a club.
 */
export const slugFor = (
  { access, name, slug }: { readonly access: ClubAccess; readonly name: string; readonly slug: string | null },
  clubId: string,
): string => (access === 'SECRET' ? `club-${clubId.slice(-16)}` : (slug ?? slugOf(name, clubId)))

export const isActive = (membership: MembershipRow | null): membership is MembershipRow => membership?.status === 'ACTIVE'

/** Whether there is such a club for the viewer: a SECRET one exists for its members alone. */
export const maySeeClub = (club: Pick<ClubRow, 'access'>, membership: MembershipRow | null): boolean =>
  club.access !== 'SECRET' || isActive(membership)

/**
 * Returns what the viewer sees of a club: all of its card, nothing, or, of a SECRET club that has invited the viewer, its name and
 * picture.
 */
export const clubSeenBy = (club: ClubRow, membership: MembershipRow | null): ClubRow | null => {
  if (maySeeClub(club, membership)) return club
  if (membership?.status !== 'INVITED') return null
  return { ...club, slug: club._id, nameWords: [], description: null, sports: [], location: null, memberCount: 0 }
}

/** Whether the viewer may see the members, events and challenges of a club. When it is not OPEN, only its members may. */
export const maySeeInside = (club: Pick<ClubRow, 'access'>, membership: MembershipRow | null): boolean =>
  club.access === 'OPEN' || isActive(membership)

type LeaveDecision = 'LEAVE' | 'DISSOLVE' | 'OWNER' | 'NOTHING'

/** Decides what leaving does. The owner stays while there are other members; when the only member leaves, the club dissolves. */
export const decideLeaving = (membership: MembershipRow | null, memberCount: number): LeaveDecision => {
  if (membership === null || membership.status === 'NONE' || membership.status === 'BANNED') return 'NOTHING'
  if (membership.status !== 'ACTIVE') return 'LEAVE'
  if (memberCount <= 1) return 'DISSOLVE'
  return membership.role === 'OWNER' ? 'OWNER' : 'LEAVE'
}

/** Of the state after a change. `known` is the membership before it. */
export const membershipState = (
  row: MembershipRow,
  nowMs: number,
  known: MembershipRow | null = null,
): EventData<'club.membership-changed'> => ({
  clubId: row.clubId,
  athleteId: row.athleteId,
  revision: row.revision,
  status: row.status,
  role: row.role,
  mutedUntilMs: row.mutedUntil?.getTime() ?? null,
  byId: row.byId ?? null,
  sinceMs: row.joinedAt.getTime(),
  ...(isActive(known) && isActive(row) && known.role !== row.role && { formerRole: known.role }),
  at: nowMs,
})

export const clubState = (row: ClubRow, nowMs: number): EventData<'club.changed'> => ({
  clubId: row._id,
  revision: row.revision ?? 0,
  slug: row.slug,
  name: row.name,
  access: row.access,
  sports: [...row.sports],
  avatarUrl: row.avatarUrl,
  dissolved: row.dissolved,
  slowModeSeconds: row.slowModeSeconds ?? 0,
  heldWords: [...(row.heldWords ?? [])],
  at: nowMs,
})

interface OfferChange {
  /** To whom the club was offered before the change. */
  readonly formerAthleteId: string | null
  readonly ownerId: string | null
  readonly answer: 'ACCEPTED' | 'DECLINED' | null
}

export const offerState = (row: ClubRow, change: OfferChange, nowMs: number): EventData<'club.offer-changed'> => ({
  clubId: row._id,
  revision: row.revision ?? 0,
  athleteId: row.transferToId ?? null,
  ...change,
  at: nowMs,
})
