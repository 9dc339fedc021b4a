import { maySeeCard } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { BestsRow, SegmentBest } from '../../domain/segments/bests.ts'
import { comparePlaces, mergePlaces, type Place } from '../../domain/segments/places.ts'
import type { EffortReader } from '../../stores/segment-efforts.ts'

const MAX_PAGE_SIZE = 500

type Position = Pick<Place, 'seconds' | 'atMs' | 'athleteId'>

/** A leaderboard as one viewer sees it. */
export interface Board {
  /** Reads the places after a position, in order. Fewer than `limit` are returned only at the end. */
  read(after: Position | null, limit: number): Promise<readonly Place[]>
  /** Counts the athletes who are faster. */
  countFaster(seconds: number): Promise<number>
  count(): Promise<number>
  /** Finds the viewer's own place. */
  findOwn(): Promise<Place | null>
}

const placeOf = (athleteId: string, best: SegmentBest | undefined): Place[] =>
  best === undefined ? [] : [{ athleteId, effortId: best.effortId, seconds: best.seconds, atMs: best.atMs }]

/** Turns rows into places as the viewer sees them: their own best effort of all; of athletes they follow, the best that followers see. */
const placesOf = async ({ loaders }: Context, rows: readonly BestsRow[], reader: EffortReader) => {
  const followed = new Set(reader.followedIds)
  const blocked = new Set(reader.blockedIds)
  const places = await Promise.all(
    rows.map(async ({ athleteId, best, open }): Promise<Place[]> => {
      if (athleteId === reader.viewerId) return placeOf(athleteId, best.ONLY_ME[0])
      if (blocked.has(athleteId)) return []
      if (!followed.has(athleteId)) return open ? placeOf(athleteId, best.EVERYONE[0]) : []
      // An account that is not open may be deleted.
      const exists = open || maySeeCard(await loaders.relation.load(athleteId))
      return exists ? placeOf(athleteId, best.FOLLOWERS[0]) : []
    }),
  )
  return places.flat().sort(comparePlaces)
}

const behind = (places: readonly Place[], after: Position | null): readonly Place[] =>
  after === null ? places : places.filter((place) => comparePlaces(place, after) > 0)

/** Opens a board from a list of all its places, in order. */
export const openListBoard = (places: readonly Place[], viewerId: string | null): Board => ({
  read: async (after, limit) => behind(places, after).slice(0, limit),
  countFaster: async (seconds) => places.filter((place) => place.seconds < seconds).length,
  count: async () => places.length,
  findOwn: async () => places.find(({ athleteId }) => athleteId === viewerId) ?? null,
})

/** Opens the board of some athletes, from their best efforts. */
export const openBoardAmong = async (
  context: Context,
  segmentId: string,
  athleteIds: readonly string[],
  reader: EffortReader,
): Promise<Board> => {
  const rows = await context.stores.bests.of(segmentId, [...new Set(athleteIds)])
  return openListBoard(await placesOf(context, rows, reader), reader.viewerId)
}

/**
 * Opens the board of everyone. Most places come from the index of what everyone may see, in order. The viewer sees other efforts of a few
 * athletes: those they follow, those a block stands between, and themselves. These few are read first, left out of what the index
 * yields, and merged in as the viewer sees them. A rank is a count along the index, corrected in the same way.
 */
export const openEveryonesBoard = async (context: Context, segmentId: string, reader: EffortReader): Promise<Board> => {
  const { bests } = context.stores
  const special = new Set([...reader.followedIds, ...reader.blockedIds, ...(reader.viewerId === null ? [] : [reader.viewerId])])
  const rows = await bests.of(segmentId, [...special])
  const places = await placesOf(context, rows, reader)
  const counted = rows.flatMap(({ open, seconds }) => (open && seconds !== null ? [seconds] : []))
  const others = async (after: Position | null, limit: number): Promise<readonly Place[]> => {
    const found: Place[] = []
    for (let from = after, pageSize = limit; found.length < limit; pageSize = Math.min(pageSize * 2, MAX_PAGE_SIZE)) {
      const read = await bests.board(segmentId, from, pageSize)
      found.push(...read.filter(({ athleteId }) => !special.has(athleteId)))
      from = read.at(-1) ?? from
      if (read.length < pageSize) break
    }
    return found.slice(0, limit)
  }
  return {
    read: async (after, limit) => mergePlaces(await others(after, limit), behind(places, after)).slice(0, limit),
    countFaster: async (seconds) =>
      (await bests.countFaster(segmentId, seconds)) -
      counted.filter((other) => other < seconds).length +
      places.filter((place) => place.seconds < seconds).length,
    count: async () => (await bests.countBoard(segmentId)) - counted.length + places.length,
    findOwn: async () => places.find(({ athleteId }) => athleteId === reader.viewerId) ?? null,
  }
}
