export type Role = 'OWNER' | 'ADMIN' | 'MODERATOR' | 'MEMBER'

interface Membership {
  readonly role: Role
  readonly status: string
}

/** From the most to the least. */
export const ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER']

/** The role of who is a member; null for everybody else. */
export const roleOf = (membership: Membership | null | undefined): Role | null =>
  membership?.status === 'ACTIVE' ? membership.role : null

/** Whether a role runs the club: its events, goals, challenges, links and requests. What is shown follows from it; the platform holds it. */
export const runs = (role: Role | null): boolean => role === 'OWNER' || role === 'ADMIN'

/** Whether a role judges what is in the club, and mutes and bans. */
export const moderates = (role: Role | null): boolean => runs(role) || role === 'MODERATOR'

/** Whether one role stands above another, and so acts on its members. */
export const isAbove = (role: Role | null, other: Role): boolean => role !== null && ROLES.indexOf(role) < ROLES.indexOf(other)
