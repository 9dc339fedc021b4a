import {
  badUserInput,
  type CursorKey,
  encodeCursor,
  forbidden,
  notFound,
  type PageRequest,
  pageRequest,
  requireAthlete,
} from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { EffortRow } from '../../domain/segments/effort.ts'
import { AGES, WEIGHTS } from '../../domain/segments/inputs.ts'
import { cursorOfPlace, PLACE_CURSOR, type Place, ranksFrom, spotOfCursor } from '../../domain/segments/places.ts'
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
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
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
const shownOf = async (places: readonly Place[], { loaders }: Context): Promise<readonly Shown[]> => {
  const efforts = await Promise.all(places.map(({ effortId }) => loaders.effort.load(effortId)))
  return places.flatMap((place, index) => {
    const effort = efforts[index]
    return effort ? [{ place, effort }] : []
  })
}

const readShown = async (board: Board, page: PageRequest, context: Context): Promise<readonly Shown[]> => {
  const wanted = page.size + 1
  const shown: Shown[] = []
  for (let after = page.after === null ? null : spotOfCursor(page.after); shown.length < wanted; ) {
    const places = await board.read(after, wanted)
    shown.push(...(await shownOf(places, context)))
    after = places.at(-1) ?? after
    if (places.length < wanted) break
  }
  return shown.slice(0, wanted)
}

const edgeOf = ({ place, effort }: Shown, rank: number): LeaderboardEdge => ({
  cursor: encodeCursor(cursorOfPlace(place)),
  rank,
  node: effort,
})

const ranksOf = async (board: Board, places: readonly Place[], after: CursorKey | null): Promise<readonly number[]> => {
  const [first] = places
  if (first === undefined) return []
  if (after === null) return ranksFrom(places, 1, null)
  const next = places.find(({ seconds }) => seconds !== first.seconds)
  // Equals of the first may stand before the page: then the next speed is counted for itself.
  const isCut = Number(after[0]) === first.seconds
  const [faster, fasterThanNext] = await Promise.all([
    board.faster(first.seconds),
    isCut && next !== undefined ? board.faster(next.seconds) : null,
  ])
  return ranksFrom(places, faster + 1, fasterThanNext === null ? null : fasterThanNext + 1)
}

/** A segment's board as the viewer may see it. */
export const showLeaderboard = async (
  segmentId: string,
  { filter, ...args }: SegmentLeaderboardArgs,
  context: Context,
): Promise<Leaderboard> => {
  const page = pageRequest(args, PLACE_CURSOR, 10)
  const board = await openBoard(segmentId, filter ?? {}, context)
  const shown = await readShown(board, page, context)
  const kept = shown.slice(0, page.size)
  const ranks = await ranksOf(
    board,
    kept.map(({ place }) => place),
    page.after,
  )
  const edges = kept.map((one, index) => edgeOf(one, ranks[index] ?? 0))
  return {
    edges,
    pageInfo: {
      hasNextPage: shown.length > kept.length,
      hasPreviousPage: page.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => board.count(),
    viewerEntry: async () => {
      const place = await board.own()
      const [own] = place === null ? [] : await shownOf([place], context)
      return own === undefined ? null : edgeOf(own, (await board.faster(own.place.seconds)) + 1)
    },
  }
}
