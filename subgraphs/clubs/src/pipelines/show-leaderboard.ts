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
import { isNamedFor, namedOf } from './named-entries.ts'

export interface LeaderboardArguments extends PageArguments {
  readonly scope?: LeaderboardScope | null
  readonly clubId?: string | null
  readonly around?: string | null
}

/** An athlete follows few; the bound keeps a hostile account from costing everyone. */
const FOLLOWS_READ = 10_000

const pageOf = (
  challenge: ChallengeRow,
  totalCount: number,
  { rows, more }: Window<RankedEntry>,
  { cursors }: Context,
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

/** Page arguments with the cursor opened, which is sealed where a challenge is sponsored; see libs/graph/src/sealed-cursor.ts for why. */
const openPage = (challenge: ChallengeRow, { first, after }: PageArguments, { cursors }: Context): PageRequest => {
  if (!challenge.sponsored || after === null || after === undefined) return pageRequest({ first, after }, PLACE_CURSOR)
  const opened = cursors.open(after, challenge._id)
  if (opened === null) throw badUserInput([{ path: 'after', message: 'is not a cursor of this leaderboard' }])
  return pageRequest({ first, after: opened }, PLACE_CURSOR)
}

const downward = <Row>(rows: readonly Row[], size: number, hasBefore: boolean): Window<Row> => ({
  rows: rows.slice(0, size),
  more: { before: hasBefore, after: rows.length > size },
})

/** The entry to centre on, where a page around someone is asked and they stand on the board, by name, for this viewer. */
const centreOf = async (challenge: ChallengeRow, around: string | null, blocked: ReadonlySet<string>, context: Context) => {
  if (around === null || blocked.has(around)) return null
  const entry = await context.loaders.entries.load(entryId(challenge._id, around))
  return entry !== null && (await isNamedFor(challenge, entry, context)) ? entry : null
}

/** The whole board: rows from MongoDB by their place, ranks by score. */
const everyonesBoard = async (challenge: ChallengeRow, page: PageRequest, around: string | null, context: Context) => {
  const { stores, loaders } = context
  const blocked = await loaders.blocked.load('viewer')
  const base = { challengeId: challenge._id, except: [...blocked], keepsUnnamed: challenge.sponsored }
  const readWindow = async (): Promise<Window<EntryRow>> => {
    const centre = page.after === null ? await centreOf(challenge, around, blocked, context) : null
    if (centre === null) {
      const from = page.after === null ? null : placeOfCursor(page.after)
      const rows = await stores.entries.board({ ...base, from, upward: false, limit: page.size + 1 })
      return downward(rows, page.size, from !== null)
    }
    const [before, after] = await Promise.all([
      stores.entries.board({ ...base, from: centre, upward: true, limit: page.size + 1 }),
      stores.entries.board({ ...base, from: centre, upward: false, limit: page.size + 1 }),
    ])
    return centredWindow(before, centre, after, page.size)
  }
  const { rows, more } = await readWindow()
  const ranks = await Promise.all(rows.map(({ units }) => loaders.ranks.load({ challengeId: challenge._id, units })))
  const ranked = rows.map((entry, index) => ({ entry, rank: ranks[index] ?? 0 }))
  return pageOf(challenge, challenge.participantCount, { rows: ranked, more }, context)
}

const windowOfPlaces = <Row extends Place>(places: readonly Row[], page: PageRequest, around: string | null): Window<Row> => {
  if (page.after !== null) {
    const from = placeOfCursor(page.after)
    const rows = places.filter((place) => comparePlaces(place, from) > 0)
    return downward(rows, page.size, true)
  }
  const centreAt = places.findIndex((place) => place.athleteId === around)
  const centre = places[centreAt]
  if (centre === undefined) return downward(places, page.size, false)
  return centredWindow(places.slice(0, centreAt).toReversed(), centre, places.slice(centreAt + 1), page.size)
}

/**
 * A board among some athletes, ranked among themselves: places of all of them, then the rows of the page alone. Who is not named to the viewer is not
 * on it: among a few, a row without a name tells whose it is.
 */
const boardAmong = async (
  challenge: ChallengeRow,
  athleteIds: readonly string[],
  page: PageRequest,
  around: string | null,
  context: Context,
) => {
  const { stores, loaders } = context
  const [all, blocked] = await Promise.all([
    stores.entries.placesOf(challenge._id, [...new Set(athleteIds)]),
    loaders.blocked.load('viewer'),
  ])
  const places = await namedOf(challenge, all, context)
  const ordered = places.toSorted(comparePlaces)
  const ranks = ranksOf(ordered.map(({ units }) => units))
  const shown = ordered
    .map(({ units, reachedAtMs, athleteId }, index) => ({ units, reachedAtMs, athleteId, rank: ranks[index] ?? 0 }))
    .filter(({ athleteId }) => !blocked.has(athleteId))
  const { rows, more } = windowOfPlaces(shown, page, around)
  const entries = await Promise.all(rows.map(({ athleteId }) => loaders.entries.load(entryId(challenge._id, athleteId))))
  const ranked = rows.flatMap(({ rank }, index): RankedEntry[] => {
    const entry = entries[index]
    return entry === null || entry === undefined ? [] : [{ rank, entry }]
  })
  return pageOf(challenge, places.length, { rows: ranked, more }, context)
}

const clubMembersOf = async (clubId: string | null, context: Context): Promise<readonly string[]> => {
  if (clubId === null) throw badUserInput([{ path: 'clubId', message: 'goes with the scope CLUB' }])
  const [club, membership] = await Promise.all([
    context.loaders.clubs.load(clubId),
    context.loaders.viewerMemberships.load(clubId),
  ])
  if (club === null) throw notFound('This club')
  if (!maySeeInside(club, membership)) throw forbidden("Only the club's members see its leaderboard.")
  const athleteIds: string[] = []
  for await (const ids of context.stores.memberships.activeAthleteIds(clubId)) athleteIds.push(...ids)
  return athleteIds
}

/**
 * Challenge.leaderboard. A page after a cursor, or around an athlete (from the top where they have no entry the viewer may see; a cursor goes
 * first), or from the top. People blocked either way are left out, unless their entry names nobody; everyone else keeps the rank they have.
 */
export const showLeaderboard = async (
  challenge: ChallengeRow,
  args: LeaderboardArguments,
  context: Context,
): Promise<LeaderboardPage> => {
  const page = openPage(challenge, args, context)
  const around = args.around ?? null
  const clubId = args.clubId ?? null
  const scope = args.scope ?? 'EVERYONE'
  if (scope === 'CLUB') return boardAmong(challenge, await clubMembersOf(clubId, context), page, around, context)
  if (clubId !== null) throw badUserInput([{ path: 'clubId', message: 'goes with the scope CLUB' }])
  if (scope === 'EVERYONE') return everyonesBoard(challenge, page, around, context)
  const { athleteId } = requireAthlete(context.caller)
  const followed = await context.stores.relations.follows.from(athleteId, FOLLOWS_READ)
  return boardAmong(challenge, [athleteId, ...followed], page, around, context)
}
