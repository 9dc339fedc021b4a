import { broken, inThePast, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import type { ClubRow } from './club.ts'
import { mayAct } from './roles.ts'
import type { ClubRole } from './values.ts'

/** A link by which whoever has it joins a club. */
export interface InviteRow {
  readonly _id: string
  readonly clubId: string
  readonly role: ClubRole
  readonly createdById: string
  readonly createdAt: Date
  /** Null: any number. */
  readonly usesLeft: number | null
  /** Null: it holds until it is revoked. */
  readonly expiresAt: Date | null
  readonly revoked: boolean
}

/** A link that works, and its club. */
export interface OpenInvite {
  readonly invite: InviteRow
  readonly club: ClubRow
}

/** The most links of one club that work at a time. */
export const MOST_INVITES = 50
const MOST_USES = 100_000
const LONGEST_MS = 366 * 24 * 3_600_000

/** Checks the input of a link. One that gives a role above MEMBER works once unless the input says otherwise. */
export const inviteInput = (nowMs: number) =>
  z
    .object({
      clubId: z.string(),
      role: z
        .enum(['ADMIN', 'MODERATOR', 'MEMBER'], 'cannot be OWNER: a club has one owner, who hands it over by transferClub')
        .nullish()
        .transform((role) => role ?? 'MEMBER'),
      maxUses: z
        .number()
        .int()
        .min(1, 'must be at least 1')
        .max(MOST_USES, `must be at most ${MOST_USES}`)
        .nullish()
        .transform((maxUses) => maxUses ?? null),
      expiresAt: z
        .date()
        .refine((expiresAt) => expiresAt.getTime() > nowMs, refusal(inThePast()))
        .refine(
          (expiresAt) => expiresAt.getTime() <= nowMs + LONGEST_MS,
          refusal(broken('TOO_LATE', 'must be at most one year from now')),
        )
        .nullish()
        .transform((expiresAt) => expiresAt ?? null),
    })
    .transform(({ maxUses, ...rest }) => ({ ...rest, usesLeft: maxUses ?? (rest.role === 'MEMBER' ? null : 1) }))

/**
 * Whether a link works. `creator` is the present role of who made it, or null: a link does not outlive the right to make it, so that
 * nobody who was removed has a way back.
 */
export const isUsable = (invite: InviteRow, creator: ClubRole | null, nowMs: number): boolean =>
  !invite.revoked &&
  (invite.usesLeft === null || invite.usesLeft > 0) &&
  (invite.expiresAt === null || invite.expiresAt.getTime() > nowMs) &&
  mayAct('MANAGE_INVITE_LINKS', creator) &&
  mayAct('SET_ROLE', creator, invite.role)
