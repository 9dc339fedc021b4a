import { addDays } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type ClubGoalRow, partIn } from '../domain/club-goal.ts'
import { type ActivityFact, dayOf } from '../domain/scoring.ts'
import {
  boardsOf,
  countsCheers,
  firstDayOnBoards,
  firstOpenDay,
  isIn,
  partOf,
  type StandingRow,
  spanOf,
  standingsOn,
} from '../domain/standing.ts'
import type { Services } from '../services.ts'
import type { CountedCheerDay } from '../stores/cheer-days.ts'
import { readCheerDays } from './read-cheer-days.ts'

interface ActivityChange {
  readonly before: ActivityFact | null
  readonly after: ActivityFact
}

/** Whether the change of an activity may change the part of its athlete in a goal. */
const touches = (goal: ClubGoalRow, facts: readonly ActivityFact[]): boolean => facts.some((fact) => isIn(goal, dayOf(fact)))

interface NewStandings {
  readonly athleteId: string
  readonly boards: readonly { readonly id: string }[]
  readonly rows: readonly StandingRow[]
  /** The clubs in which the athlete may stand elsewhere now. */
  readonly clubIds: readonly string[]
  /** Whether the rows are all that the athlete has; else those on these boards. */
  readonly isAll: boolean
}

const replaceStandings = async ({ clubBoards, stores }: Services, standings: NewStandings, tx: Tx): Promise<void> => {
  const { athleteId, clubIds, isAll } = standings
  const revision = stores.athleteLocks.turnOf(athleteId, tx)
  const boards = standings.boards.map(({ id }) => id)
  const rows = standings.rows.map((row) => ({ ...row, revision }))
  await stores.standings.replace(athleteId, isAll ? null : boards, rows, tx)
  await clubBoards.change({ athleteId, revision, clubIds, boards, rows }, tx)
}

interface GoalsToCount {
  readonly athleteId: string
  /** The activities of the athlete, at least those in the days of the goals. */
  readonly facts: readonly ActivityFact[]
  readonly goals: readonly ClubGoalRow[]
}

/** Counts the parts of a member in some goals. */
const putParts = async (services: Services, { athleteId, facts, goals }: GoalsToCount, tx: Tx): Promise<void> => {
  const cheerDays = (await readCheerDays(services, goals, [athleteId], tx)).get(athleteId) ?? []
  const parts = goals.map((goal) => partIn(goal, athleteId, partOf(goal, { facts, cheerDays })))
  await services.stores.goalParts.put(parts, tx)
}

/**
 * Brings the boards and the goals of an athlete's clubs up to date after a change of an activity. What it reads and writes is
 * bounded by what the athlete has done in a year. The transaction must hold the athlete's lock.
 */
export const updateStandings = async (services: Services, change: ActivityChange, tx: Tx): Promise<void> => {
  const { runtime, stores } = services
  const { before, after } = change
  const { athleteId } = after
  const nowMs = runtime.now()
  const clubIds = await stores.memberships.activeClubIds(athleteId, tx)
  if (clubIds.length === 0) return
  const states = before === null ? [after] : [before, after]
  const boards = boardsOf(states, nowMs)
  const open = await stores.clubGoals.openOf(clubIds, firstOpenDay(nowMs), tx)
  const goals = open.filter((goal) => touches(goal, states))
  if (boards.length === 0 && goals.length === 0) return
  const firstDays = [...boards.map(({ start }) => start), ...goals.map(({ startsOn }) => startsOn)].toSorted()
  const lastDays = [...boards.map(({ end }) => end), ...goals.map(({ endsOn }) => endsOn)].toSorted()
  const stored = await stores.activityFacts.ofDays([athleteId], firstDays.at(0) ?? '', lastDays.at(-1) ?? '', tx)
  // The new state of the activity is written with the commit only.
  const facts = [...stored.filter(({ _id }) => _id !== after._id), after]
  const rows = standingsOn(boards, { athleteId, clubIds, facts }, nowMs)
  await replaceStandings(services, { athleteId, boards, rows, clubIds, isAll: false }, tx)
  await putParts(services, { athleteId, facts, goals }, tx)
}

/**
 * Brings the goals of an athlete's clubs up to date after a day has got enough cheers to count. The day is written; the transaction must hold
 * the athlete's lock.
 */
export const countCheerDay = async (services: Services, { athleteId, day }: CountedCheerDay, tx: Tx): Promise<void> => {
  const { runtime, stores } = services
  const clubIds = await stores.memberships.activeClubIds(athleteId, tx)
  const open = await stores.clubGoals.openOf(clubIds, firstOpenDay(runtime.now()), tx)
  const goals = open.filter((goal) => countsCheers(goal) && isIn(goal, day))
  const span = spanOf(goals)
  if (span === null) return
  const facts = await stores.activityFacts.ofDays([athleteId], span.start, span.end, tx)
  await putParts(services, { athleteId, facts, goals }, tx)
}

/**
 * Puts an athlete on the boards of their present clubs, and takes them off those of all others. The part in the goals of the club
 * that are not over comes and goes with the membership. The transaction must hold the athlete's lock.
 */
export const placeMember = async (
  services: Services,
  { clubId, athleteId }: { readonly clubId: string; readonly athleteId: string },
  tx: Tx,
): Promise<void> => {
  const { runtime, stores } = services
  const nowMs = runtime.now()
  const today = new Date(nowMs).toISOString().slice(0, 10)
  const clubIds = await stores.memberships.activeClubIds(athleteId, tx)
  const isMember = clubIds.includes(clubId)
  const goals = await stores.clubGoals.openOf([clubId], today, tx)
  const [from = today] = [firstDayOnBoards(nowMs), ...goals.map(({ startsOn }) => startsOn)].toSorted()
  // Some clocks are ahead. Who is in no club any more is on boards until now.
  const facts = await stores.activityFacts.ofDays([athleteId], from, addDays(today, 366), tx)
  const boards = boardsOf(facts, nowMs)
  const rows = standingsOn(boards, { athleteId, clubIds, facts }, nowMs)
  await replaceStandings(services, { athleteId, boards, rows, clubIds: [clubId], isAll: true }, tx)
  if (isMember) return putParts(services, { athleteId, facts, goals }, tx)
  const nothing = goals.map((goal) => partIn(goal, athleteId, 0))
  await stores.goalParts.put(nothing, tx)
}
