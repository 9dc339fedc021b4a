import { foldText, lineText } from '@gruppetto/graph'
import { z } from 'zod'
import { distinctSports } from './sports.ts'
import { paragraph } from './text.ts'
import type { ClubAccess, ClubRole, Sport } from './values.ts'

export interface ClubRow {
  readonly _id: string
  readonly slug: string
  readonly name: string
  /** The name's words as search compares them. */
  readonly nameWords: readonly string[]
  readonly description: string | null
  readonly avatarUrl: string | null
  readonly sports: readonly Sport[]
  readonly access: ClubAccess
  /** ACTIVE memberships, changed in the transaction that changes one of them. */
  readonly memberCount: number
  readonly createdById: string
  readonly createdAtMs: number
  /** True once its last member has left: it is found nowhere any more, and its slug is free. */
  readonly dissolved: boolean
}

/** NONE rows stay, since they hold the revision that the next change counts on from. */
export interface MembershipRow {
  /** `<clubId>:<athleteId>` */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly role: ClubRole
  readonly status: 'ACTIVE' | 'REQUESTED' | 'NONE'
  /** Member since, or the moment of the request. */
  readonly sinceMs: number
  readonly revision: number
}

export const membershipId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A slug of a name: ASCII letters and digits, joined by hyphens; where the name has none of these, `club-` and the end of the club's id. */
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

export const clubInput = z.object({
  name: lineText(3, 80),
  slug: z
    .string()
    .nullish()
    .transform((slug) => slug?.trim().toLowerCase() ?? null)
    .refine(
      (slug) => slug === null || (slug.length >= 3 && slug.length <= 80 && SLUG.test(slug)),
      'must have 3 to 80 letters a-z, digits and single hyphens between them',
    ),
  description: paragraph(2000),
  avatarUrl: z
    .string()
    .nullish()
    .transform((url) => url ?? null),
  sports: distinctSports.nullish().transform((sports) => sports ?? []),
  access: z
    .enum(['OPEN', 'ON_REQUEST'])
    .nullish()
    .transform((access) => access ?? 'OPEN'),
})

export const isActive = (membership: MembershipRow | null): membership is MembershipRow => membership?.status === 'ACTIVE'

/** Owners and admins: they answer join requests and run the club's events and challenges. */
export const mayAdminister = (membership: MembershipRow | null): boolean =>
  isActive(membership) && (membership.role === 'OWNER' || membership.role === 'ADMIN')

/** Who the members of a club are, its events and its challenges: of a club that is not OPEN its members alone see it. */
export const maySeeInside = (club: Pick<ClubRow, 'access'>, membership: MembershipRow | null): boolean =>
  club.access === 'OPEN' || isActive(membership)

export type LeaveVerdict = 'LEAVE' | 'DISSOLVE' | 'LAST_OWNER' | 'NOTHING'

/** What becomes of a wish to leave: the last owner stays while others are members; the only member's leaving dissolves the club. */
export const leaveVerdict = (membership: MembershipRow | null, memberCount: number, owners: number): LeaveVerdict => {
  if (membership === null || membership.status === 'NONE') return 'NOTHING'
  if (membership.status === 'REQUESTED') return 'LEAVE'
  if (memberCount <= 1) return 'DISSOLVE'
  return membership.role === 'OWNER' && owners <= 1 ? 'LAST_OWNER' : 'LEAVE'
}
