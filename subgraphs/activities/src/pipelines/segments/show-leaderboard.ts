import {
  badUserInput,
  type Connection,
  type CursorKey,
  encodeCursor,
  filteredPage,
  forbidden,
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
import { type Board, boardAmong, everyonesBoard, listBoard } from './boards.ts'

/** Where a filtered board, or a club, ends. */
const MOST_LISTED = 10_000

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

const clubAndScope = () => badUserInput([{ path: 'filter.clubId', message: 'goes with the scope CLUB' }])

const clubMemberIds = async (clubId: string | null | undefined, { services, caller }: Context): Promise<readonly string[]> => {
  const { athleteId } = requireAthlete(caller)
  if (!clubId) throw clubAndScope()
  const { clubMembers } = services.stores
  const [own, ids] = await Promise.all([
    clubMembers.get(clubMemberId(clubId, athleteId)),
    clubMembers.activeIds(clubId, MOST_LISTED),
  ])
  if (ids.length === 0) throw notFound('This club')
  if (own?.active !== true) throw forbidden("Only the club's members see its leaderboard.")
  return ids
}

/** The athletes a board is among; null for everyone. */
const athletesIn = async (
  filter: SegmentLeaderboardFilter,
  reader: EffortReader,
  context: Context,
): Promise<readonly string[] | null> => {
  if (filter.scope === 'CLUB') return clubMemberIds(filter.clubId, context)
  if (filter.clubId) throw clubAndScope()
  if (filter.scope === 'FOLLOWING') return [requireAthlete(context.caller).athleteId, ...reader.followedIds]
  return null
}

const openBoard = async (segmentId: string, filter: SegmentLeaderboardFilter, context: Context): Promise<Board> => {
  const reader = await context.loaders.reader.load('viewer')
  const athleteIds = await athletesIn(filter, reader, context)
  const { sex, ageGroup, weightClass, since, until } = filter
  if (!sex && !ageGroup && !weightClass && !since && !until)
    return athleteIds === null ? everyonesBoard(segmentId, reader, context) : boardAmong(segmentId, athleteIds, reader, context)
  const efforts: EffortFilter = {
    segmentId,
    athleteIds,
    sex: sex ?? null,
    ages: ageGroup ? AGES[ageGroup] : null,
    weights: weightClass ? WEIGHTS[weightClass] : null,
    since: since ?? null,
    until: until ?? null,
  }
  return listBoard(await context.services.stores.efforts.best(efforts, reader, MOST_LISTED), reader.viewerId)
}

/** Places with the efforts that the viewer sees as of now: where a projection is behind, what it has not heard of yet is left out. */
const shownOf = async (places: readonly Place[], { loaders }: Context): Promise<readonly (Shown | null)[]> => {
  const efforts = await Promise.all(places.map(({ effortId }) => loaders.effort.load(effortId)))
  return places.map((place, index) => {
    const effort = efforts[index]
    return effort ? { place, effort } : null
  })
}

const ranksOnPage = async (board: Board, places: readonly Place[], after: CursorKey | null): Promise<readonly number[]> => {
  const speeds = places.map(({ seconds }) => seconds)
  const [first] = speeds
  if (first === undefined || after === null) return ranksOf(speeds)
  const next = speeds.find((seconds) => seconds !== first)
  // Equals of the first may stand before the page: then those faster than the next speed are counted too.
  const isCut = next !== undefined && Number(after[0]) === first
  const [faster, fasterThanNext] = await Promise.all([board.faster(first), isCut ? board.faster(next) : null])
  const equalsHere = speeds.filter((seconds) => seconds === first).length
  return ranksOf(speeds, faster, fasterThanNext === null ? faster : fasterThanNext - equalsHere)
}

/** A segment's board as the viewer may see it. */
export const showLeaderboard = async (
  segmentId: string,
  { filter, ...args }: SegmentLeaderboardArgs,
  context: Context,
): Promise<Leaderboard> => {
  const page = pageRequest(args, PLACE_CURSOR, 10)
  const board = await openBoard(segmentId, filter ?? {}, context)
  const { edges, pageInfo } = await filteredPage(page, {
    read: (after, limit) => board.read(after && spotOfCursor(after), limit),
    show: (places) => shownOf(places, context),
    keyOf: cursorOfPlace,
  })
  const ranks = await ranksOnPage(
    board,
    edges.map(({ node }) => node.place),
    page.after,
  )
  return {
    edges: edges.map(({ cursor, node }, index) => ({ cursor, rank: ranks[index] ?? 0, node: node.effort })),
    pageInfo,
    count: () => board.count(),
    viewerEntry: async () => {
      const place = await board.own()
      const [own] = place === null ? [] : await shownOf([place], context)
      if (!own) return null
      const rank = (await board.faster(own.place.seconds)) + 1
      return { cursor: encodeCursor(cursorOfPlace(own.place)), rank, node: own.effort }
    },
  }
}
