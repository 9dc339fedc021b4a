import type { CursorKey, PageRequest } from '@gruppetto/graph'
import type { Position } from '@gruppetto/recordings'
import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import { type Box, boxWidth, type MatchKind, type SegmentRow, type SegmentWithLine, tilesIn } from '../domain/segments/segment.ts'
import type { Sport } from '../generated/resolvers.ts'
import { openRecentLines } from './recent-lines.ts'
import type { CountsChange } from './segment-counts.ts'

/** Queries compare times with this, so that a partial index serves them. No stored time is earlier. */
const EARLIEST = new Date(0)
const WITHOUT_LINE = { points: 0, cells: 0 }
const MOST_POPULAR_FIRST = { athleteCount: -1, effortCount: -1, _id: -1 } as const

/** Segments. They are written once, except for the counts. */
export const openSegments = (database: Database) => {
  const segments = collection<SegmentWithLine>(database, {
    name: 'segments',
    fields: {
      _id: 'string',
      name: 'string',
      sport: 'string',
      kind: 'string',
      createdById: 'string',
      activityId: 'string',
      points: 'array',
      distanceMeters: 'number',
      elevationGainMeters: 'number',
      averageGradePercent: 'number',
      start: 'object',
      end: 'object',
      tile: 'number',
      cells: 'array',
      effortCount: 'number',
      athleteCount: 'number',
      createdAt: 'date',
      matchedUntil: 'string | null',
      lookAt: 'date | null',
    },
    athletes: {
      ids: { createdById: 'forget' },
      exported: { to: ['createdById'], without: ['cells', 'tile', 'matchedUntil', 'lookAt'] },
    },
    indexes: [
      // Matching: the segments that start near a track, those with the most athletes first, of equal ones the oldest.
      { keys: { cells: 1, kind: 1, athleteCount: -1, _id: 1 } },
      // createSegment: how many the athlete has made in one tile.
      { keys: { createdById: 1, tile: 1 } },
      // Query.segments: those of some tiles, the most popular first.
      { keys: { tile: 1, athleteCount: -1, effortCount: -1, _id: -1 } },
      // look-again-at-segments: those that are to be matched once more.
      { keys: { lookAt: 1 }, only: { lookAt: { $gt: EARLIEST } } },
    ],
  })

  const lines = openRecentLines()
  /** Returns the lines of some segments, of which only those are read that this process does not know. */
  const linesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, readonly Position[]>> => {
    const found = new Map<string, readonly Position[]>()
    const unknown: string[] = []
    for (const id of ids) {
      const points = lines.get(id)
      if (points === undefined) unknown.push(id)
      else found.set(id, points)
    }
    const read = await segments.byId(unknown, { fields: { points: 1 } })
    for (const { _id, points } of read.values()) {
      lines.put(_id, points)
      found.set(_id, points)
    }
    return found
  }

  return {
    async get(id: string): Promise<SegmentWithLine | null> {
      return segments.one({ _id: id })
    },
    /** Returns segments without their lines. */
    async many(ids: readonly string[]): Promise<readonly SegmentRow[]> {
      if (ids.length === 0) return []
      return segments.many<SegmentRow>({ _id: { $in: ids } }, { fields: WITHOUT_LINE })
    },
    async withLines(ids: readonly string[], tx?: Tx): Promise<readonly SegmentWithLine[]> {
      if (ids.length === 0) return []
      return segments.many({ _id: { $in: ids } }, { fields: { cells: 0 }, tx })
    },
    async insert(row: SegmentWithLine, tx: Tx): Promise<void> {
      await segments.insert([row], tx)
    },
    /** Counts the segments of one athlete that start in a tile. */
    async countOfCreator(createdById: string, tile: number, tx: Tx): Promise<number> {
      return segments.count({ createdById, tile }, tx)
    },
    /**
     * Returns the segments of a kind that start near one of the cells. Where there are more than `limit`, those with the most athletes are
     * returned, of equal ones the oldest: new segments that nobody rides cannot push them out.
     */
    async startingIn(cells: readonly number[], kind: MatchKind, limit: number): Promise<readonly SegmentWithLine[]> {
      if (cells.length === 0) return []
      const rows = await segments.many<SegmentRow>(
        { cells: { $in: cells }, kind },
        { fields: WITHOUT_LINE, sort: { athleteCount: -1, _id: 1 }, limit },
      )
      const known = await linesOf(rows.map(({ _id }) => _id))
      return rows.flatMap((row) => {
        const points = known.get(row._id)
        return points === undefined ? [] : [{ ...row, points }]
      })
    },
    async countStartingIn(cells: readonly number[], kind: MatchKind, tx: Tx): Promise<number> {
      if (cells.length === 0) return 0
      return segments.count({ cells: { $in: cells }, kind }, tx)
    },
    /** Returns the segments that start in a box after the page's cursor, the most popular first, one more than the size of the page. */
    async page(box: Box, sport: Sport | null, page: PageRequest): Promise<readonly SegmentRow[]> {
      const { south, north, west, east } = box
      const between =
        east >= west
          ? { 'start.longitude': { $gte: west, $lte: east } }
          : { $or: [{ 'start.longitude': { $gte: west } }, { 'start.longitude': { $lte: east } }] }
      return segments.many<SegmentRow>(
        {
          tile: { $in: tilesIn(box) },
          'start.latitude': { $gte: south, $lte: north },
          ...(sport !== null && { sport }),
          $and: [boxWidth(box) >= 360 ? {} : between, behind(MOST_POPULAR_FIRST, page.after && placeOf(page.after))],
        },
        { fields: WITHOUT_LINE, sort: MOST_POPULAR_FIRST, limit: page.size + 1 },
      )
    },
    /** Adds changes to the counts, all those of a segment at once, since each write of a segment moves its line too. Only the job count-segments calls this; all others insert the changes into segmentCounts. */
    async addCounts(changes: readonly CountsChange[], tx: Tx): Promise<void> {
      const sums = new Map<string, { effortCount: number; athleteCount: number }>()
      for (const { segmentId, efforts, athletes } of changes) {
        const { effortCount = 0, athleteCount = 0 } = sums.get(segmentId) ?? {}
        sums.set(segmentId, { effortCount: effortCount + efforts, athleteCount: athleteCount + athletes })
      }
      const writes = [...sums]
        .filter(([, { effortCount, athleteCount }]) => effortCount !== 0 || athleteCount !== 0)
        .map(([_id, sum]) => ({ updateOne: { filter: { _id }, update: { $inc: sum } } }))
      await segments.writeAll(writes, tx)
    },
    async due(now: Date, limit: number): Promise<readonly SegmentRow[]> {
      return segments.many<SegmentRow>({ lookAt: { $gt: EARLIEST, $lte: now } }, { fields: WITHOUT_LINE, limit })
    },
    /** Lets the past after `matchedUntil` be matched once more. Returns false when that has been done already. */
    async restartMatching(id: string, matchedUntil: string | null, tx: Tx): Promise<boolean> {
      return segments.updateOne({ _id: id, lookAt: { $gt: EARLIEST } }, { $set: { lookAt: null, matchedUntil } }, tx)
    },
    async setMatchedUntil(id: string, matchedUntil: string): Promise<void> {
      await segments.updateOne({ _id: id }, { $set: { matchedUntil } })
    },
  }
}

export type Segments = ReturnType<typeof openSegments>

export const popularity = ({ athleteCount, effortCount, _id }: SegmentRow): CursorKey => [athleteCount, effortCount, _id]

const placeOf = ([athleteCount, effortCount, id]: CursorKey) => ({
  athleteCount: Number(athleteCount),
  effortCount: Number(effortCount),
  _id: String(id),
})
