import { maySeeCard } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { BestsRow, SegmentBest } from '../../domain/segments/bests.ts'
import { comparePlaces, mergePlaces, type Place } from '../../domain/segments/places.ts'
import type { EffortReader } from '../../stores/segment-efforts.ts'

const MOST_AT_ONCE = 500

type Spot = Pick<Place, 'seconds' | 'atMs' | 'athleteId'>

/** A board as one viewer has it. */
export interface Board {
  /** Behind a place, in order; fewer than `limit` at the end alone. */
  read(after: Spot | null, limit: number): Promise<readonly Place[]>
  /** How many are faster. */
  faster(seconds: number): Promise<number>
  count(): Promise<number>
  /** The viewer's own place. */
  own(): Promise<Place | null>
}

const placeOf = (athleteId: string, best: SegmentBest | undefined): Place[] =>
  best === undefined ? [] : [{ athleteId, effortId: best.effortId, seconds: best.seconds, atMs: best.atMs }]

/** The places of some rows as a viewer has them: the own best of all, that of whom the viewer follows of what followers see. */
const placesOf = async (rows: readonly BestsRow[], reader: EffortReader, { loaders }: Pick<Context, 'loaders'>) => {
  const followed = new Set(reader.followedIds)
  const blocked = new Set(reader.blockedIds)
  const places = await Promise.all(
    rows.map(async ({ athleteId, best, open }): Promise<Place[]> => {
      if (athleteId === reader.viewerId) return placeOf(athleteId, best.ONLY_ME[0])
      if (blocked.has(athleteId)) return []
      if (!followed.has(athleteId)) return open ? placeOf(athleteId, best.EVERYONE[0]) : []
      // Closed may mean gone.
      const isThere = open || maySeeCard(await loaders.relation.load(athleteId))
      return isThere ? placeOf(athleteId, best.FOLLOWERS[0]) : []
    }),
  )
  return places.flat().sort(comparePlaces)
}

const behind = (places: readonly Place[], after: Spot | null): readonly Place[] =>
  after === null ? places : places.filter((place) => comparePlaces(place, after) > 0)

/** A board of all its places, in order. */
export const listBoard = (places: readonly Place[], viewerId: string | null): Board => ({
  read: async (after, limit) => behind(places, after).slice(0, limit),
  faster: async (seconds) => places.filter((place) => place.seconds < seconds).length,
  count: async () => places.length,
  own: async () => places.find(({ athleteId }) => athleteId === viewerId) ?? null,
})

/** The board of some athletes, of their best efforts. */
export const boardAmong = async (
  segmentId: string,
  athleteIds: readonly string[],
  reader: EffortReader,
  context: Context,
): Promise<Board> => {
  const rows = await context.services.stores.bests.of(segmentId, [...new Set(athleteIds)])
  return listBoard(await placesOf(rows, reader, context), reader.viewerId)
}

/**
 * Everyone's board: what is for everyone from the index, in order, and in it, for whom the viewer stands in another relation to, what is for
 * them. Those few are read first; a rank is a count along the index, less those few and with them as the viewer sees them.
 */
export const everyonesBoard = async (segmentId: string, reader: EffortReader, context: Context): Promise<Board> => {
  const { bests } = context.services.stores
  const special = new Set([...reader.followedIds, ...reader.blockedIds, ...(reader.viewerId === null ? [] : [reader.viewerId])])
  const rows = await bests.of(segmentId, [...special])
  const places = await placesOf(rows, reader, context)
  const counted = rows.flatMap(({ open, seconds }) => (open && seconds !== null ? [seconds] : []))
  const others = async (after: Spot | null, limit: number): Promise<readonly Place[]> => {
    const found: Place[] = []
    for (let from = after, portion = limit; found.length < limit; portion = Math.min(portion * 2, MOST_AT_ONCE)) {
      const read = await bests.board(segmentId, from, portion)
      found.push(...read.filter(({ athleteId }) => !special.has(athleteId)))
      from = read.at(-1) ?? from
      if (read.length < portion) break
    }
    return found.slice(0, limit)
  }
  return {
    read: async (after, limit) => mergePlaces(await others(after, limit), behind(places, after)).slice(0, limit),
    faster: async (seconds) =>
      (await bests.countFaster(segmentId, seconds)) -
      counted.filter((other) => other < seconds).length +
      places.filter((place) => place.seconds < seconds).length,
    count: async () => (await bests.countBoard(segmentId)) - counted.length + places.length,
    own: async () => places.find(({ athleteId }) => athleteId === reader.viewerId) ?? null,
  }
}
