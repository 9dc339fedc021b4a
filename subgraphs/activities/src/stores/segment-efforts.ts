import type { Audience, CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, type Database, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import type { PipelineStage } from 'mongoose'
import type { CountingEffort } from '../domain/segments/bests.ts'
import type { EffortChange } from '../domain/segments/changes.ts'
import type { EffortRow } from '../domain/segments/effort.ts'
import type { Place } from '../domain/segments/places.ts'
import type { RankedEffort } from '../domain/segments/rank-past-efforts.ts'

/** Which efforts a filtered board is made of; null for no bound. */
export interface EffortFilter {
  readonly segmentId: string
  readonly athleteIds: readonly string[] | null
  readonly sex: EffortRow['sex']
  /** Whole years, both included. */
  readonly ages: readonly [number, number] | null
  /** From the first on, below the second. */
  readonly weights: readonly [number, number] | null
  readonly since: Date | null
  readonly until: Date | null
}

/** Who asks, as far as efforts show. */
export interface EffortReader {
  readonly viewerId: string | null
  readonly followedIds: readonly string[]
  readonly blockedIds: readonly string[]
}

const number = { type: Number, default: null }
const NEWEST_FIRST = { startedAt: -1, startSeconds: -1, _id: -1 } as const
const COUNTING = { segmentId: 1, activityId: 1, elapsedSeconds: 1, startedAt: 1, startSeconds: 1, visibility: 1, hidden: 1 }
const RANKED = { athleteId: 1, activityId: 1, elapsedSeconds: 1, startedAt: 1, startSeconds: 1, overallRankThen: 1 }

/** Passages of athletes over segments. Shard key: segmentId, hashed. */
export const openSegmentEfforts = (database: Database) => {
  const schema = rowSchema<EffortRow>(
    {
      _id: String,
      segmentId: { type: String, required: true },
      athleteId: { type: String, required: true },
      activityId: { type: String, required: true },
      revision: { type: Number, required: true },
      sport: { type: String, required: true },
      visibility: { type: String, required: true },
      startedAt: { type: Date, required: true },
      startSeconds: { type: Number, required: true },
      elapsedSeconds: { type: Number, required: true },
      averageHeartRateBpm: number,
      averagePowerWatts: number,
      fromStartMeters: { type: Number, required: true },
      toEndMeters: { type: Number, required: true },
      open: { type: Boolean, required: true },
      hidden: { type: Boolean, required: true },
      counts: { type: Boolean, required: true },
      overallRankThen: number,
      sex: { type: String, default: null },
      ageYears: number,
      weightKg: number,
    },
    { collection: 'segment_efforts', versionKey: false },
  )
  // Activity.segmentEfforts, and an activity that is matched again. Unique: two who match the same activity cannot both add an effort.
  schema.index({ activityId: 1, segmentId: 1, startSeconds: 1 }, { unique: true })
  // Segment.viewerEfforts: one athlete's, newest first; the best ones of an athlete.
  schema.index({ athleteId: 1, segmentId: 1, startedAt: -1, startSeconds: -1, _id: -1 })
  // All of an athlete, page by page, when what is hidden of them changes.
  schema.index({ athleteId: 1, _id: 1 })
  // A filtered board, and the ranks of the past: the fastest of a segment.
  schema.index({ segmentId: 1, counts: 1, elapsedSeconds: 1, startedAt: 1 })
  const model = database.connection.model<EffortRow>('SegmentEffort', schema)
  const read = readRows(model)
  const whole = wholeRows(model)

  return {
    async many(ids: readonly string[], tx?: Tx): Promise<readonly EffortRow[]> {
      if (ids.length === 0) return []
      return read.many({ _id: { $in: ids } }, { tx })
    },
    /** Of some activities, in the order they were ridden; of one segment alone where it is named. */
    async ofActivities(activityIds: readonly string[], segmentId: string | null, tx?: Tx): Promise<readonly EffortRow[]> {
      return read.many(
        { activityId: { $in: activityIds }, ...(segmentId !== null && { segmentId }) },
        { sort: { startSeconds: 1, _id: 1 }, tx },
      )
    },
    /** What counts of one athlete on some segments. */
    async counting(athleteId: string, segmentIds: readonly string[], tx: Tx): Promise<readonly CountingEffort[]> {
      if (segmentIds.length === 0) return []
      return read.many<CountingEffort>({ athleteId, segmentId: { $in: segmentIds }, counts: true }, { fields: COUNTING, tx })
    },
    /** The fastest of a segment among what everyone may see. */
    async fastest(segmentId: string, limit: number): Promise<readonly RankedEffort[]> {
      return read.many<RankedEffort>(
        { segmentId, counts: true, hidden: false, open: true, visibility: 'EVERYONE' },
        { fields: RANKED, sort: { elapsedSeconds: 1, startedAt: 1 }, limit },
      )
    },
    /** Notes ranks of the past, where none was found when the effort was recorded. What is written of an effort meanwhile stays. */
    async setRanks(ranks: readonly (readonly [id: string, rank: number])[], tx?: Tx): Promise<void> {
      const writes = ranks.map(([_id, overallRankThen]) => ({
        updateOne: { filter: { _id, overallRankThen: null }, update: { $set: { overallRankThen } } },
      }))
      if (writes.length > 0) await model.bulkWrite(writes, tx && { session: tx.session })
    },
    async write(changes: readonly EffortChange[], tx: Tx): Promise<void> {
      const added = changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []))
      const writes = changes.flatMap(({ before, after }) => {
        if (before === null) return []
        const filter = { _id: before._id, revision: before.revision }
        return [after === null ? { deleteOne: { filter } } : { replaceOne: { filter, replacement: after } }]
      })
      if (writes.length > 0) await model.bulkWrite(writes, { session: tx.session })
      whole.insert(added, tx)
    },
    /** An account has opened or closed. */
    async setOpen(athleteId: string, open: boolean, tx: Tx): Promise<void> {
      await model.updateMany({ athleteId, open: !open }, { $set: { open } }, { session: tx.session })
    },
    async ofAthlete(athleteId: string, after: string | null, limit: number): Promise<readonly EffortRow[]> {
      return read.many({ athleteId, ...(after !== null && { _id: { $gt: after } }) }, { sort: { _id: 1 }, limit })
    },
    /** One athlete's on one segment from the page's cursor on, newest first, one more than its size. */
    async page(athleteId: string, segmentId: string, page: PageRequest): Promise<readonly EffortRow[]> {
      return read.many(
        { athleteId, segmentId, ...behind(NEWEST_FIRST, page.after && placeOf(page.after)) },
        { sort: NEWEST_FIRST, limit: page.size + 1 },
      )
    },
    /** The best of each athlete of those the reader may see, the fastest first, at most `limit`. */
    async best(filter: EffortFilter, reader: EffortReader, limit: number): Promise<readonly Place[]> {
      const stages: PipelineStage[] = [
        { $match: { ...matching(filter), $and: [shownTo(reader), { athleteId: { $nin: [...reader.blockedIds] } }] } },
        { $sort: { elapsedSeconds: 1, startedAt: 1, _id: 1 } },
        {
          $group: {
            _id: '$athleteId',
            effortId: { $first: '$_id' },
            seconds: { $first: '$elapsedSeconds' },
            startedAt: { $first: '$startedAt' },
          },
        },
        { $sort: { seconds: 1, startedAt: 1, _id: 1 } },
        { $limit: limit },
      ]
      const rows = await read.aggregate<{ _id: string; effortId: string; seconds: number; startedAt: Date }>(stages)
      return rows.map(({ _id, effortId, seconds, startedAt }) => {
        return { athleteId: _id, effortId, seconds, atMs: startedAt.getTime() }
      })
    },
  }
}

export type SegmentEfforts = ReturnType<typeof openSegmentEfforts>

const matching = ({ segmentId, athleteIds, sex, ages, weights, since, until }: EffortFilter) => ({
  segmentId,
  counts: true,
  ...(athleteIds !== null && { athleteId: { $in: [...athleteIds] } }),
  ...(sex !== null && { sex }),
  ...(ages !== null && { ageYears: { $gte: ages[0], $lte: ages[1] } }),
  ...(weights !== null && { weightKg: { $gte: weights[0], $lt: weights[1] } }),
  ...((since || until) && { startedAt: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
})

const shownTo = ({ viewerId, followedIds }: EffortReader) => {
  const followed: readonly Audience[] = ['EVERYONE', 'FOLLOWERS']
  return {
    $or: [
      { hidden: false, open: true, visibility: 'EVERYONE' },
      ...(followedIds.length > 0
        ? [{ athleteId: { $in: [...followedIds] }, hidden: false, visibility: { $in: [...followed] } }]
        : []),
      ...(viewerId === null ? [] : [{ athleteId: viewerId }]),
    ],
  }
}

const placeOf = ([startedAtMs, startSeconds, id]: CursorKey) => ({
  startedAt: new Date(Number(startedAtMs)),
  startSeconds: Number(startSeconds),
  _id: String(id),
})
