import type { EventData } from '@gruppetto/events'
import { lineText } from '@gruppetto/graph'
import { z } from 'zod'
import { isActive, type MembershipRow } from './club.ts'
import { distinctSports } from './sports.ts'
import { paragraph } from './text.ts'
import type { ChallengeKind, ChallengeStatus, ScoreMetric, Sport } from './values.ts'

export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  readonly description: string | null
  readonly kind: ChallengeKind
  readonly metric: ScoreMetric
  readonly sports: readonly Sport[]
  /** In the metric's unit. */
  readonly target: number | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly cancelledAt: Date | null
  readonly clubId: string | null
  /** False when the challenge is of a club that is not OPEN: only the club's members may see it. */
  readonly isPublic: boolean
  readonly createdById: string
  readonly createdAt: Date
  /** The number of entries that participate. It changes in the transaction that changes one of them. */
  readonly participantCount: number
  readonly sponsored: boolean
  /** The name of its badge; null or absent: its title. */
  readonly badgeName?: string | null
  readonly revision: number
}

export const LONGEST_CHALLENGE_MS = 366 * 24 * 3600 * 1000

export const statusAt = (
  challenge: Pick<ChallengeRow, 'startsAt' | 'endsAt' | 'cancelledAt'>,
  nowMs: number,
): ChallengeStatus => {
  if (challenge.cancelledAt !== null) return 'CANCELLED'
  if (nowMs < challenge.startsAt.getTime()) return 'UPCOMING'
  return nowMs < challenge.endsAt.getTime() ? 'ACTIVE' : 'ENDED'
}

/** Whether the viewer may see the challenge. `membership` is the viewer's, in the challenge's club. */
export const maySeeChallenge = (challenge: Pick<ChallengeRow, 'isPublic'>, membership: MembershipRow | null): boolean =>
  challenge.isPublic || isActive(membership)

/** The key of the badge for those who reach the target; null without a target. Athletes makes the badge by this key. */
export const badgeKeyOf = ({ _id, target }: Pick<ChallengeRow, '_id' | 'target'>): string | null =>
  target === null ? null : `challenge.${_id}`

/** Checks the input of a new challenge. */
export const challengeInput = (nowMs: number) =>
  z
    .object({
      title: lineText(3, 100),
      description: paragraph(2000),
      kind: z.enum(['TOTAL', 'STREAK_DAYS']),
      metric: z.enum(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS']),
      sports: distinctSports.refine((sports) => sports.length > 0, 'must name at least one sport'),
      target: z
        .number()
        .positive('must be above 0')
        .max(1e9, 'is more than anyone can reach')
        .nullish()
        .transform((target) => target ?? null),
      startsAt: z.date(),
      endsAt: z.date().refine((endsAt) => endsAt.getTime() > nowMs, 'must lie in the future'),
      badgeName: lineText(1, 60)
        .nullish()
        .transform((name) => name ?? null),
      clubId: z
        .string()
        .nullish()
        .transform((clubId) => clubId ?? null),
    })
    .refine(({ kind, metric }) => kind === 'TOTAL' || metric === 'ACTIVE_DAYS', {
      path: ['metric'],
      message: 'must be ACTIVE_DAYS with STREAK_DAYS',
    })
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: 'must be after startsAt' })
    .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= LONGEST_CHALLENGE_MS, {
      path: ['endsAt'],
      message: 'must be at most one year after startsAt',
    })

export const challengeState = (row: ChallengeRow, nowMs: number): EventData<'challenge.changed'> => ({
  challengeId: row._id,
  revision: row.revision,
  createdById: row.createdById,
  clubId: row.clubId,
  isPublic: row.isPublic,
  title: row.title,
  kind: row.kind,
  metric: row.metric,
  sports: [...row.sports],
  target: row.target,
  segmentId: null,
  rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: row.clubId !== null },
  bestOfTeam: null,
  startsAtMs: row.startsAt.getTime(),
  endsAtMs: row.endsAt.getTime(),
  settlesAtMs: row.endsAt.getTime(),
  cancelled: row.cancelledAt !== null,
  badgeName: row.badgeName ?? null,
  at: nowMs,
})
