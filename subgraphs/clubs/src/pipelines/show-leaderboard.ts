import {
  badUserInput,
  encodeCursor,
  forbidden,
  notFound,
  type PageArguments,
  type PageRequest,
  pageRequest,
  ranksOf,
  requireAthlete,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import { maySeeInside } from '../domain/club.ts'
import { type EntryRow, entryId } from '../domain/entry.ts'
import {
  centredWindow,
  comparePlaces,
  cursorOfPlace,
  type LeaderboardPage,
  PLACE_CURSOR,
  type Place,
  placeOfCursor,
  type RankedEntry,
  type Window,
} from '../domain/leaderboard.ts'
import type { LeaderboardScope } from '../domain/values.ts'
import { filterNamed, isNamedForViewer } from './named-entries.ts'
import { loadRank } from './show-challenges.ts'

export interface LeaderboardArguments extends PageArguments {
  readonly scope?: LeaderboardScope | null
  readonly clubId?: string | null
  readonly around?: string | null
}

/** More athletes than anybody follows. The limit bounds the cost of a hostile account. */
const MOST_FOLLOWS_READ = 10_000

const pageOf = (
  { cursors }: Context,
  challenge: ChallengeRow,
  totalCount: number,
  { rows, more }: Window<RankedEntry>,
): LeaderboardPage => {
  const cursorOf = ({ entry }: RankedEntry) => {
    const cursor = encodeCursor(cursorOfPlace(entry))
    return challenge.sponsored ? cursors.seal(cursor, challenge._id) : cursor
  }
  const edges = rows.map((node) => ({ cursor: cursorOf(node), node }))
  const pageInfo = {
    hasNextPage: more.after,
    hasPreviousPage: more.before,
    startCursor: edges.at(0)?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  }
  return { challengeId: challenge._id, totalCount, edges, pageInfo }
}

/** Reads the page arguments. The cursors of a sponsored challenge are sealed; libs/graph/src/sealed-cursor.ts says why. */
const openPage = ({ cursors }: Context, challenge: ChallengeRow, { first, after }: PageArguments): PageRequest => {
  if (!challenge.sponsored || after === null || after === undefined) return pageRequest({ first, after }, PLACE_CURSOR)
  const opened = cursors.open(after, challenge._id)
  if (opened === null) throw badUserInput([{ path: 'after', message: 'is not a cursor of this leaderboard' }])
  return pageRequest({ first, after: opened }, PLACE_CURSOR)
}

/** Returns the first `size` of some rows, which hold one row more when there is a next page. */
const takePage = <Row>(rows: readonly Row[], size: number, hasBefore: boolean): Window<Row> => ({
  rows: rows.slice(0, size),
  more: { before: hasBefore, after: rows.length > size },
})

interface BoardRequest {
  readonly challenge: ChallengeRow
  readonly page: PageRequest
  /** The athlete to centre the page on. It is ignored when the page has a cursor. */
  readonly around: string | null
}

/** Returns the entry to centre the page on, or null when there is none whose name the viewer may know. */
const findCentre = async (context: Context, { challenge, page, around }: BoardRequest, blocked: ReadonlySet<string>) => {
  if (page.after !== null || around === null || blocked.has(around)) return null
  const entry = await context.loaders.entries.load(entryId(challenge._id, around))
  return entry !== null && (await isNamedForViewer(context, challenge, entry)) ? entry : null
}

/** Shows a page of the whole board. Its rows are read by place, and their ranks by score. */
const showWholeBoard = async (context: Context, request: BoardRequest): Promise<LeaderboardPage> => {
  const { stores, loaders } = context
  const { challenge, page } = request
  const blocked = await loaders.blocked.load('viewer')
  const base = { challengeId: challenge._id, except: [...blocked], keepsUnnamed: challenge.sponsored }
  const readWindow = async (): Promise<Window<EntryRow>> => {
    const centre = await findCentre(context, request, blocked)
    if (centre === null) {
      const from = page.after === null ? null : placeOfCursor(page.after)
      const rows = await stores.entries.board({ ...base, from, upward: false, limit: page.size + 1 })
      return takePage(rows, page.size, from !== null)
    }
    const [before, after] = await Promise.all([
      stores.entries.board({ ...base, from: centre, upward: true, limit: page.size + 1 }),
      stores.entries.board({ ...base, from: centre, upward: false, limit: page.size + 1 }),
    ])
    return centredWindow(before, centre, after, page.size)
  }
  const { rows, more } = await readWindow()
  const ranks = await Promise.all(rows.map((entry) => loadRank(context, entry)))
  const ranked = rows.map((entry, index) => ({ entry, rank: ranks[index] ?? 0 }))
  return pageOf(context, challenge, challenge.participantCount, { rows: ranked, more })
}

const windowOfPlaces = <Row extends Place>(places: readonly Row[], { page, around }: BoardRequest): Window<Row> => {
  if (page.after !== null) {
    const from = placeOfCursor(page.after)
    const rows = places.filter((place) => comparePlaces(place, from) > 0)
    return takePage(rows, page.size, true)
  }
  const centreAt = places.findIndex((place) => place.athleteId === around)
  const centre = places[centreAt]
  if (centre === undefined) return takePage(places, page.size, false)
  return centredWindow(places.slice(0, centreAt).toReversed(), centre, places.slice(centreAt + 1), page.size)
}

/**
 * Shows a board of some athletes, ranked among themselves. It reads the places of all of them and the rows of the page. Athletes
 * whose name the viewer may not know are left out: among a few athletes, a row without a name would show whose it is.
 */
const showBoardAmong = async (
  context: Context,
  request: BoardRequest,
  athleteIds: readonly string[],
): Promise<LeaderboardPage> => {
  const { stores, loaders } = context
  const { challenge } = request
  const [all, blocked] = await Promise.all([
    stores.entries.placesOf(challenge._id, [...new Set(athleteIds)]),
    loaders.blocked.load('viewer'),
  ])
  const places = await filterNamed(context, challenge, all)
  const ordered = places.toSorted(comparePlaces)
  const ranks = ranksOf(ordered.map(({ units }) => units))
  const shown = ordered
    .map(({ units, reachedAt, athleteId }, index) => ({ units, reachedAt, athleteId, rank: ranks[index] ?? 0 }))
    .filter(({ athleteId }) => !blocked.has(athleteId))
  const { rows, more } = windowOfPlaces(shown, request)
  const entries = await Promise.all(rows.map(({ athleteId }) => loaders.entries.load(entryId(challenge._id, athleteId))))
  const ranked = rows.flatMap(({ rank }, index): RankedEntry[] => {
    const entry = entries[index]
    return entry === null || entry === undefined ? [] : [{ rank, entry }]
  })
  return pageOf(context, challenge, places.length, { rows: ranked, more })
}

/** Returns the ids of a club's members. Throws when the viewer may not see them. */
const readMembers = async ({ loaders, stores }: Context, clubId: string | null): Promise<readonly string[]> => {
  if (clubId === null) throw badUserInput([{ path: 'clubId', message: 'goes with the scope CLUB' }])
  const [club, membership] = await Promise.all([loaders.clubs.load(clubId), loaders.viewerMemberships.load(clubId)])
  if (club === null) throw notFound('This club')
  if (!maySeeInside(club, membership)) throw forbidden("Only the club's members see its leaderboard.")
  const athleteIds: string[] = []
  for await (const ids of stores.memberships.activeAthleteIds(clubId)) athleteIds.push(...ids)
  return athleteIds
}

/**
 * Shows a page of Challenge.leaderboard: after a cursor, or else around an athlete, or else from the top. A page around an athlete
 * without an entry that the viewer may see starts at the top. Athletes blocked either way are left out, unless their entry has no
 * name; everyone else keeps their rank.
 */
export const showLeaderboard = async (
  context: Context,
  challenge: ChallengeRow,
  args: LeaderboardArguments,
): Promise<LeaderboardPage> => {
  const request: BoardRequest = { challenge, page: openPage(context, challenge, args), around: args.around ?? null }
  const clubId = args.clubId ?? null
  const scope = args.scope ?? 'EVERYONE'
  if (scope === 'CLUB') return showBoardAmong(context, request, await readMembers(context, clubId))
  if (clubId !== null) throw badUserInput([{ path: 'clubId', message: 'goes with the scope CLUB' }])
  if (scope === 'EVERYONE') return showWholeBoard(context, request)
  const { athleteId } = requireAthlete(context.caller)
  const followed = await context.stores.relations.follows.from(athleteId, MOST_FOLLOWS_READ)
  return showBoardAmong(context, request, [athleteId, ...followed])
}
