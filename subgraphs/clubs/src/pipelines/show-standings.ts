import {
  badUserInput,
  encodeCursor,
  localDayOf,
  type PageArguments,
  type PageRequest,
  pageRequest,
  ranksOf,
  validInput,
} from '@gruppetto/graph'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { type ClubRow, maySeeInside } from '../domain/club.ts'
import type { ClubGoalRow } from '../domain/club-goal.ts'
import { type ClubLeaderboardPage, centredWindow, type Window } from '../domain/leaderboard.ts'
import { periodAround } from '../domain/period-sums.ts'
import { BOARD_PERIODS, boardId, CLUB_METRICS, firstOpenDay, type MemberPlace, type StandingRow } from '../domain/standing.ts'
import type { ScoreMetric, Sport, TotalsPeriod } from '../domain/values.ts'
import type { ClubBoard, StandingPlace } from '../stores/standings.ts'

export interface ClubLeaderboardArguments extends PageArguments {
  readonly metric: ScoreMetric
  readonly period: TotalsPeriod
  readonly sport?: Sport | null
  readonly on?: string | null
  readonly around?: string | null
}

const boardArguments = z.object({
  metric: z.enum(CLUB_METRICS, { error: 'has no sum: a club ranks its members by every other metric' }),
  period: z.enum(BOARD_PERIODS, { error: 'must be WEEK, MONTH or YEAR' }),
})

/** Whether the viewer may see the goals and the boards of a club. */
const isInside = async ({ loaders }: Context, club: ClubRow): Promise<boolean> =>
  maySeeInside(club, await loaders.viewerMemberships.load(club._id))

/** Returns the day that it is for the viewer. */
const viewerToday = async ({ runtime, stores, viewerId }: Context): Promise<string> => {
  const account = viewerId === null ? null : await stores.relations.accounts.get(viewerId)
  return localDayOf(runtime.now(), account?.timeZone ?? 'UTC')
}

const placeOf = (row: StandingRow, { metric }: ClubBoard): StandingPlace => ({
  units: row.units[metric],
  athleteId: row.athleteId,
})

/** Returns the rows of a page: behind its cursor, or else around an athlete, or else from the top. */
const readWindow = async (
  { stores, loaders }: Context,
  board: ClubBoard,
  page: PageRequest,
  around: string | null,
): Promise<Window<StandingRow>> => {
  const blocked = await loaders.blocked.load('viewer')
  const read = { ...board, except: [...blocked], limit: page.size + 1 }
  const isCentred = page.after === null && around !== null && !blocked.has(around)
  const centre = isCentred ? await stores.standings.ofMember(board, around) : null
  if (centre !== null) {
    const from = placeOf(centre, board)
    const [before, after] = await Promise.all([
      stores.standings.board({ ...read, from, upward: true }),
      stores.standings.board({ ...read, from, upward: false }),
    ])
    return centredWindow(before, centre, after, page.size)
  }
  const from = page.after === null ? null : { units: Number(page.after[0]), athleteId: String(page.after[1]) }
  const rows = await stores.standings.board({ ...read, from, upward: false })
  return { rows: rows.slice(0, page.size), more: { before: from !== null, after: rows.length > page.size } }
}

/**
 * Shows a page of Club.leaderboard. It is empty for whoever may not see the members. Athletes blocked either way are left out;
 * everyone else keeps their rank.
 */
export const showClubLeaderboard = async (
  context: Context,
  club: ClubRow,
  args: ClubLeaderboardArguments,
): Promise<ClubLeaderboardPage> => {
  const { metric, period } = validInput(boardArguments, { metric: args.metric, period: args.period })
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const day = args.on ?? (await viewerToday(context))
  const { start, end } = periodAround(period, day)
  if (end < firstOpenDay(context.runtime.now())) {
    throw badUserInput([{ path: 'on', message: 'must be in a period that was over at most five weeks ago' }])
  }
  const board: ClubBoard = { clubId: club._id, board: boardId(period, start, args.sport ?? null), metric }
  const isShown = await isInside(context, club)
  const { rows, more }: Window<StandingRow> = isShown
    ? await readWindow(context, board, page, args.around ?? null)
    : { rows: [], more: { before: false, after: false } }
  const scores = rows.map(({ units }) => units[metric])
  const [{ total, ranks }, changedAt] = await Promise.all([
    isShown ? context.clubBoards.rank(board, scores) : { total: 0, ranks: new Map<number, number>() },
    isShown ? context.stores.standings.newestChangeAt(club._id, board.board) : null,
  ])
  const edges = rows.map(({ athleteId, units, lastActivityId }) => ({
    cursor: encodeCursor([units[metric], athleteId]),
    node: { rank: ranks.get(units[metric]) ?? 0, athleteId, metric, units: units[metric], lastActivityId },
  }))
  const pageInfo = {
    hasNextPage: more.after,
    hasPreviousPage: more.before,
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  }
  return { edges, pageInfo, totalCount: total, updatedAt: changedAt ?? club.createdAt }
}

/** Lists Club.goals: those that are not over, the first to end first, and then the last that were. */
export const listClubGoals = async (context: Context, club: ClubRow): Promise<readonly ClubGoalRow[]> => {
  if (!(await isInside(context, club))) return []
  const today = await viewerToday(context)
  const { clubGoals } = context.stores
  const [open, past] = await Promise.all([clubGoals.openOf([club._id], today), clubGoals.pastOf(club._id, today)])
  return [...open, ...past]
}

const MOST_CONTRIBUTORS = 100

/** Lists ClubGoal.contributors, the greatest first. Athletes blocked either way are left out; everyone else keeps their rank. */
export const listContributors = async (
  { stores, loaders }: Context,
  goal: ClubGoalRow,
  first: number,
): Promise<readonly MemberPlace[]> => {
  if (!Number.isInteger(first) || first < 1 || first > MOST_CONTRIBUTORS) {
    throw badUserInput([{ path: 'first', message: `must be 1 to ${MOST_CONTRIBUTORS}` }])
  }
  const blocked = await loaders.blocked.load('viewer')
  const parts = await stores.goalParts.greatest(goal, first + blocked.size)
  const ranks = ranksOf(parts.map(({ units }) => units))
  const places = parts.map(({ athleteId, units }, index) => ({ rank: ranks[index] ?? 0, athleteId, metric: goal.metric, units }))
  return places
    .filter(({ athleteId }) => !blocked.has(athleteId))
    .slice(0, first)
    .map((place) => ({ ...place, lastActivityId: null }))
}
