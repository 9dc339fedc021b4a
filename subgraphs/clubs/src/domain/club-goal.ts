import type { EventData } from '@gruppetto/events'
import { addDays, broken, lineText, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { distinctSports } from './sports.ts'
import { CLUB_METRICS, type ClubSum } from './standing.ts'

/** Something that a club reaches together. */
export interface ClubGoalRow extends ClubSum {
  readonly _id: string
  readonly title: string
  /** In the metric's unit. */
  readonly target: number
  readonly createdById: string
  readonly createdAt: Date
  readonly revision: number
  /** The rule (see ruleOf) by which the parts of all members were counted last; null while they never were. */
  readonly countedBy: string | null
}

/** What one member has done for a goal. Rows of members who have left stay, with nothing. */
export interface GoalPartRow {
  /** `<goalId>:<athleteId>` */
  readonly _id: string
  readonly goalId: string
  readonly clubId: string
  readonly athleteId: string
  /** See ruleOf. A part that was counted by another rule does not count. */
  readonly rule: string
  /** In whole units; see scoring.ts. */
  readonly units: number
}

const goalPartId = (goalId: string, athleteId: string): string => `${goalId}:${athleteId}`

/** Returns what the parts of a goal depend on. When it changes, they are counted again. */
export const ruleOf = ({ metric, sports, startsOn, endsOn }: ClubSum): string => [metric, startsOn, endsOn, ...sports].join(':')

export const partIn = (goal: ClubGoalRow, athleteId: string, units: number): GoalPartRow => ({
  _id: goalPartId(goal._id, athleteId),
  goalId: goal._id,
  clubId: goal.clubId,
  athleteId,
  rule: ruleOf(goal),
  units,
})

export const MOST_CLUB_GOALS = 20
const LONGEST_DAYS = 366

export const clubGoalInput = (today: string) =>
  z
    .object({
      clubId: z.string(),
      title: lineText(3, 100),
      metric: z.enum(CLUB_METRICS, { error: 'has no sum: a club adds up every other metric' }),
      sports: distinctSports.nullish().transform((sports) => (sports ?? []).toSorted()),
      target: z.number().positive('must be above 0').max(1e12, 'is more than any club can reach'),
      startsOn: z.string(),
      // Yesterday is still today somewhere.
      endsOn: z.string().refine((day) => day >= addDays(today, -1), refusal(broken('IN_THE_PAST', 'must not lie in the past'))),
    })
    .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
      path: ['endsOn'],
      ...refusal(broken('TOO_EARLY', 'must not be before startsOn')),
    })
    .refine(({ startsOn, endsOn }) => endsOn < addDays(startsOn, LONGEST_DAYS), {
      path: ['endsOn'],
      ...refusal(broken('TOO_LATE', 'must be within a year of startsOn')),
    })

export const clubGoalState = (goal: ClubGoalRow, ended: boolean, nowMs: number): EventData<'club-goal.changed'> => ({
  clubGoalId: goal._id,
  clubId: goal.clubId,
  revision: goal.revision,
  title: goal.title,
  metric: goal.metric,
  sports: [...goal.sports],
  target: goal.target,
  startsOn: goal.startsOn,
  endsOn: goal.endsOn,
  ended,
  at: nowMs,
})
