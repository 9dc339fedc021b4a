import { localDayOf } from '@gruppetto/graph'
import { z } from 'zod'
import { type PeriodSumsRow, periodAround, sumsId, totalOf } from './period-sums.ts'
import { scoreOfUnits } from './scoring.ts'
import { distinctSports } from './sports.ts'
import { type GoalMetric, SPORTS, type Sport, type TotalsPeriod } from './values.ts'

export interface PersonalGoal {
  readonly goalId: string
  /** Sorted. Empty when every sport counts. */
  readonly sports: readonly Sport[]
  readonly metric: GoalMetric
  readonly period: TotalsPeriod
  /** In the metric's unit. */
  readonly target: number
}

/** All goals of one athlete, in the order in which they were set. */
export interface PersonalGoalsRow {
  /** The athlete's id. */
  readonly _id: string
  readonly goals: readonly PersonalGoal[]
}

/** A goal in its present period. */
export interface GoalView extends PersonalGoal {
  readonly progress: number
  readonly periodStart: string
  readonly periodEnd: string
}

export const MOST_GOALS = 20

export const personalGoalInput = z.object({
  sports: distinctSports.nullish().transform((sports) => (sports ?? []).toSorted()),
  metric: z.enum(['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT', 'ACTIVE_DAYS'], {
    error: 'is not what a goal counts: take DISTANCE, MOVING_TIME, ELEVATION_GAIN, ACTIVITY_COUNT or ACTIVE_DAYS',
  }),
  period: z.enum(['WEEK', 'MONTH', 'YEAR', 'ALL_TIME']),
  target: z.number().min(0, 'must be 0 or more').max(1e9, 'is more than anyone can reach'),
})
export type PersonalGoalInput = z.infer<typeof personalGoalInput>

const isSameGoal = (one: Omit<PersonalGoal, 'goalId'>, other: Omit<PersonalGoal, 'goalId'>): boolean =>
  one.metric === other.metric && one.period === other.period && one.sports.join() === other.sports.join()

/** Returns the goals after one was set or, with the target 0, ended. Null when there would be too many. */
export const setGoal = (
  goals: readonly PersonalGoal[],
  input: PersonalGoalInput,
  newId: string,
): readonly PersonalGoal[] | null => {
  if (input.target === 0) return goals.filter((goal) => !isSameGoal(goal, input))
  if (goals.some((goal) => isSameGoal(goal, input))) {
    return goals.map((goal) => (isSameGoal(goal, input) ? { ...goal, target: input.target } : goal))
  }
  return goals.length >= MOST_GOALS ? null : [...goals, { goalId: newId, ...input }]
}

const sportsOf = ({ sports }: PersonalGoal): readonly Sport[] => (sports.length === 0 ? SPORTS : sports)

const sumsOf = (athleteId: string, goal: PersonalGoal, today: string): readonly string[] => {
  const { start } = periodAround(goal.period, today)
  return sportsOf(goal).map((sport) => sumsId(athleteId, goal.period, start, sport))
}

/** Returns the ids of the sums that tell the progress of an athlete's goals: at most four for each sport there is. */
export const sumsOfGoals = ({ _id, goals }: PersonalGoalsRow, nowMs: number, timeZone: string): readonly string[] => {
  const today = localDayOf(nowMs, timeZone)
  const summed = goals.filter(({ metric }) => metric !== 'ACTIVE_DAYS')
  return [...new Set(summed.flatMap((goal) => sumsOf(_id, goal, today)))]
}

/** The days of a goal that are counted. Days do not add up over sports: one on which an athlete ran and rode is one day. */
export interface CountedDays {
  readonly goalId: string
  readonly sports: readonly Sport[]
  readonly start: string
  readonly end: string
}

/** Returns the days that tell the progress of the goals for active days. */
export const daysOfGoals = ({ goals }: PersonalGoalsRow, nowMs: number, timeZone: string): readonly CountedDays[] => {
  const today = localDayOf(nowMs, timeZone)
  return goals
    .filter(({ metric }) => metric === 'ACTIVE_DAYS')
    .map(({ goalId, period, sports }) => ({ goalId, sports, ...periodAround(period, today) }))
}

/** What goals have been reached by: the sums by their ids, and the numbers of days by the ids of the goals. */
export interface Reached {
  readonly sums: ReadonlyMap<string, PeriodSumsRow>
  readonly days: ReadonlyMap<string, number>
}

/** Shows the goals in their present periods. `timeZone` is the athlete's; it decides which day today is. */
export const viewGoals = (
  { _id, goals }: PersonalGoalsRow,
  { sums, days }: Reached,
  nowMs: number,
  timeZone: string,
): readonly GoalView[] => {
  const today = localDayOf(nowMs, timeZone)
  return goals.map((goal) => {
    const { start, end } = periodAround(goal.period, today)
    const period = { periodStart: start, periodEnd: end }
    if (goal.metric === 'ACTIVE_DAYS') return { ...goal, progress: days.get(goal.goalId) ?? 0, ...period }
    const total = totalOf(sumsOf(_id, goal, today).map((id) => sums.get(id)))
    return { ...goal, progress: scoreOfUnits(goal.metric, total[goal.metric]), ...period }
  })
}
