import type { Audience, CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, collection, type Database, type RowWrite, type Tx } from '@gruppetto/runtime'
import type { CountingEffort } from '../domain/segments/bests.ts'
import type { EffortChange } from '../domain/segments/changes.ts'
import type { EffortRow } from '../domain/segments/effort.ts'
import type { Place } from '../domain/segments/places.ts'
import type { RankedEffort } from '../domain/segments/rank-past-efforts.ts'

/** Selects the efforts of a filtered board. Null stands for no limit. */
export interface EffortFilter {
  readonly segmentId: string
  readonly athleteIds: readonly string[] | null
  readonly sex: EffortRow['sex']
  /** Whole years, both ends included. */
  readonly ages: readonly [number, number] | null
  /** The lower bound is included, the upper one is not. */
  readonly weights: readonly [number, number] | null
  readonly since: Date | null
  readonly until: Date | null
}

/** The viewer of a board, with the relations that decide which efforts are visible. */
export interface EffortReader {
  readonly viewerId: string | null
  readonly followedIds: readonly string[]
  readonly blockedIds: readonly string[]
}

const NEWEST_FIRST = { startedAt: -1, startSeconds: -1, _id: -1 } as const
const COUNTING_FIELDS = {
  segmentId: 1,
  activityId: 1,
  elapsedSeconds: 1,
  startedAt: 1,
  startSeconds: 1,
  visibility: 1,
  hidden: 1,
}
const RANKED_FIELDS = {
  athleteId: 1,
  activityId: 1,
  elapsedSeconds: 1,
  startedAt: 1,
  startSeconds: 1,
  overallRankThen: 1,
}

/** The passages of athletes over segments. */
export const openSegmentEfforts = (database: Database) => {
  const efforts = collection<EffortRow>(database, {
    name: 'segment_efforts',
    fields: {
      _id: 'string',
      segmentId: 'string',
      athleteId: 'string',
      activityId: 'string',
      revision: 'number',
      sport: 'string',
      visibility: 'string',
      startedAt: 'date',
      startSeconds: 'number',
      elapsedSeconds: 'number',
      averageHeartRateBpm: 'number | null',
      averagePowerWatts: 'number | null',
      fromStartMeters: 'number',
      toEndMeters: 'number',
      open: 'boolean',
      hidden: 'boolean',
      counts: 'boolean',
      overallRankThen: 'number | null',
      sex: 'string | null',
      ageYears: 'number | null',
      weightKg: 'number | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    // An upload writes its efforts on one shard, and an activity that is shown finds them there. A board of a segment asks all shards.
    shardKey: { activityId: 'hashed' },
    indexes: [
      // Activity.segmentEfforts, and an activity that is matched again. It is unique, so that two workers who match the same activity
      // cannot both add an effort.
      { keys: { activityId: 1, segmentId: 1, startSeconds: 1 }, unique: true },
      // Segment.viewerEfforts: one athlete's, newest first. Also for the best ones of an athlete.
      { keys: { athleteId: 1, segmentId: 1, startedAt: -1, startSeconds: -1, _id: -1 } },
      // review-efforts: all of an athlete, page by page.
      { keys: { athleteId: 1, _id: 1 } },
      // A filtered board, and the ranks of past efforts: the fastest of a segment.
      { keys: { segmentId: 1, counts: 1, elapsedSeconds: 1, startedAt: 1 } },
    ],
  })

  return {
    async many(ids: readonly string[], tx?: Tx): Promise<readonly EffortRow[]> {
      if (ids.length === 0) return []
      return efforts.many({ _id: { $in: ids } }, { tx })
    },
    /** Returns the efforts of some activities in the order of their starts; where `segmentId` is set, only those on that segment. */
    async ofActivities(activityIds: readonly string[], segmentId: string | null, tx?: Tx): Promise<readonly EffortRow[]> {
      return efforts.many(
        { activityId: { $in: activityIds }, ...(segmentId !== null && { segmentId }) },
        { sort: { startSeconds: 1, _id: 1 }, tx },
      )
    },
    /** Returns the counting efforts of one athlete on some segments. */
    async counting(athleteId: string, segmentIds: readonly string[], tx: Tx): Promise<readonly CountingEffort[]> {
      if (segmentIds.length === 0) return []
      return efforts.many<CountingEffort>(
        { athleteId, segmentId: { $in: segmentIds }, counts: true },
        { fields: COUNTING_FIELDS, tx },
      )
    },
    /** Returns the fastest efforts of a segment among those that everyone may see. */
    async fastest(segmentId: string, limit: number): Promise<readonly RankedEffort[]> {
      return efforts.many<RankedEffort>(
        { segmentId, counts: true, hidden: false, open: true, visibility: 'EVERYONE' },
        { fields: RANKED_FIELDS, sort: { elapsedSeconds: 1, startedAt: 1 }, limit },
      )
    },
    /** Sets the ranks of past efforts that have none. Other fields stay as they are now. */
    async setRanks(ranks: readonly (readonly [id: string, rank: number])[], tx?: Tx): Promise<void> {
      await efforts.writeAll(
        ranks.map(([_id, overallRankThen]) => ({
          updateOne: { filter: { _id, overallRankThen: null }, update: { $set: { overallRankThen } } },
        })),
        tx,
      )
    },
    /** Replaces or deletes the efforts that existed before. */
    async update(changes: readonly EffortChange[], tx: Tx): Promise<void> {
      const writes = changes.flatMap(({ before, after }): RowWrite<EffortRow>[] => {
        if (before === null) return []
        const filter = { _id: before._id, revision: before.revision }
        return [after === null ? { deleteOne: { filter } } : { replaceOne: { filter, replacement: after } }]
      })
      await efforts.writeAll(writes, tx)
    },
    insertAtCommit(rows: readonly EffortRow[], tx: Tx): void {
      efforts.insertAtCommit(rows, tx)
    },
    /** Notes that an athlete's account has opened or closed. */
    async setOpen(athleteId: string, open: boolean, tx: Tx): Promise<void> {
      await efforts.updateMany({ athleteId, open: !open }, { $set: { open } }, tx)
    },
    async ofAthlete(athleteId: string, after: string | null, limit: number): Promise<readonly EffortRow[]> {
      return efforts.many({ athleteId, ...(after !== null && { _id: { $gt: after } }) }, { sort: { _id: 1 }, limit })
    },
    /** Returns one athlete's efforts on one segment after the page's cursor, newest first, one more than the size of the page. */
    async page(athleteId: string, segmentId: string, page: PageRequest): Promise<readonly EffortRow[]> {
      return efforts.many(
        { athleteId, segmentId, ...behind(NEWEST_FIRST, page.after && placeOf(page.after)) },
        { sort: NEWEST_FIRST, limit: page.size + 1 },
      )
    },
    /** Returns the best effort of each athlete among those that the reader may see, the fastest first. */
    async best(filter: EffortFilter, reader: EffortReader, limit: number): Promise<readonly Place[]> {
      const rows = await efforts.aggregate<{ _id: string; effortId: string; seconds: number; startedAt: Date }>([
        { $match: { ...matching(filter), $and: [visibleTo(reader), { athleteId: { $nin: reader.blockedIds } }] } },
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
      ])
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
  ...(athleteIds !== null && { athleteId: { $in: athleteIds } }),
  ...(sex !== null && { sex }),
  ...(ages !== null && { ageYears: { $gte: ages[0], $lte: ages[1] } }),
  ...(weights !== null && { weightKg: { $gte: weights[0], $lt: weights[1] } }),
  ...((since || until) && { startedAt: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
})

const visibleTo = ({ viewerId, followedIds }: EffortReader) => {
  const followed: readonly Audience[] = ['EVERYONE', 'FOLLOWERS']
  return {
    $or: [
      { hidden: false, open: true, visibility: 'EVERYONE' },
      ...(followedIds.length > 0 ? [{ athleteId: { $in: followedIds }, hidden: false, visibility: { $in: followed } }] : []),
      ...(viewerId === null ? [] : [{ athleteId: viewerId }]),
    ],
  }
}

const placeOf = ([startedAtMs, startSeconds, id]: CursorKey) => ({
  startedAt: new Date(Number(startedAtMs)),
  startSeconds: Number(startSeconds),
  _id: String(id),
})
