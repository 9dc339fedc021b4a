import {
  badUserInput,
  type Connection,
  type CursorKey,
  encodeCursor,
  filteredPage,
  notFound,
  pageRequest,
  ranksOf,
  requireAthlete,
} from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { AGES, WEIGHTS } from '../../domain/segments/inputs.ts'
import { cursorOfPlace, PLACE_CURSOR, type Place, spotOfCursor } from '../../domain/segments/places.ts'
import type { SegmentLeaderboardArgs, SegmentLeaderboardFilter } from '../../generated/resolvers.ts'
import { clubMemberId } from '../../stores/club-members.ts'
import type { EffortFilter, EffortReader } from '../../stores/segment-efforts.ts'
import { type Board, openBoardAmong, openEveryonesBoard, openListBoard } from './boards.ts'

/** The highest number of places on a filtered board, and of members of a club that a board includes. */
const MAX_LISTED = 10_000

export interface LeaderboardEdge {
  readonly cursor: string
  readonly rank: number
  readonly node: EffortRow
}

export interface Leaderboard {
  readonly edges: readonly LeaderboardEdge[]
  readonly pageInfo: Connection<EffortRow>['pageInfo']
  count(): Promise<number>
  viewerEntry(): Promise<LeaderboardEdge | null>
}

type Shown = { readonly place: Place; readonly effort: EffortRow }

const clubScopeError = () => badUserInput([{ path: 'filter.clubId', message: 'goes with the scope CLUB' }])

const readClubMemberIds = async ({ stores, caller }: Context, clubId: string | null | undefined): Promise<readonly string[]> => {
  const { athleteId } = requireAthlete(caller)
  if (!clubId) throw clubScopeError()
  const [own, ids] = await Promise.all([
    stores.clubMembers.get(clubMemberId(clubId, athleteId)),
    stores.clubMembers.activeIds(clubId, MAX_LISTED),
  ])
  // Whoever is no member gets the same answer for a club that does not exist: it may be SECRET.
  if (own?.active !== true) throw notFound('This club')
  return ids
}

/** Returns the athletes that a board includes; null for everyone. */
const readAthleteIds = async (
  context: Context,
  filter: SegmentLeaderboardFilter,
  reader: EffortReader,
): Promise<readonly string[] | null> => {
  if (filter.scope === 'CLUB') return readClubMemberIds(context, filter.clubId)
  if (filter.clubId) throw clubScopeError()
  if (filter.scope === 'FOLLOWING') return [requireAthlete(context.caller).athleteId, ...reader.followedIds]
  return null
}

const openBoard = async (context: Context, segmentId: string, filter: SegmentLeaderboardFilter): Promise<Board> => {
  const reader = await context.loaders.reader.load('viewer')
  const athleteIds = await readAthleteIds(context, filter, reader)
  const { sex, ageGroup, weightClass, since, until } = filter
  if (!sex && !ageGroup && !weightClass && !since && !until)
    return athleteIds === null
      ? openEveryonesBoard(context, segmentId, reader)
      : openBoardAmong(context, segmentId, athleteIds, reader)
  const efforts: EffortFilter = {
    segmentId,
    athleteIds,
    sex: sex ?? null,
    ages: ageGroup ? AGES[ageGroup] : null,
    weights: weightClass ? WEIGHTS[weightClass] : null,
    since: since ?? null,
    until: until ?? null,
  }
  return openListBoard(await context.stores.efforts.best(efforts, reader, MAX_LISTED), reader.viewerId)
}

/** Loads the efforts of places. An effort that the viewer may no longer see is null, also while a projection is behind. */
const loadEfforts = async ({ loaders }: Context, places: readonly Place[]): Promise<readonly (Shown | null)[]> => {
  const efforts = await Promise.all(places.map(({ effortId }) => loaders.effort.load(effortId)))
  return places.map((place, index) => {
    const effort = efforts[index]
    return effort ? { place, effort } : null
  })
}

const readRanks = async (board: Board, places: readonly Place[], after: CursorKey | null): Promise<readonly number[]> => {
  const times = places.map(({ seconds }) => seconds)
  const [first] = times
  if (first === undefined || after === null) return ranksOf(times)
  const next = times.find((seconds) => seconds !== first)
  // Places with the same time as the first may stand before the page. Then those faster than the next time are counted too.
  const isCut = next !== undefined && Number(after[0]) === first
  const [faster, fasterThanNext] = await Promise.all([board.countFaster(first), isCut ? board.countFaster(next) : null])
  const equalsHere = times.filter((seconds) => seconds === first).length
  return ranksOf(times, faster, fasterThanNext === null ? faster : fasterThanNext - equalsHere)
}

/** Reads a page of the leaderboard of a segment, as the viewer may see it. */
export const showLeaderboard = async (
  context: Context,
  segmentId: string,
  { filter, ...args }: SegmentLeaderboardArgs,
): Promise<Leaderboard> => {
  const page = pageRequest(args, PLACE_CURSOR, 10)
  const board = await openBoard(context, segmentId, filter ?? {})
  const { edges, pageInfo } = await filteredPage(page, {
    read: (after, limit) => board.read(after && spotOfCursor(after), limit),
    show: (places) => loadEfforts(context, places),
    keyOf: cursorOfPlace,
  })
  const ranks = await readRanks(
    board,
    edges.map(({ node }) => node.place),
    page.after,
  )
  return {
    edges: edges.map(({ cursor, node }, index) => ({ cursor, rank: ranks[index] ?? 0, node: node.effort })),
    pageInfo,
    count: () => board.count(),
    viewerEntry: async () => {
      const place = await board.findOwn()
      const [own] = place === null ? [] : await loadEfforts(context, [place])
      if (!own) return null
      const rank = (await board.countFaster(own.place.seconds)) + 1
      return { cursor: encodeCursor(cursorOfPlace(own.place)), rank, node: own.effort }
    },
  }
}
