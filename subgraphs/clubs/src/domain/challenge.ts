import type { EventData } from '@gruppetto/events'
import { type BrokenRule, broken, inThePast, issue, linesText, lineText, optionalLines, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { type ChallengeRules, PLAIN_RULES, rulesInput } from './challenge-rules.ts'
import { isActive, type MembershipRow } from './club.ts'
import { distinctSports } from './sports.ts'
import type { TeamScore } from './team.ts'
import type { ChallengeKind, ChallengeStatus, ScoreMetric, Sport, TakenDown } from './values.ts'

export interface ChallengeRow {
  readonly _id: string
  readonly title: string
  readonly description: string | null
  readonly kind: ChallengeKind
  readonly metric: ScoreMetric
  readonly sports: readonly Sport[]
  /** In the metric's unit. */
  readonly target: number | null
  /** The segment of a BEST_TIME. Absent in older rows. */
  readonly segmentId?: string | null
  /** Absent in older rows; see rulesOf. */
  readonly rules?: ChallengeRules
  readonly startsAt: Date
  readonly endsAt: Date
  /** Absent in older rows; see settlesAtOf. */
  readonly settlesAt?: Date
  readonly cancelledAt: Date | null
  /** When the final standing was complete. Absent before. */
  readonly finalAt?: Date
  /** Of a challenge between clubs null: it is of none of them. */
  readonly clubId: string | null
  /** In a challenge between clubs: how many members make the score of a club. Null or absent for any other. */
  readonly bestOfTeam?: number | null
  /** The clubs of a challenge between clubs, the one that made it first. */
  readonly teamIds?: readonly string[]
  /** Their scores in the final standing. Absent before there is one. */
  readonly finalTeams?: readonly TeamScore[]
  /** False when the challenge is of a club that is not OPEN: only the club's members may see it. */
  readonly isPublic: boolean
  readonly createdById: string
  readonly createdAt: Date
  /** The number of entries that participate. It changes in the transaction that changes one of them. */
  readonly participantCount: number
  /** Whether it has a sponsor, or had one: those who joined it agreed to be known to that one, or did not. */
  readonly sponsored: boolean
  /** True once its sponsor has gone. */
  readonly sponsorEnded?: boolean
  readonly moderation?: TakenDown
  /** The name of its badge; null or absent: its title. */
  readonly badgeName?: string | null
  readonly revision: number
}

export const LONGEST_CHALLENGE_MS = 366 * 24 * 3600 * 1000

const HOUR_MS = 3_600_000
const LONGEST_GRACE_HOURS = 168
const MOST_OF_TEAM = 100

export const rulesOf = ({ rules }: Pick<ChallengeRow, 'rules'>): ChallengeRules => rules ?? PLAIN_RULES

/** Until then late uploads, edits and deletions still change the scores; from then on nothing does. */
export const settlesAtOf = ({ settlesAt, endsAt }: Pick<ChallengeRow, 'settlesAt' | 'endsAt'>): Date => settlesAt ?? endsAt

/** The kinds that go with each metric. */
const KINDS: Readonly<Record<ScoreMetric, readonly ChallengeKind[]>> = {
  DISTANCE: ['TOTAL'],
  MOVING_TIME: ['TOTAL'],
  ELEVATION_GAIN: ['TOTAL'],
  ACTIVITY_COUNT: ['TOTAL'],
  ACTIVE_DAYS: ['TOTAL', 'STREAK_DAYS'],
  SEGMENT_TIME: ['BEST_TIME'],
  TRAINING_LOAD: ['TOTAL'],
}

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

const TITLE = lineText(3, 100)
const LONGEST_DESCRIPTION = 2000

interface Dates {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** Refuses a challenge that ends before it starts, or lasts for more than a year. */
const checkDates = ({ startsAt, endsAt }: Dates, { addIssue }: z.RefinementCtx): void => {
  const refuse = (rule: BrokenRule) => addIssue({ ...issue(rule), path: ['endsAt'] })
  if (endsAt <= startsAt) refuse(broken('TOO_EARLY', 'must be after startsAt'))
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_CHALLENGE_MS)
    refuse(broken('TOO_LATE', 'must be at most one year after startsAt'))
}

const METRICS = Object.keys(KINDS) as [ScoreMetric, ...ScoreMetric[]]

/** Checks the input of a new challenge. */
export const challengeInput = (nowMs: number) =>
  z
    .object({
      title: TITLE,
      description: optionalLines(LONGEST_DESCRIPTION),
      kind: z.enum(['TOTAL', 'BEST_TIME', 'STREAK_DAYS']),
      metric: z.enum(METRICS),
      sports: distinctSports.refine((sports) => sports.length > 0, refusal(broken('REQUIRED', 'must name at least one sport'))),
      target: z
        .number()
        .positive('must be above 0')
        .max(1e9, 'is more than anyone can reach')
        .nullish()
        .transform((target) => target ?? null),
      segmentId: z
        .string()
        .nullish()
        .transform((segmentId) => segmentId ?? null),
      rules: rulesInput,
      startsAt: z.date(),
      endsAt: z.date().refine((endsAt) => endsAt.getTime() > nowMs, refusal(inThePast())),
      graceHours: z
        .int()
        .min(0, 'must be 0 or more')
        .max(LONGEST_GRACE_HOURS, `must be at most ${LONGEST_GRACE_HOURS}, which is a week`)
        .nullish()
        .transform((hours) => hours ?? 24),
      bestOfTeam: z
        .int()
        .min(1, 'must be at least 1')
        .max(MOST_OF_TEAM, `must be at most ${MOST_OF_TEAM}`)
        .nullish()
        .transform((members) => members ?? null),
      badgeName: lineText(1, 60)
        .nullish()
        .transform((name) => name ?? null),
      clubId: z
        .string()
        .nullish()
        .transform((clubId) => clubId ?? null),
    })
    .refine(({ kind, metric }) => KINDS[metric].includes(kind), {
      path: ['metric'],
      message: 'must be SEGMENT_TIME with BEST_TIME, ACTIVE_DAYS with STREAK_DAYS, and any other than SEGMENT_TIME with TOTAL',
    })
    .refine(({ bestOfTeam, clubId }) => bestOfTeam === null || clubId !== null, {
      path: ['clubId'],
      message: 'must name the first club of a challenge between clubs',
    })
    .refine(({ bestOfTeam, kind }) => bestOfTeam === null || kind !== 'BEST_TIME', {
      path: ['bestOfTeam'],
      message: 'does not go with BEST_TIME: times do not add up to a better one',
    })
    .refine(({ kind, segmentId }) => (kind === 'BEST_TIME') === (segmentId !== null), {
      path: ['segmentId'],
      ...refusal(broken('REQUIRED', 'goes with BEST_TIME, which needs it')),
    })
    .superRefine(checkDates)
    .transform(({ graceHours, ...fields }) => ({
      ...fields,
      settlesAt: new Date(fields.endsAt.getTime() + graceHours * HOUR_MS),
    }))

/** What may change of a challenge. */
export type ChallengeChange = Pick<ChallengeRow, 'title' | 'description' | 'startsAt' | 'endsAt' | 'settlesAt'>

type Known = Pick<ChallengeRow, keyof ChallengeChange>

/** Checks the change of a challenge. What is left out stays, and the grace after the end is as long as before. */
export const challengeUpdateInput = (nowMs: number, known: Known) =>
  z
    .object({
      title: TITLE.nullish(),
      description: linesText(0, LONGEST_DESCRIPTION).nullish(),
      startsAt: z
        .date()
        .refine((at) => at.getTime() > nowMs || at.getTime() === known.startsAt.getTime(), refusal(inThePast()))
        .nullish(),
      endsAt: z.date().nullish(),
    })
    .transform(({ title, description, startsAt, endsAt }): Required<ChallengeChange> => {
      const newEnd = endsAt ?? known.endsAt
      const graceMs = settlesAtOf(known).getTime() - known.endsAt.getTime()
      return {
        title: title ?? known.title,
        description: description === undefined ? known.description : description || null,
        startsAt: startsAt ?? known.startsAt,
        endsAt: newEnd,
        settlesAt: new Date(newEnd.getTime() + graceMs),
      }
    })
    .superRefine(checkDates)

/** Why the dates of a challenge stay, or null when they may change. */
export const reasonDatesStay = (
  challenge: Pick<ChallengeRow, 'startsAt' | 'participantCount' | 'sponsored'>,
  nowMs: number,
): string | null => {
  if (challenge.startsAt.getTime() <= nowMs) return 'The challenge has begun: its dates stay.'
  if (challenge.sponsored) return 'The challenge has a sponsor, who has agreed to its dates.'
  return challenge.participantCount > 0 ? 'Athletes have joined for these dates: they stay.' : null
}

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
  segmentId: row.segmentId ?? null,
  rules: rulesOf(row),
  bestOfTeam: row.bestOfTeam ?? null,
  startsAtMs: row.startsAt.getTime(),
  endsAtMs: row.endsAt.getTime(),
  settlesAtMs: settlesAtOf(row).getTime(),
  cancelled: row.cancelledAt !== null,
  badgeName: row.badgeName ?? null,
  removed: row.moderation?.isTakenDown === true,
  description: row.description,
  at: nowMs,
})
