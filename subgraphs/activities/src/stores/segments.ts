import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { Schema } from 'mongoose'
import { type Box, boxWidth, type MatchKind, type SegmentRow, type SegmentWithLine, tilesIn } from '../domain/segments/segment.ts'
import type { Sport } from '../generated/resolvers.ts'
import type { CountsChange } from './segment-counts.ts'

/** Nothing is looked at before this; it lets the query below be served by a partial index. */
const EVER = new Date(0)
const WITHOUT_LINE = { points: 0, cells: 0 }

/** Segments: written once, but for the counts. Shard key: _id, hashed. */
export const openSegments = (database: Database) => {
  const schema = rowSchema<SegmentWithLine>(
    {
      _id: String,
      name: { type: String, required: true },
      sport: { type: String, required: true },
      kind: { type: String, required: true },
      createdById: { type: String, required: true },
      activityId: { type: String, required: true },
      points: { type: Schema.Types.Mixed, required: true },
      distanceMeters: { type: Number, required: true },
      elevationGainMeters: { type: Number, required: true },
      averageGradePercent: { type: Number, required: true },
      start: { type: Schema.Types.Mixed, required: true },
      end: { type: Schema.Types.Mixed, required: true },
      tile: { type: Number, required: true },
      cells: { type: [Number], required: true },
      effortCount: { type: Number, required: true },
      athleteCount: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      matchedUntil: { type: String, default: null },
      lookAt: { type: Date, default: null },
    },
    { collection: 'segments', versionKey: false },
  )
  // Matching: the segments that start near a track, those of the most athletes first, and of as many the older ones.
  schema.index({ cells: 1, kind: 1, athleteCount: -1, _id: 1 })
  // How many somebody has made in one square.
  schema.index({ createdById: 1, tile: 1 })
  // Query.segments: those of some squares, the most popular first.
  schema.index({ tile: 1, athleteCount: -1, effortCount: -1, _id: -1 })
  // The job: what is to be looked at once more.
  schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $gt: EVER } } })
  const model = database.connection.model<SegmentWithLine>('Segment', schema)
  const read = readRows(model)

  return {
    async get(id: string): Promise<SegmentWithLine | null> {
      return read.one({ _id: id })
    },
    /** Without their lines. */
    async many(ids: readonly string[]): Promise<readonly SegmentRow[]> {
      if (ids.length === 0) return []
      return read.many<SegmentRow>({ _id: { $in: ids } }, { fields: WITHOUT_LINE })
    },
    async withLines(ids: readonly string[], tx?: Tx): Promise<readonly SegmentWithLine[]> {
      if (ids.length === 0) return []
      return read.many({ _id: { $in: ids } }, { fields: { cells: 0 }, tx })
    },
    async insert(row: SegmentWithLine, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    /** How many segments of one athlete start in a square, within a transaction. */
    async countOfCreator(createdById: string, tile: number, tx: Tx): Promise<number> {
      return read.count({ createdById, tile }, tx)
    },
    /**
     * The segments of a kind that start near one of the cells. Where there are more than `limit`, those that the most athletes have been on, and
     * of as many the older ones: a heap of new ones nobody rides pushes none of them out.
     */
    async startingIn(cells: readonly number[], kind: MatchKind, limit: number): Promise<readonly SegmentWithLine[]> {
      if (cells.length === 0) return []
      return read.many({ cells: { $in: cells }, kind }, { fields: { cells: 0 }, sort: { athleteCount: -1, _id: 1 }, limit })
    },
    /** How many they are, within a transaction. */
    async countStartingIn(cells: readonly number[], kind: MatchKind, tx: Tx): Promise<number> {
      if (cells.length === 0) return 0
      return read.count({ cells: { $in: cells }, kind }, tx)
    },
    /** Segments that start in a box from the page's cursor on, the most popular first, one more than its size. */
    async page(box: Box, sport: Sport | null, page: PageRequest): Promise<readonly SegmentRow[]> {
      const { south, north, west, east } = box
      const between =
        east >= west
          ? { 'start.longitude': { $gte: west, $lte: east } }
          : { $or: [{ 'start.longitude': { $gte: west } }, { 'start.longitude': { $lte: east } }] }
      return read.many<SegmentRow>(
        {
          tile: { $in: tilesIn(box) },
          'start.latitude': { $gte: south, $lte: north },
          ...(sport !== null && { sport }),
          $and: [boxWidth(box) >= 360 ? {} : between, lessPopular(page.after)],
        },
        { fields: WITHOUT_LINE, sort: { athleteCount: -1, effortCount: -1, _id: -1 }, limit: page.size + 1 },
      )
    },
    /** By the job that adds up what is noted; whoever else changes them notes it. */
    async addCounts(changes: readonly CountsChange[], tx: Tx): Promise<void> {
      const writes = changes
        .filter(({ efforts, athletes }) => efforts !== 0 || athletes !== 0)
        .map(({ segmentId, efforts, athletes }) => ({
          updateOne: { filter: { _id: segmentId }, update: { $inc: { effortCount: efforts, athleteCount: athletes } } },
        }))
      if (writes.length > 0) await model.bulkWrite(writes, { session: tx.session })
    },
    async due(now: Date, limit: number): Promise<readonly SegmentRow[]> {
      return read.many<SegmentRow>({ lookAt: { $gt: EVER, $lte: now } }, { fields: WITHOUT_LINE, limit })
    },
    /** Has the past from an activity on matched once more; false where that was done already. */
    async restartMatching(id: string, matchedUntil: string | null, tx: Tx): Promise<boolean> {
      const result = await model.updateOne(
        { _id: id, lookAt: { $gt: EVER } },
        { $set: { lookAt: null, matchedUntil } },
        { session: tx.session },
      )
      return result.matchedCount === 1
    },
    /** Notes how far the past has been matched. */
    async setMatchedUntil(id: string, matchedUntil: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { matchedUntil } })
    },
  }
}

export type Segments = ReturnType<typeof openSegments>

export const popularity = ({ athleteCount, effortCount, _id }: SegmentRow): CursorKey => [athleteCount, effortCount, _id]

const lessPopular = (after: CursorKey | null) => {
  if (after === null) return {}
  const [athleteCount, effortCount, id] = [Number(after[0]), Number(after[1]), String(after[2])]
  return {
    $or: [
      { athleteCount: { $lt: athleteCount } },
      { athleteCount, effortCount: { $lt: effortCount } },
      { athleteCount, effortCount, _id: { $lt: id } },
    ],
  }
}
