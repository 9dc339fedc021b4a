import { addDays } from '@gruppetto/graph'
import { periodAround } from './period-sums.ts'
import { type ActivityFact, amountOf, dayOf, isHeldOut, unitsOf } from './scoring.ts'
import type { Sport, TotalsPeriod } from './values.ts'

/** What clubs rank and add up. A time on a segment has no sum. */
export const CLUB_METRICS = [
  'DISTANCE',
  'MOVING_TIME',
  'ELEVATION_GAIN',
  'ACTIVITY_COUNT',
  'ACTIVE_DAYS',
  'TRAINING_LOAD',
] as const
export type ClubMetric = (typeof CLUB_METRICS)[number]

/** Boards of all time would need all activities of all members. */
export const BOARD_PERIODS = ['WEEK', 'MONTH', 'YEAR'] as const satisfies readonly TotalsPeriod[]
export type BoardPeriod = (typeof BOARD_PERIODS)[number]

/** What an athlete has done in one week, month or year. It stands on the boards of all clubs in which the same counts. */
export interface StandingRow {
  /** `<athleteId>:<board>:<placeId>`. The place is a club that has judged an activity; it is empty for all other clubs. */
  readonly _id: string
  readonly athleteId: string
  readonly clubIds: readonly string[]
  /** See boardId. */
  readonly board: string
  /** In whole units; see scoring.ts. */
  readonly units: Readonly<Record<ClubMetric, number>>
  readonly lastActivityId: string
  readonly updatedAt: Date
  readonly expiresAt: Date
  /** Rises with each change of the athlete's rows. Absent in rows of earlier releases. */
  readonly revision?: number
}

/** A board is shown this long after its period, such as last month's. */
const KEPT_DAYS = 35

const EVERY_SPORT = '*'

export const boardId = (period: BoardPeriod, start: string, sport: Sport | null): string =>
  `${period}:${start}:${sport ?? EVERY_SPORT}`

interface Board {
  readonly id: string
  readonly start: string
  readonly end: string
  /** Or EVERY_SPORT. */
  readonly sport: string
}

const utcDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

/** Returns the first day of which a change still matters to a board or a goal. */
export const firstOpenDay = (nowMs: number): string => addDays(utcDay(nowMs), -KEPT_DAYS)

/** Returns the first day that is on a board which is still shown. */
export const firstDayOnBoards = (nowMs: number): string => periodAround('YEAR', firstOpenDay(nowMs)).start

/** Returns the boards on which these activities are or were: those that are still shown. */
export const boardsOf = (facts: readonly ActivityFact[], nowMs: number): readonly Board[] => {
  const firstEnd = firstOpenDay(nowMs)
  const boards = new Map<string, Board>()
  for (const fact of facts) {
    for (const period of BOARD_PERIODS) {
      const { start, end } = periodAround(period, dayOf(fact))
      if (end < firstEnd) continue
      for (const sport of [fact.sport, EVERY_SPORT]) {
        const id = `${period}:${start}:${sport}`
        boards.set(id, { id, start, end, sport })
      }
    }
  }
  return [...boards.values()]
}

/** Whether an activity counts for others at all; see contributionOf. */
const isShown = ({ deleted, visibility }: ActivityFact): boolean => !deleted && visibility !== 'ONLY_ME'

/** Returns the units of activities that count: their sum, or the number of their days. */
const unitsOfAll = (metric: ClubMetric, facts: readonly ActivityFact[]): number =>
  metric === 'ACTIVE_DAYS'
    ? new Set(facts.map(dayOf)).size
    : facts.reduce((sum, fact) => sum + unitsOf(metric, amountOf(metric, fact)), 0)

interface Span {
  readonly start: string
  readonly end: string
}

const isWithin = ({ start, end }: Span, fact: ActivityFact): boolean => start <= dayOf(fact) && dayOf(fact) <= end

interface Counting {
  /** The club that may have judged activities; empty where none has. */
  readonly placeId: string
  readonly span: Span
  /** Returns whether activities of this sport count. */
  readonly takes: (sport: string) => boolean
}

const countedIn = ({ placeId, span, takes }: Counting, facts: readonly ActivityFact[]): readonly ActivityFact[] =>
  facts.filter((fact) => isShown(fact) && !isHeldOut(fact, placeId) && takes(fact.sport) && isWithin(span, fact))

const byEnd = (a: ActivityFact, b: ActivityFact): number => a.endedAt.getTime() - b.endedAt.getTime() || (a._id < b._id ? -1 : 1)

export interface StandingState {
  readonly athleteId: string
  /** Of which the athlete is a member. */
  readonly clubIds: readonly string[]
  /** The activities of the athlete, at least those in the periods of the boards. */
  readonly facts: readonly ActivityFact[]
}

/** Clubs in which the same counts share one row. Returns them by the place in which their activities are judged. */
const clubsByPlace = ({ clubIds, facts }: StandingState): ReadonlyMap<string, readonly string[]> => {
  const judging = clubIds.filter((clubId) => facts.some(({ verdicts }) => verdicts?.[clubId] !== undefined))
  const others = clubIds.filter((clubId) => !judging.includes(clubId))
  const places = new Map(judging.map((clubId): [string, readonly string[]] => [clubId, [clubId]]))
  return others.length === 0 ? places : places.set('', others)
}

/** Returns the rows of an athlete on some boards. They follow from the athlete's activities and clubs, and from nothing else. */
export const standingsOn = (boards: readonly Board[], state: StandingState, nowMs: number): readonly StandingRow[] =>
  [...clubsByPlace(state)].flatMap(([placeId, clubIds]) =>
    boards.flatMap((board): readonly StandingRow[] => {
      const takes = (sport: string) => board.sport === EVERY_SPORT || board.sport === sport
      const counted = countedIn({ placeId, span: board, takes }, state.facts).toSorted(byEnd)
      const last = counted.at(-1)
      if (last === undefined) return []
      const units = Object.fromEntries(CLUB_METRICS.map((metric) => [metric, unitsOfAll(metric, counted)]))
      return [
        {
          _id: `${state.athleteId}:${board.id}:${placeId}`,
          athleteId: state.athleteId,
          clubIds,
          board: board.id,
          units: units as StandingRow['units'],
          lastActivityId: last._id,
          updatedAt: new Date(nowMs),
          expiresAt: new Date(Date.parse(addDays(board.end, KEPT_DAYS + 1))),
        },
      ]
    }),
  )

/** What counts for something that a club adds up. */
export interface ClubSum {
  readonly clubId: string
  readonly metric: ClubMetric
  /** Empty when every sport counts. */
  readonly sports: readonly Sport[]
  /** YYYY-MM-DD; both days are included. */
  readonly startsOn: string
  readonly endsOn: string
}

type SumDays = Pick<ClubSum, 'startsOn' | 'endsOn'>

/** Whether a day is one of a sum. */
export const isIn = ({ startsOn, endsOn }: SumDays, day: string): boolean => startsOn <= day && day <= endsOn

/** Returns the days from the first of some sums to the last; null for no sums. */
export const spanOf = (sums: readonly SumDays[]): Span | null => {
  const start = sums.map(({ startsOn }) => startsOn).toSorted()[0]
  const end = sums
    .map(({ endsOn }) => endsOn)
    .toSorted()
    .at(-1)
  return start === undefined || end === undefined ? null : { start, end }
}

/**
 * Whether a day on which an athlete cheers often enough counts as a day of activity does. Every other metric is of what was done, and a sum of
 * some sports is of these alone.
 */
export const countsCheers = ({ metric, sports }: Pick<ClubSum, 'metric' | 'sports'>): boolean =>
  metric === 'ACTIVE_DAYS' && sports.length === 0

/** What one athlete has done. */
export interface Doings {
  readonly facts: readonly ActivityFact[]
  /** The days on which the athlete has cheered often enough, YYYY-MM-DD. */
  readonly cheerDays: readonly string[]
}

/** Returns what one athlete adds to a sum of a club. */
export const partOf = (sum: ClubSum, { facts, cheerDays }: Doings): number => {
  const { clubId, metric, sports, startsOn, endsOn } = sum
  const takes = (sport: string) => sports.length === 0 || sports.some((taken) => taken === sport)
  const counted = countedIn({ placeId: clubId, span: { start: startsOn, end: endsOn }, takes }, facts)
  if (!countsCheers(sum)) return unitsOfAll(metric, counted)
  return new Set([...counted.map(dayOf), ...cheerDays.filter((day) => isIn(sum, day))]).size
}

/** A member's place on a board, or among those who contribute to a goal. */
export interface MemberPlace {
  readonly rank: number
  readonly athleteId: string
  readonly metric: ClubMetric
  readonly units: number
  readonly lastActivityId: string | null
}
